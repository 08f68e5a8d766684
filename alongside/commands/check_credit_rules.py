"""Check a body's credit rules and say everything that is wrong with them."""

import argparse

from alongside.commands.checking import add_file, print_verdict
from alongside.domain.cpd.credit_check import check_credit_rules


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The file."""
    add_file(parser, "credit rules")


def run(options: argparse.Namespace) -> int:
    """Print the verdict: 0 the rules are sound, 1 they have problems."""
    return print_verdict(options.file, check_credit_rules)
