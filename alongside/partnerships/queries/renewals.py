"""When the two are asked whether they go on, and what each has said."""

from datetime import date, timedelta

from django.db.models import QuerySet

from alongside.domain.months import months_after
from alongside.partnerships.models import Partnership, RenewalAnswer
from alongside.partnerships.queries.reminding import WITH_PEOPLE
from alongside.schemes.models import AdoptedDefinition


def asks_for_renewal(partnership: Partnership, today: date) -> bool:
    """Whether the last day that the two agreed on is near enough to be asked about."""
    return partnership.rules.plan.ends == "agreed" and nears_its_last_day(partnership, today)


def nears_its_last_day(partnership: Partnership, today: date) -> bool:
    """Whether there is a last day, and it is near or over."""
    if partnership.until is None or partnership.state == "ended":
        return False
    return today >= partnership.until - timedelta(days=partnership.rules.agreement.renewal_days_before)


def times_to_look_back(partnership: Partnership, months: int, today: date) -> int:
    """How often so many months have passed since the two were introduced; 0 before the first time."""
    begun = partnership.introduced_at.astimezone(partnership.mentee.account.zone).date()
    time = 0
    while months_after(begun, months * (time + 1)) <= today:
        time += 1
    return time


def without_a_last_day(adopted: AdoptedDefinition) -> QuerySet[Partnership]:
    """Partnerships under this definition that go on and have agreed on no last day."""
    rows: QuerySet[Partnership] = Partnership.objects.alive().filter(definition=adopted, until=None)
    return rows.exclude(state="paused").select_related(*WITH_PEOPLE)


def answer_of(partnership: Partnership, role: str) -> RenewalAnswer | None:
    """What this partner has said about the last day that stands; asks no database where it came with the answers."""
    rows = (each for each in partnership.renewal_answers.all() if each.about == partnership.until)
    return next((each for each in rows if each.role == role), None)


def near_their_last_day(adopted: AdoptedDefinition, before: date) -> QuerySet[Partnership]:
    """Partnerships under this definition whose agreed last day is that day or earlier."""
    rows: QuerySet[Partnership] = Partnership.objects.alive().filter(definition=adopted, until__lte=before)
    return rows.select_related(*WITH_PEOPLE)
