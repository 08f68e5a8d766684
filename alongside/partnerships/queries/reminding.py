"""Which partnerships and sessions somebody must be reminded of, under one adopted definition."""

from datetime import datetime, timedelta

from django.db.models import Exists, Max, OuterRef, Q, QuerySet

from alongside.partnerships.models import AgendaItem, Expectation, Partnership, Session
from alongside.schemes.models import AdoptedDefinition

WITH_PEOPLE = ("scheme", "definition", "mentee__account", "mentor__account")
SESSION_WITH_PEOPLE = tuple(f"partnership__{path}" for path in WITH_PEOPLE)


def definitions_in_use() -> QuerySet[AdoptedDefinition]:
    """Adopted definitions under which somebody works together now."""
    rows: QuerySet[AdoptedDefinition] = AdoptedDefinition.objects.filter(
        Exists(Partnership.objects.alive().filter(definition=OuterRef("pk")))
    )
    return rows


def without_first_date(adopted: AdoptedDefinition, before: datetime) -> QuerySet[Partnership]:
    """Introduced before that moment, and no session has had a time."""
    rows: QuerySet[Partnership] = Partnership.objects.filter(
        definition=adopted, state="introduced", introduced_at__lte=before
    )
    return rows.select_related(*WITH_PEOPLE).prefetch_related("sessions")


def dated_sessions(adopted: AdoptedDefinition, after: datetime, before: datetime) -> QuerySet[Session]:
    """Planned sessions whose time lies between the two moments, of partnerships that are under way."""
    rows: QuerySet[Session] = Session.objects.filter(
        partnership__definition=adopted,
        partnership__state="active",
        state="planned",
        starts_at__gt=after,
        starts_at__lte=before,
    )
    return rows.select_related(*SESSION_WITH_PEOPLE)


def with_empty_agenda(sessions: QuerySet[Session]) -> QuerySet[Session]:
    """Those on whose agenda nothing stands."""
    return sessions.filter(~Exists(AgendaItem.objects.standing().filter(session=OuterRef("pk"))))


def with_agenda_to_prepare(sessions: QuerySet[Session]) -> list[Session]:
    """Those on whose agenda the mentee has put something, and for which the mentor has things to prepare left."""
    items = AgendaItem.objects.standing().filter(session=OuterRef("pk"), role="mentee")
    rows = sessions.filter(Exists(items)).prefetch_related("preparation_ticks")
    return [session for session in rows if _mentor_prepares(session)]


def _mentor_prepares(session: Session) -> bool:
    ticked = {tick.item for tick in session.preparation_ticks.all() if tick.role == "mentor"}
    asked = session.partnership.rules.preparation.items_for("mentor", session.number)
    return any(item.key not in ticked for item in asked)


def without_next_date(adopted: AdoptedDefinition, now: datetime) -> QuerySet[Partnership]:
    """Under way, with sessions to come, none of which has a time ahead; `last_held_on` says when they last met."""
    planned = Session.objects.filter(partnership=OuterRef("pk"), state="planned")
    rows: QuerySet[Partnership] = (
        Partnership.objects.filter(Exists(planned), definition=adopted, state="active")
        .filter(~Exists(planned.filter(starts_at__gte=now)))
        .annotate(last_held_on=Max("sessions__held_on", filter=Q(sessions__state="held")))
    )
    return rows.select_related(*WITH_PEOPLE).prefetch_related("sessions")


def pauses_that_end(now: datetime) -> QuerySet[Partnership]:
    """Paused partnerships whose day may have come in some zone of the world."""
    rows: QuerySet[Partnership] = Partnership.objects.filter(
        state="paused", paused_until__lte=(now + timedelta(days=1)).date()
    )
    return rows.select_related(*WITH_PEOPLE)


def expectations_put_off(now: datetime) -> QuerySet[Expectation]:
    """Those whose day may have come in some zone of the world, of partnerships that have not ended."""
    rows: QuerySet[Expectation] = Expectation.objects.filter(
        state="deferred", review_on__lte=(now + timedelta(days=1)).date()
    ).exclude(partnership__state="ended")
    return rows.select_related("partnership__mentee__account")
