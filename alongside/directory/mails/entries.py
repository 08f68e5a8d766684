"""What a mentor is told of their entry."""

from django.conf import settings
from django.urls import reverse

from alongside.directory.models import MentorEntry
from alongside.notices.actions import MailText, clear_notices, post_notice

_WAYS = {"workshop": "the workshop for mentors", "handbook": "the mentors’ handbook"}


def tell_to_prepare(entry: MentorEntry) -> None:
    """They are accepted, and listed once they have prepared."""
    directory = entry.rules.directory
    ways = directory.ways if directory else ()
    both = directory is not None and directory.preparation == "both"
    joined = (" and " if both else " or ").join(_WAYS[way] for way in ways)
    _tell(
        entry,
        "prepare",
        f"You are accepted as {entry.rules.roles.mentor.singular}. Members find you once you have prepared: {joined}.",
        "What you do on these pages counts by itself; you can already write your entry.",
    )


def tell_of_listing(entry: MentorEntry) -> None:
    """Members find them now."""
    clear_notices(event=f"entry:{entry.pk}:prepare", account=entry.member.account)
    _tell(
        entry,
        "listed",
        "You are listed: members find you in the directory now.",
        "You can change your entry, take a break or hide it on any day.",
    )


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
