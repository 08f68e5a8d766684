"""What is asked about applications: who may apply as what, and where an applicant stands."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db.models import QuerySet
from django.utils import timezone

from alongside.domain.scheme import SchemeDefinition
from alongside.domain.scheme.safeguarding import ADULT_YEARS
from alongside.enrolment.models import Application, Clearance
from alongside.journal.queries import entries_about
from alongside.people.models import Account, Member
from alongside.schemes.models import Scheme
from alongside.schemes.queries import rules_of


@dataclass(frozen=True)
class Standing:
    """Where an applicant stands: since when and how many days they wait, who is before them, and by when they will hear.

    `flag` is the highest of the scheme's flags that has been reached, in per cent, or None.
    """

    since: date
    days: int
    ahead: int
    pair_by: date
    share: Decimal
    flag: int | None

    @property
    def is_late(self) -> bool:
        """Past the day that was promised."""
        return self.share > 1


HAPPENED = {
    "begin": "begun",
    "submit": "sent",
    "send_back": "sent back with a question",
    "approve": "accepted into the queue",
    "refuse": "refused",
    "pair": "paired",
    "return": "back in the queue",
    "withdraw": "withdrawn",
    "close": "closed",
    "set capacity": "number of places changed",
}
"""What the journal's moves of an application are called on pages."""


@dataclass(frozen=True)
class Happening:
    """One thing that happened to an application, in words."""

    at: datetime
    words: str


def happenings_of(application: Application) -> list[Happening]:
    """Everything that happened to it, oldest first, and by whom where a person did it."""
    return [
        Happening(
            entry.at,
            HAPPENED.get(entry.move, entry.move) + (f" by {entry.account.name}" if entry.account else ""),
        )
        for entry in entries_about("application", application.pk)
    ]


def sides_open_to(member: Member, rules: SchemeDefinition, today: date) -> tuple[str, ...]:
    """The parts this member may apply for today; none unless their membership has a status the scheme takes."""
    if not rules.eligibility.takes(member.status):
        return ()
    sides = rules.eligibility.sides_open_to(member.experience_on(today))
    return tuple(side for side in sides if not refusal_of(member, rules, side))


def refusal_of(member: Member, rules: SchemeDefinition, side: str) -> str:
    """Why this part is not for a member of their age, grade and career stage, as a clause; empty where it is."""
    today = timezone.localdate()
    kept = rules.safeguarding if side == "mentee" else None
    if (
        member.adult_on
        and member.is_minor_on(today)
        and not (kept and kept.is_old_enough(member.adult_on, today))
    ):
        youngest = kept.min_age if kept else ADULT_YEARS
        return (
            f"under 18 until {member.adult_on:%-d %B %Y}, and this part is for people of {youngest} and over"
        )
    return rules.eligibility.refusal(side, member.grade, member.career_stage)


def clearance_of(member: Member) -> Clearance | None:
    """What the office has noted of an adult for mentoring people under 18, whether it still holds or not."""
    found: Clearance | None = Clearance.objects.filter(member=member).select_related("noted_by").first()
    return found


def open_application(member: Member, scheme: Scheme, role: str = "") -> Application | None:
    """The member's application that is under way in this scheme, if any."""
    rows = Application.objects.filter(member=member, scheme=scheme, state__in=Application.OPEN_STATES)
    return (rows.filter(role=role) if role else rows).order_by("begun_at").first()


def applications_of(account: Account) -> QuerySet[Application]:
    """The person's own applications that are under way, oldest first."""
    rows: QuerySet[Application] = (
        Application.objects.filter(member__account=account, state__in=Application.OPEN_STATES)
        .select_related("scheme__body", "member", "definition")
        .order_by("begun_at")
    )
    return rows


def waiting(scheme: Scheme, role: str = "") -> QuerySet[Application]:
    """Everyone in the pool, who has waited longest first."""
    rows: QuerySet[Application] = Application.objects.filter(scheme=scheme, state="waiting")
    if role:
        rows = rows.filter(role=role)
    return rows.select_related("scheme__body", "member__account", "definition").order_by("queued_at", "pk")


def standing_of(application: Application, today: date) -> Standing:
    """Where this applicant stands in the queue on a day. The application must have been sent."""
    ahead = Application.objects.filter(
        scheme=application.scheme_id,
        role=application.role,
        state="waiting",
        queued_at__lt=application.queued_at,
    ).count()
    return standing_on(application.waits_since, ahead, rules_of(application.definition), today)


def standing_on(since: date, ahead: int, rules: SchemeDefinition, today: date) -> Standing:
    """The standing of someone who waits since a day with so many before them."""
    pair_by = rules.intake.pair_by(since)
    days = max((today - since).days, 0)
    return Standing(
        since=since,
        days=days,
        ahead=ahead,
        pair_by=pair_by,
        share=Decimal(days) / max((pair_by - since).days, 1),
        flag=rules.intake.flag_reached(since, today),
    )
