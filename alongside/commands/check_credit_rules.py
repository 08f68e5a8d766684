"""Check a body's credit rules and say everything that is wrong with them."""

import argparse
import sys
from pathlib import Path

from alongside.cli import Trouble
from alongside.domain.cpd.credit_check import check_credit_rules
from alongside.domain.scheme import MOST_BYTES


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The file."""
    parser.add_argument("file", type=Path, help="credit rules in TOML; - reads standard input")


def run(options: argparse.Namespace) -> int:
    """Print the verdict: 0 the rules are sound, 1 they have problems."""
    try:
        if str(options.file) == "-":
            content, name = sys.stdin.buffer.read(MOST_BYTES + 1), "standard input"
        else:
            with options.file.open("rb") as file:
                content, name = file.read(MOST_BYTES + 1), str(options.file)
    except OSError as error:
        raise Trouble(f"{options.file} cannot be read: {error.strerror or error}.") from error
    verdict = check_credit_rules(content, name)
    for line in verdict.lines:
        print(line)
    return verdict.exit_code
