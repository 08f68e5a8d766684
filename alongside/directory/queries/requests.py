"""How a request stands: which choices were asked, who comes next, and by when something happens."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import QuerySet

from alongside.directory.models import Choice, MentorEntry, Offer, Request
from alongside.directory.queries.availability import Availability, availability_of
from alongside.directory.queries.barriers import Barriers
from alongside.domain.matching.building import build_criteria
from alongside.domain.matching.solve import reasons_for
from alongside.enrolment.models import Application
from alongside.people.models import Account, Body, Member
from alongside.schemes.models import Scheme

TRIED = ("open", "accepted", "declined", "lapsed")
ENTRY = ("entry__application__member__account", "entry__application__definition", "entry__scheme__body")
MOST_SUGGESTED = 8


@dataclass(frozen=True)
class ChoiceLine:
    """A choice with what came of it. `outcome` is the state of its last offer, empty while it was not asked.

    `barrier` keeps the two apart; `flags` are what both and the office are told of them all the same.
    """

    choice: Choice
    outcome: str
    availability: Availability
    barrier: str
    flags: tuple[str, ...] = ()

    @property
    def is_untried(self) -> bool:
        """Whether it can still be moved or taken off."""
        return not self.outcome

    @property
    def is_askable(self) -> bool:
        """Whether the mentor could be offered the request now."""
        return (
            self.is_untried
            and self.availability.is_open
            and not self.barrier
            and is_listed(self.choice.entry)
        )


@dataclass(frozen=True)
class Candidate:
    """A mentor whom the office could suggest, with the engine's reasons for the two."""

    entry: MentorEntry
    points: int
    reasons: tuple[str, ...]
    availability: Availability


def is_listed(entry: MentorEntry) -> bool:
    """Whether an entry stands in the directory."""
    return entry.listed_at is not None and not entry.hidden and entry.application.state == "waiting"


def open_request(member: Member, scheme: Scheme) -> Request | None:
    """The member's request that is under way in this scheme, if any."""
    rows = Request.objects.under_way().filter(application__member=member, scheme=scheme)
    found: Request | None = rows.select_related(
        "application__member__account", "definition", "scheme__body"
    ).first()
    return found


def requests_of(account: Account) -> QuerySet[Request]:
    """The person's own that are under way."""
    rows: QuerySet[Request] = Request.objects.of(account).under_way()
    return rows.select_related("application__member", "definition", "scheme__body").order_by("begun_at")


def offers_to(account: Account) -> QuerySet[Offer]:
    """Offers that wait for this mentor's answer, the most pressing first."""
    rows: QuerySet[Offer] = Offer.objects.of(account).filter(state="open")
    return rows.select_related("request__scheme__body", "request__definition").order_by("answer_by", "pk")


def lines_of(request: Request, today: date, application: Application | None = None) -> list[ChoiceLine]:
    """The choices in order, each with how it stands today; as many queries for ten as for one."""
    choices = list(request.choices.select_related(*ENTRY).order_by("rank"))
    entries = [choice.entry for choice in choices]
    states = _outcomes(request)
    available = availability_of(entries, today)
    mentee = application or request.application
    barriers = Barriers(mentee.member, entries, request.rules, today, mentee)
    return [
        ChoiceLine(
            choice,
            states.get(choice.entry.application_id, ""),
            available[choice.entry_id],
            barriers.reason(choice.entry),
            barriers.flags(choice.entry),
        )
        for choice in choices
    ]


def _outcomes(request: Request) -> dict[UUID, str]:
    """The state of the last offer by mentor; one that was taken back leaves the choice untried."""
    rows = request.offers.filter(state__in=TRIED).order_by("offered_at", "pk")
    return dict(rows.values_list("mentor_application", "state"))


def live_offer(request: Request) -> Offer | None:
    """The offer that waits for an answer, or was accepted."""
    rows = request.offers.filter(state__in=["open", "accepted"]).select_related(
        "mentor_application__member__account"
    )
    found: Offer | None = rows.order_by("-offered_at").first()
    return found


def ends_by(request: Request, untried: int, today: date) -> date:
    """The last day on which the choices can still be at work, when every mentor waits until their last day."""
    offer = live_offer(request)
    first = offer.answer_by if offer and offer.state == "open" else today
    rest = untried * (request.settings.answer_within_days + 1)
    return first + timedelta(days=rest)


def requests_in_office(body: Body) -> QuerySet[Request]:
    """Every request that was sent to a body's schemes, in the order in which they are served."""
    rows: QuerySet[Request] = Request.objects.filter(scheme__body=body).exclude(sent_at=None)
    rows = rows.select_related("application__member", "definition", "scheme__body")
    return rows.order_by("tier", "sent_at", "pk")


def candidates_for(request: Request, today: date) -> list[Candidate]:
    """Mentors with a place whom no rule forbids and who were not asked yet, whoever fits best first."""
    asked = request.choices.values("entry")
    rows = MentorEntry.objects.listed().filter(scheme=request.scheme).exclude(pk__in=asked)
    entries = list(rows.select_related("application__member", "application__definition", "scheme__body"))
    available = availability_of(entries, today)
    free = [entry for entry in entries if available[entry.pk].is_open]
    barriers = Barriers(request.member, free, request.rules, today, request.application)
    criteria = build_criteria(request.rules.criteria())
    found = []
    for entry in free:
        if barriers.reason(entry):
            continue
        told = [
            each for each in reasons_for(criteria, barriers.mentee, barriers.mentor(entry)) if each.points
        ]
        points = sum(each.points * each.weight for each in told)
        found.append(Candidate(entry, points, tuple(each.sentence for each in told), available[entry.pk]))
    found.sort(key=lambda each: (-each.points, each.entry.sort_name, str(each.entry.pk)))
    return found[:MOST_SUGGESTED]


def load_of(entries: Iterable[MentorEntry]) -> dict[UUID, int]:
    """How many requests name each mentor and are under way."""
    rows = Choice.objects.filter(
        entry__in=list(entries), request__in=Request.objects.under_way().exclude(sent_at=None).values("pk")
    )
    found: dict[UUID, int] = {}
    for entry in rows.values_list("entry", flat=True):
        found[entry] = found.get(entry, 0) + 1
    return found
