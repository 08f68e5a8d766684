"""What happened to a request, as the office reads it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from alongside.directory.models import Request
from alongside.journal.models import Entry

WORDS = {
    ("request", "begin"): "begun",
    ("request", "choose"): "a mentor chosen",
    ("request", "drop"): "a mentor taken off",
    ("request", "order"): "choices put in another order",
    ("request", "submit"): "sent",
    ("request", "send_back"): "sent back",
    ("request", "pass"): "let pass",
    ("request", "suggest"): "a mentor suggested",
    ("request", "exhaust"): "nobody left who can be asked",
    ("request", "ask_again"): "asking again",
    ("request", "pause"): "paused",
    ("request", "resume"): "resumed",
    ("request", "accept"): "accepted",
    ("request", "introduce"): "introduced",
    ("request", "reopen"): "the next choice asked instead",
    ("request", "withdraw"): "withdrawn",
    ("offer", "make"): "put to {mentor}",
    ("offer", "accept"): "{mentor} said yes",
    ("offer", "decline"): "{mentor} said no",
    ("offer", "lapse"): "{mentor} did not answer in time",
    ("offer", "withdraw"): "taken back from {mentor}",
}


@dataclass(frozen=True)
class Happening:
    """One thing that happened, in words."""

    at: datetime
    words: str


def history_of(request: Request) -> list[Happening]:
    """Everything that happened to a request and its offers, oldest first."""
    offers = request.offers.select_related("mentor_application__member")
    mentors: dict[UUID, str] = {offer.pk: offer.mentor_application.member.name for offer in offers}
    rows = Entry.objects.filter(noun__in=["request", "offer"], subject__in=[request.pk, *mentors])
    return [
        Happening(entry.at, _words(entry, mentors))
        for entry in rows.select_related("account").order_by("at", "number")
    ]


def _words(entry: Entry, mentors: dict[UUID, str]) -> str:
    told = WORDS.get((entry.noun, entry.move), entry.move).format(mentor=mentors.get(entry.subject, ""))
    if entry.noun == "request" and entry.account and entry.move not in ("accept", "exhaust"):
        return f"{told} by {entry.account.name}"
    return told
