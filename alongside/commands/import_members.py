"""Import a membership list from CSV or XLSX."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from alongside.cli import Trouble
from alongside.commands.environment import start
from alongside.web.wording import count_of

if TYPE_CHECKING:
    from alongside.people.queries.imports import DryRun


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The body, the file, and how to read it."""
    parser.add_argument("body", help="the body's short name in addresses, such as imi")
    parser.add_argument("file", type=Path, help="the list, as CSV or XLSX")
    parser.add_argument(
        "--mapping", default="", help="the known kind of list; recognised by its headings if left out"
    )
    parser.add_argument("--day-first", action="store_true", help="read 3/4/2026 as 3 April")
    parser.add_argument("--month-first", action="store_true", help="read 3/4/2026 as 4 March")
    parser.add_argument("--dry-run", action="store_true", help="look at every row and change nothing")


def run(options: argparse.Namespace) -> int:
    """0 where the list is imported, or could be; 1 where it has errors, with every one of them printed."""
    start(with_database=True)
    from django.utils import timezone  # noqa: PLC0415  needs the settings

    from alongside.people.actions.imports import import_table  # noqa: PLC0415  needs the apps
    from alongside.people.importing.table import FileRefused  # noqa: PLC0415  needs the apps
    from alongside.people.membership_files import read_table  # noqa: PLC0415  needs the apps
    from alongside.people.models import Body  # noqa: PLC0415  needs the apps
    from alongside.people.queries.imports import dry_run, mapping_asked_for  # noqa: PLC0415  needs the apps

    body = Body.objects.filter(slug=options.body).first()
    if body is None:
        raise Trouble(f"There is no body called {options.body}.")
    try:
        table = read_table(options.file.name, options.file.read_bytes())
    except OSError as error:
        raise Trouble(f"{options.file} cannot be read.") from error
    except FileRefused as refusal:
        raise Trouble(str(refusal)) from refusal
    try:
        mapping = mapping_asked_for(body, table, name=options.mapping, order=_order(options))
    except KeyError as error:
        raise Trouble(f"There is no kind of list called {options.mapping}.") from error
    found = dry_run(body, table, mapping, today=timezone.localdate())
    _print(found)
    if not found.is_clean:
        return 1
    if not options.dry_run:
        import_table(body, file_name=options.file.name, found=found)
        print("Imported.")
    return 0


def _order(options: argparse.Namespace) -> str:
    if options.day_first and options.month_first:
        raise Trouble("Give --day-first or --month-first, not both.")
    return "d/m/y" if options.day_first else "m/d/y" if options.month_first else ""


def _print(found: "DryRun") -> None:
    plan = found.plan
    for note in (*found.table.notes, *found.problems):
        print(note)
    for error in found.errors:
        print(f"Row {error.row}{f', {error.column}' if error.column else ''}: {error.sentence}")
    done = {
        "new": plan.new,
        "changed": plan.changed,
        "as they were": plan.unchanged,
        "not in this file": plan.missing,
    }
    counts = ", ".join(f"{len(rows):,} {words}" for words, rows in done.items())
    print(f"{count_of(len(found.table.rows), 'row')} as {found.mapping.shape}: {counts}.")
    print(f"{count_of(len(found.errors), 'error')}. Members who are not in this file stay as they are.")
