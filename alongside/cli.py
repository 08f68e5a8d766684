"""The `alongside` command: one door for everything that is done from a shell."""

import argparse
import sys
from collections.abc import Sequence
from importlib import import_module

COMMANDS = {
    "init": "set up a new installation: keys, database, static files",
    "serve": "start the web server, and the worker with --worker",
    "worker": "send mail, run jobs and keep the clock",
    "demo": "start a demonstration world on this machine",
    "create-body": "add a professional body to this installation",
    "grant-role": "let somebody work in a body's office",
    "sign-documents": "let a body sign the PDFs it gives, look at its key, or stop",
    "check-scheme": "check a scheme definition and say everything that is wrong with it",
    "check-competencies": "check a competency framework and say everything that is wrong with it",
    "check-credit-rules": "check a body's credit rules and say everything that is wrong with them",
    "import-members": "import a membership list from CSV or XLSX",
    "match": "match mentees and mentors from spreadsheets",
    "simulate": "show what daily, weekly or monthly matching would mean, from spreadsheets",
    "verify-journal": "check that the journal was not altered",
    "backup": "write a backup, without the master key",
    "restore-drill": "prove that a backup can be restored",
}
"""Each command is the module of the same name in `alongside.commands`: `add_arguments(parser)` and `run(options)`."""


class Trouble(Exception):
    """Something the user can put right: printed as one sentence, exit code 2."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns its exit code: 0 done, 1 checked and found wanting, 2 could not be done."""
    words = list(sys.argv[1:] if argv is None else argv)
    parser = _parser(words[0] if words else "")
    options = parser.parse_args(words)
    if not options.command:
        parser.print_help()
        return 0
    module = import_module(f"alongside.commands.{options.command.replace('-', '_')}")
    try:
        code: int = module.run(options)
    except Trouble as trouble:
        print(f"alongside {options.command}: {trouble}", file=sys.stderr)
        return 2
    except OSError as error:
        if not error.filename:
            raise
        print(f"alongside {options.command}: {error.filename}: {error.strerror}.", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print(file=sys.stderr)
        return 130
    return code


def _parser(asked: str) -> argparse.ArgumentParser:
    """Only the asked command's module is imported, so that each starts as fast as it can."""
    parser = argparse.ArgumentParser(
        prog="alongside",
        description="Mentoring schemes for professional bodies, and the CPD evidence they give.",
    )
    commands = parser.add_subparsers(dest="command", metavar="command")
    for name, words in COMMANDS.items():
        command = commands.add_parser(name, help=words, description=f"{words[0].upper()}{words[1:]}.")
        if name == asked:
            import_module(f"alongside.commands.{name.replace('-', '_')}").add_arguments(command)
    return parser


if __name__ == "__main__":
    sys.exit(main())
