"""Fetches partnerships and sessions for the two who may see them, with all that their pages show."""

from uuid import UUID

from django.db.models import Prefetch, QuerySet
from django.shortcuts import get_object_or_404

from alongside.partnerships.models import Action, AgendaItem, Partnership, Session
from alongside.people.models import Account

PEOPLE = ("scheme__body", "definition", "mentee__account", "mentor__account")


def partnership_or_404(account: Account, partnership_id: UUID) -> Partnership:
    """One's own partnership; a 404 like any missing one otherwise."""
    found: Partnership = get_object_or_404(with_everything(account), pk=partnership_id)
    return found


def session_or_404(account: Account, session_id: UUID) -> Session:
    """A session of one's own partnership, which comes with all its sessions; a 404 otherwise."""
    visible = Session.objects.visible_to(account).filter(pk=session_id)
    partnership = get_object_or_404(with_everything(account), sessions__in=visible)
    return next(session for session in partnership.sessions.all() if session.pk == session_id)


def partnerships_of(account: Account) -> list[Partnership]:
    """The person's partnerships, those under way first, with everything their steps are made of."""
    rows = with_everything(account).order_by("introduced_at")
    return sorted(rows, key=lambda row: row.state == "ended")


def with_everything(account: Account) -> QuerySet[Partnership]:
    """One's own partnerships with sessions, agendas, ticks, feedback, pulses, actions, goals, expectations,
    answers and the agreement, in as many queries for one as for many. No text is opened.
    """
    agenda = AgendaItem.objects.standing().select_related("text").order_by("added_at", "pk")
    sessions = (
        Session.objects.order_by("number")
        .select_related("record", "without_goals")
        .prefetch_related(
            Prefetch("agenda_items", queryset=agenda),
            "preparation_ticks",
            "feedback",
            "pulses",
        )
    )
    actions = Action.objects.select_related("text").order_by("due_on", "agreed_at", "pk")
    rows: QuerySet[Partnership] = (
        Partnership.objects.visible_to(account)
        .select_related(*PEOPLE, "agreement")
        .prefetch_related(
            Prefetch("sessions", queryset=sessions),
            Prefetch("actions", queryset=actions),
            "goals",
            "expectations",
            "renewal_answers",
            "touches",
            "outcome_answers",
        )
    )
    return rows
