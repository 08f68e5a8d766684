"""What the commands that check one file have in common."""

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from alongside.cli import Trouble
from alongside.domain.scheme import MOST_BYTES, Verdict


def add_file(parser: argparse.ArgumentParser, what: str) -> None:
    """The file."""
    parser.add_argument("file", type=Path, help=f"{what} in TOML; - reads standard input")


def print_verdict(file: Path, check: Callable[[bytes, str], Verdict]) -> int:
    """Read the file and print what `check` says of its content and name; the exit code is the verdict's."""
    try:
        if str(file) == "-":
            content, name = sys.stdin.buffer.read(MOST_BYTES + 1), "standard input"
        else:
            with file.open("rb") as opened:
                content, name = opened.read(MOST_BYTES + 1), str(file)
    except OSError as error:
        raise Trouble(f"{file} cannot be read: {error.strerror or error}.") from error
    verdict = check(content, name)
    for line in verdict.lines:
        print(line)
    return verdict.exit_code
