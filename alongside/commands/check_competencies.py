"""Check a competency framework and say everything that is wrong with it."""

import argparse

from alongside.commands.checking import add_file, print_verdict
from alongside.domain.cpd.competency_check import check_framework


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The file."""
    add_file(parser, "a competency framework")


def run(options: argparse.Namespace) -> int:
    """Print the verdict: 0 the framework is sound, 1 it has problems."""
    return print_verdict(options.file, check_framework)
