"""The office's home: what to decide, what is late, who waits, and how long introductions take."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import median

from django.db.models import QuerySet

from alongside.circles.queries import reported_posts
from alongside.directory.models import Request
from alongside.directory.queries.requests import requests_in_office
from alongside.domain.months import months_after
from alongside.domain.scheme.joining import RoleWords
from alongside.enrolment.models import Application
from alongside.enrolment.queries import Standing, standing_on
from alongside.matching.models import MatchRun, Proposal
from alongside.notices.models import Mail
from alongside.partnerships.models import Partnership, QuietWord
from alongside.partnerships.queries.office import OfficeLine, office_line, partnerships_run_by
from alongside.partnerships.queries.quiet_words import quiet_words_of
from alongside.people.models import Account, Body
from alongside.people.queries.mails import undelivered_mails
from alongside.schemes.models import Scheme
from alongside.schemes.queries import definition_in_force, rules_of
from alongside.web.charts import Chart, Point, Target

SHOWN = 8
MONTHS = 6


@dataclass(frozen=True)
class LateApplicant:
    """Someone who has waited past a flag of their scheme."""

    application: Application
    standing: Standing


@dataclass(frozen=True)
class Introductions:
    """How long it took from application to introduction, over the last months."""

    count: int
    median_days: int
    within: int
    target_days: int
    chart: Chart


@dataclass(frozen=True)
class Pool:
    """How many wait in a scheme; where the office does not pair them, mentees ask for mentors of the directory.

    `called` are the scheme's words for its mentors.
    """

    scheme: Scheme
    mentees: int
    mentors: int
    is_paired_by_office: bool
    called: RoleWords


@dataclass(frozen=True)
class OfficeHome:
    """Everything the office's home shows; lists are cut to `SHOWN`, counts are whole."""

    to_review: list[Application]
    to_review_count: int
    requests: list[Request]
    requests_count: int
    quiet_words: list[QuietWord]
    reported: int
    drafts: list[MatchRun]
    late: list[LateApplicant]
    late_count: int
    slipping: list[OfficeLine]
    slipping_count: int
    proposals: list[Proposal]
    proposals_count: int
    waiting: list[Pool]
    undelivered: list[Mail]
    introductions: Introductions | None


def office_home(account: Account, body: Body, *, now: datetime, today: date) -> OfficeHome:
    """The office's home as it stands now."""
    review = _applications(body, "submitted").exclude(requests__state="submitted")
    requests = requests_in_office(body).filter(state__in=["submitted", "exhausted", "accepted"])
    late = late_applicants(body, today)
    slipping = [line for line in map(office_line, _live(account, body)) if line.is_slipping]
    proposals = Proposal.objects.filter(scheme__body=body, state="open").select_related(
        "mentee_application__member", "mentor_application__member", "scheme"
    )
    runs = MatchRun.objects.filter(scheme__body=body, state="draft").select_related("scheme")
    return OfficeHome(
        to_review=list(review[:SHOWN]),
        to_review_count=review.count(),
        requests=list(requests[:SHOWN]),
        requests_count=requests.count(),
        quiet_words=list(quiet_words_of(body)[:SHOWN]),
        reported=reported_posts(account, body).count(),
        drafts=list(runs),
        late=late[:SHOWN],
        late_count=len(late),
        slipping=slipping[:SHOWN],
        slipping_count=len(slipping),
        proposals=list(proposals.order_by("answer_by")[:SHOWN]),
        proposals_count=proposals.count(),
        waiting=_waiting(body, today),
        undelivered=list(undelivered_mails(body)[:SHOWN]),
        introductions=introductions(body, today),
    )


def late_applicants(body: Body, today: date) -> list[LateApplicant]:
    """Mentees past a flag of their scheme, the longest waiting first."""
    rows = _applications(body, "waiting").filter(role="mentee")
    late = []
    asked = Request.objects.filter(state__in=["asking", "accepted", "paused"]).values("application")
    for row in rows.exclude(proposals_as_mentee__state="open").exclude(pk__in=asked):
        if row.queued_at is None:
            continue
        standing = standing_on(row.waits_since, 0, rules_of(row.definition), today)
        if standing.flag is not None:
            late.append(LateApplicant(row, standing))
    return sorted(late, key=lambda one: one.standing.since)


def introductions(body: Body, today: date) -> Introductions | None:
    """Days of waiting, anew for whoever returned to the queue, until the introductions of the last months; None where
    there was nobody.
    """
    since = months_after(today.replace(day=1), 0) - timedelta(days=31 * (MONTHS - 1))
    rows = Partnership.objects.filter(
        scheme__body=body, introduced_at__date__gte=since.replace(day=1)
    ).exclude(mentee_application=None)
    times = [
        (introduced.date(), (introduced - _waits_from(applied, returned, introduced)).days)
        for introduced, applied, returned in rows.values_list(
            "introduced_at", "mentee_application__queued_at", "mentee_application__returned_at"
        )
        if applied
    ]
    if not times:
        return None
    target = _target_days(body, today)
    days = [took for _, took in times]
    middle = round(median(days))
    return Introductions(
        count=len(days),
        median_days=middle,
        within=round(100 * sum(took <= target for took in days) / len(days)),
        target_days=target,
        chart=_chart(times, middle, target),
    )


def _chart(times: list[tuple[date, int]], middle: int, target: int) -> Chart:
    months = sorted({day.replace(day=1) for day, _ in times})
    points = [
        Point(f"{month:%b}", round(median(took for day, took in times if day.replace(day=1) == month)))
        for month in months
    ]
    return Chart(
        title=f"Half of all people are introduced within {middle} days",
        points=points,
        head=("Month of introduction", "Median days"),
        target=Target(target, f"Promised: {target} days"),
        source="Days from application to introduction; the median of each month.",
    )


def _waits_from(applied: datetime, returned: datetime | None, introduced: datetime) -> datetime:
    """A return after this introduction is the beginning of another."""
    return returned if returned and returned <= introduced else applied


def _target_days(body: Body, today: date) -> int:
    """The promise of the body's schemes in days; the longest where they differ."""
    months = [
        rules_of(scheme.definitions.order_by("-version")[0]).intake.pair_within_months
        for scheme in body.schemes.all()
    ]
    return (months_after(today, max(months)) - today).days


def _waiting(body: Body, today: date) -> list[Pool]:
    """Schemes with how many mentees and mentors are in their pool."""
    counts = Counter(
        Application.objects.filter(scheme__body=body, state="waiting").values_list("scheme_id", "role")
    )
    return [
        Pool(
            scheme,
            counts[scheme.pk, "mentee"],
            counts[scheme.pk, "mentor"],
            "office" in rules.matching.routes,
            rules.roles.mentor,
        )
        for scheme in body.schemes.order_by("name")
        for rules in (rules_of(definition_in_force(scheme, today)),)
    ]


def _applications(body: Body, state: str) -> QuerySet[Application]:
    rows: QuerySet[Application] = Application.objects.filter(scheme__body=body, state=state)
    return rows.select_related("member", "scheme__body", "definition").order_by("queued_at", "pk")


def _live(account: Account, body: Body) -> QuerySet[Partnership]:
    rows: QuerySet[Partnership] = partnerships_run_by(account, body).filter(
        state__in=["introduced", "active"]
    )
    return rows.order_by("introduced_at")
