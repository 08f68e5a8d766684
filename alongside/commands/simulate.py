"""`alongside simulate`: how often to match, from lists and rates, without a database."""

import argparse
import sys

from alongside.cli import Trouble
from alongside.spreadsheets.matching.problem import InputProblem
from alongside.spreadsheets.matching.simulation import add_arguments, simulate

__all__ = ["add_arguments", "run"]


def run(options: argparse.Namespace) -> int:
    """Simulate, say on the way how far it is, and print the figures."""
    try:
        print(simulate(options, _say))
    except InputProblem as problem:
        raise Trouble(str(problem)) from problem
    return 0


def _say(words: str) -> None:
    """Progress goes where it does not end up in a file of figures."""
    print(words, file=sys.stderr, flush=True)
