"""A mentor who has completed a workshop or read the handbook is prepared without anybody noting it."""

from datetime import date

from django.utils import timezone

from alongside.directory.actions.entries import prepare_by_training
from alongside.directory.models import MentorEntry
from alongside.domain.scheme.asking import Way
from alongside.people.models import Member
from alongside.schemes.models import Scheme
from alongside.training.prepared import when_prepared


def prepare(member: Member, scheme: Scheme, way: Way, on: date, which: str) -> None:
    """Note it on the member's entry, where there is one and the scheme asks for this way."""
    rows = MentorEntry.objects.filter(application__member=member, scheme=scheme)
    for entry in rows.select_related("application__definition"):
        directory = entry.rules.directory
        if directory is not None and way in directory.ways:
            prepare_by_training(entry, way=way, on=on, which=which, now=timezone.now())


when_prepared("directory", prepare)
