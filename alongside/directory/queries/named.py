"""Where it stands with those whom a mentee has named, and what somebody reads who was named."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from alongside.directory.models import NamedMentor
from alongside.domain.relations import sentence_about
from alongside.enrolment.apart import apart_of
from alongside.people.models import Account, Member
from alongside.schemes.models import Scheme
from alongside.vault.link_copies import open_by_link
from alongside.vault.notes import open_notes
from alongside.web.parts import Milestone
from alongside.web.wording import day_in_full

OUTCOMES = {
    "accepted": ("Said yes", "done"),
    "declined": ("Said no", "quiet"),
    "lapsed": ("Did not answer", "quiet"),
    "barred": ("Kept apart", "quiet"),
    "withdrawn": ("Taken back", "quiet"),
}


@dataclass(frozen=True)
class NamedLine:
    """Somebody whom the mentee named, with what they wrote and what came of it."""

    named: NamedMentor
    message: str
    milestones: list[Milestone]
    outcome: tuple[str, str]
    why: str


def lines_of_named(account: Account, scheme: Scheme) -> list[NamedLine]:
    """Everybody whom this person named in a scheme, and who agreed to be told of, newest first."""
    rows = NamedMentor.objects.of(account).filter(scheme=scheme)
    found = list(rows.select_related("application__member", "definition", "scheme__body", "message"))
    messages = open_notes([each.message for each in found], by=account, role="mentee")
    return [
        NamedLine(
            each,
            messages.get(each.message_id, "") if each.message_id else "",
            milestones_of_named(each),
            OUTCOMES.get(each.state, ("", "")),
            _why(each),
        )
        for each in found
    ]


def named_by(account: Account) -> QuerySet[NamedMentor]:
    """Whom this person asks at the moment, and who was suggested to them in place of another, while they seek."""
    rows: QuerySet[NamedMentor] = (
        NamedMentor.objects.of(account)
        .filter(state__in=("open", "agreed"))
        .exclude(application__state="paired")
        .select_related("scheme__body", "definition", "application__member")
        .order_by("named_at", "pk")
    )
    return rows


def _why(named: NamedMentor) -> str:
    blocked = named.rules.relations.treated("block")
    if named.state != "barred":
        return ""
    return (
        sentence_about(named.relation)
        if named.relation in blocked
        else "The two of you are not paired in this scheme."
    )


def milestones_of_named(named: NamedMentor) -> list[Milestone]:
    """From asking to the introduction, while it is under way."""
    if named.state != "open":
        return []
    asked = named.named_at.astimezone(named.scheme.body.zone).date()
    return [
        Milestone(f"You asked {named.name}", "past", asked),
        Milestone(
            f"{named.name} reads your words and answers",
            "here",
            note=f"by {day_in_full(named.answer_by)}; no answer counts as a no",
        ),
        Milestone("You are introduced", "ahead", note="at once, if they say yes"),
    ]


@dataclass(frozen=True)
class AskedOf:
    """What somebody reads who follows the link of their mail."""

    is_open: bool
    is_thought_of: bool
    message: str
    flags: tuple[str, ...]
    why: str


def asked_of(named: NamedMentor, secret: str, known: Member | None, now: datetime) -> AskedOf:
    """The mentee's words while the question is open; of one that is over, nothing but that it is."""
    over = named.last_day_is_over(now) or named.application.state not in ("draft", "submitted", "waiting")
    is_open = named.state == "open" and not over
    message = open_by_link(named.copy, secret) if is_open and named.copy is not None else ""
    flags = apart_of(named.member, known, named.rules).flags(named.member.pk, known.pk) if known else ()
    if named.relation in named.rules.relations.treated("flag"):
        flags = tuple(dict.fromkeys((*flags, sentence_about(named.relation))))
    return AskedOf(
        is_open, named.state == "named" and not over, message, flags if is_open else (), _why(named)
    )
