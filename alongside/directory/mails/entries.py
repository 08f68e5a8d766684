"""What a mentor is told of their entry."""

from datetime import date

from django.conf import settings
from django.urls import reverse

from alongside.directory.models import MentorEntry
from alongside.notices.actions import MailText, clear_notices, post_notice
from alongside.web.wording import day_in_full

_WAYS = {"workshop": "the workshop for mentors", "handbook": "the mentors’ handbook"}


def tell_to_prepare(entry: MentorEntry) -> None:
    """They are accepted, and listed once they have prepared."""
    directory = entry.rules.directory
    ways = _ways(entry, " and " if directory is not None and directory.preparation == "both" else " or ")
    _tell(
        entry,
        "prepare",
        f"You are accepted as {entry.rules.roles.mentor.singular}. Members find you once you have prepared: {ways}.",
        "What you do on these pages counts by itself; you can already write your entry.",
    )


def tell_to_refresh(entry: MentorEntry, last: date) -> None:
    """Their preparation counts until that day; once for each such day."""
    _tell(
        entry,
        f"refresh:{last}",
        f"It is time to refresh your preparation, until {day_in_full(last)}: {_ways(entry)}.",
        "Until then you are listed as before. What you do on these pages counts by itself.",
    )


def tell_of_overdue(entry: MentorEntry, last: date) -> None:
    """That day is over, so nobody new finds them until they have refreshed it."""
    _tell(
        entry,
        f"overdue:{last}",
        f"You are not listed any more until you have refreshed your preparation: {_ways(entry)}.",
        "Your mentees stay with you. You are listed again as soon as you have refreshed it.",
    )


def tell_of_listing(entry: MentorEntry) -> None:
    """Members find them now."""
    for what in ("prepare", "refresh", "overdue"):
        clear_notices(event_prefix=f"entry:{entry.pk}:{what}", account=entry.member.account)
    _tell(
        entry,
        f"listed:{entry.listed_at.date()}" if entry.listed_at else "listed",
        "You are listed: members find you in the directory now.",
        "You can change your entry, take a break or hide it on any day.",
    )


def _ways(entry: MentorEntry, between: str = " or ") -> str:
    directory = entry.rules.directory
    return between.join(_WAYS[way] for way in directory.ways) if directory else ""


def _tell(entry: MentorEntry, what: str, sentence: str, more: str) -> None:
    path = reverse("own-entry", args=[entry.pk])
    post_notice(
        entry.member.account,
        event=f"entry:{entry.pk}:{what}",
        kind="directory",
        sentence=sentence,
        path=path,
        body_id=entry.scheme.body_id,
        mail=MailText(
            subject=f"{entry.scheme.name}: your entry in the directory",
            text=f"{sentence}\n\n{more}\n\n{settings.SITE_URL}{path}",
        ),
    )
