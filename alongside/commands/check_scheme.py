"""Check a scheme definition and say everything that is wrong with it."""

import argparse

from alongside.commands.checking import add_file, print_verdict
from alongside.domain.scheme import check_scheme


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The file."""
    add_file(parser, "a scheme definition")


def run(options: argparse.Namespace) -> int:
    """Print the verdict: 0 the definition is sound, 1 it has problems."""
    return print_verdict(options.file, check_scheme)
