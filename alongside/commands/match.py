"""`alongside match`: mentees and mentors from spreadsheets, without a database."""

import argparse

from alongside.cli import Trouble
from alongside.spreadsheets.matching.command import add_arguments, match
from alongside.spreadsheets.matching.problem import InputProblem

__all__ = ["add_arguments", "run"]


def run(options: argparse.Namespace) -> int:
    """Match, and say in one line what came out."""
    try:
        print(match(options))
    except InputProblem as problem:
        raise Trouble(str(problem)) from problem
    return 0
