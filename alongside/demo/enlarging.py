"""Makes the demonstration large: a membership list of any length, imported as an office would import it."""

import csv
import io
from collections.abc import Callable
from random import Random

from django.utils import timezone

from alongside.demo import names
from alongside.demo.voices.illustrators import EMPLOYERS
from alongside.people.actions.imports import import_table
from alongside.people.membership_files import read_table
from alongside.people.models import Body, Member
from alongside.people.queries.imports import dry_run, mapping_asked_for

PART = 25_000
HEADINGS = ("Member number", "First name", "Last name", "Email", "Status", "Employer", "Years of experience")


def enlarge(body: Body, members: int, say: Callable[[str], None]) -> None:
    """Import lists until the body has so many members."""
    there = Member.objects.filter(body=body).count()
    chance = Random(members)
    while there < members:
        count = min(PART, members - there)
        name = f"members-{there}.csv"
        table = read_table(name, _list(body, there, count, chance))
        found = dry_run(body, table, mapping_asked_for(body, table, name="plain"), today=timezone.localdate())
        import_table(body, file_name=name, found=found)
        there += count
        say(f"{there:,} members are on the list.")


def _list(body: Body, there: int, count: int, chance: Random) -> bytes:
    text = io.StringIO()
    sheet = csv.writer(text)
    sheet.writerow(HEADINGS)
    for number in range(there, there + count):
        status = "Active" if chance.random() < 0.93 else "Lapsed"
        sheet.writerow(
            [
                f"L{number:07}",
                chance.choice(names.GIVEN),
                chance.choice(names.FAMILY),
                f"list{number}@{body.slug}.example",
                status,
                chance.choice(EMPLOYERS),
                round(chance.uniform(0, 30), 1),
            ]
        )
    return text.getvalue().encode()
