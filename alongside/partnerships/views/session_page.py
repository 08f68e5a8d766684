"""The one page of a session: before, during and after."""

from datetime import datetime, timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from alongside.partnerships.forms.session import ActionForm, AgendaItemForm, PreparationForm, met_defaults
from alongside.partnerships.models import Session
from alongside.partnerships.queries.clocks import clocks_of
from alongside.partnerships.queries.completion import goals_missing_for
from alongside.partnerships.queries.expectations import round_of
from alongside.partnerships.queries.facilitators import facilitator_of
from alongside.partnerships.queries.pulse import pulse_rules
from alongside.partnerships.queries.reading import read_session
from alongside.partnerships.queries.reflections import last_reflection_of, occasion_of, reflections_on
from alongside.partnerships.queries.steps import owes_feedback
from alongside.partnerships.views.page import partnership_page
from alongside.people.models import Account
from alongside.people.requests import SignedInRequest
from alongside.web.routes import ROUTES

REFLECTION_ROUTE = "session-reflection"
"""Where one writes about a session; the reflections' own pages declare it."""


def session_page(request: SignedInRequest, session: Session, **forms: Any) -> HttpResponse:
    """Draw the page; `forms` holds the one to be put right, by its name in the template."""
    partnership, account = session.partnership, request.user
    page = partnership_page(partnership, account, tab="partnership-sessions", exactly=False)
    now = timezone.now()
    rules = partnership.rules.facilitation
    today = timezone.localdate()
    met_on, met_minutes = met_defaults(session, today)
    context = page | {
        "session": session,
        "template": partnership.rules.plan.session(session.number),
        "conversation": partnership.rules.conversation,
        "pack": partnership.rules.conversation.pack(session.prompt_pack),
        "tips": partnership.rules.meetings.tips,
        "has_begun": session.starts_at is not None and session.starts_at <= now,
        "arranges": page["role"] in partnership.rules.meetings.arranging(),
        "is_late": _is_late(session, now),
        "is_overdue": session.is_past_its_suggestion(today),
        "facilitator": facilitator_of(session) if session.number in rules.sessions else None,
        "may_invite": rules.lets("pair", session.number),
        "clocks": clocks_of(partnership, account, session.starts_at) if session.starts_at else [],
        "texts": read_session(session, account, today=today),
        "met_on": met_on,
        "met_minutes": met_minutes,
        "is_today": met_on == today,
        "goals_missing": _missing(session, page),
        "owes_feedback": owes_feedback(session, page["role"]),
        "question": partnership.rules.feedback.question,
        "has_pulse": pulse_rules(session) is not None,
        "preparation": _preparation(session, page),
        "expectations_open": _expectations_open(session),
        "last_reflection": last_reflection_of(partnership, account) if session.state == "planned" else None,
        "leader": _leader(session),
        "before": _neighbour(session, -1),
        "after": _neighbour(session, 1),
        "can_reflect": REFLECTION_ROUTE in ROUTES,
        **_reflections(session, account),
        "agenda_form": AgendaItemForm(partnership, prefix="agenda"),
        "action_form": ActionForm(partnership, prefix="action"),
    }
    if forms:
        context["form"] = next(iter(forms.values()))
    return render(request, "partnerships/session.html", context | forms)


def _is_late(session: Session, now: datetime) -> bool:
    """Whether the time lies ahead, and giving it up now would be late."""
    hours = session.partnership.rules.meetings.late_hours
    return session.starts_at is not None and timedelta() < session.starts_at - now < timedelta(hours=hours)


def _missing(session: Session, page: dict[str, Any]) -> list[str]:
    """Who has no goal yet, as the page says it."""
    if session.state != "held" or session.completed_at is not None:
        return []
    names = {page["role"]: "you", page["partner_role"]: page["partner"].given_name}
    return [names[side] for side in goals_missing_for(session)]


def _expectations_open(session: Session) -> bool:
    """Whether the conversation about expectations still has to be had, or to be finished."""
    partnership = session.partnership
    asked = partnership.rules.expectations.enabled and session.state != "skipped"
    return asked and partnership.state != "ended" and not round_of(partnership).is_done


def _preparation(session: Session, page: dict[str, Any]) -> dict[str, Any]:
    """One's own checklist as a form, and how far the partner is."""
    preparation = session.partnership.rules.preparation
    partner_items = {item.key for item in preparation.items_for(page["partner_role"], session.number)}
    ticks = session.preparation_ticks.all()
    return {
        "form": PreparationForm(session, page["role"], prefix="preparation"),
        "items": preparation.items_for(page["role"], session.number),
        "own_done": sum(tick.role == page["role"] for tick in ticks),
        "own_all": len(preparation.items_for(page["role"], session.number)),
        "partner_all": len(partner_items),
        "partner_done": len({tick.item for tick in ticks if tick.role != page["role"]} & partner_items),
    }


def _neighbour(session: Session, step: int) -> Session | None:
    """The session before or after this one."""
    number = session.number + step
    return next((each for each in session.partnership.sessions.all() if each.number == number), None)


def _reflections(session: Session, account: Account) -> dict[str, Any]:
    """One's own reflections on this session, and whether there is one of the phase in which it is now."""
    own = reflections_on(session, account)
    now = occasion_of(session)
    return {"own_reflections": own, "has_reflected": any(each.occasion == now for each in own)}


def _leader(session: Session) -> Any:
    if not session.lead:
        return None
    return session.partnership.mentee if session.lead == "mentee" else session.partnership.mentor
