"""A partnership that has grown over years, and the address of every page that one of the two opens."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone

from alongside.cpd.actions import record_session_hours
from alongside.partnerships.actions import (
    add_agenda_item,
    add_session,
    agree_action,
    give_feedback,
    hold_session,
    settle_action,
    tick_preparation,
    write_record,
)
from alongside.partnerships.actions.achievements import release_achievement, write_achievement
from alongside.partnerships.actions.agreements import sign_agreement, suggest_agreement
from alongside.partnerships.actions.checklist import add_to_checklist
from alongside.partnerships.actions.doors import note_door
from alongside.partnerships.actions.expectations import (
    accept_wording,
    clarify_expectation,
    state_expectation,
    suggest_wording,
)
from alongside.partnerships.actions.goals import draft_goal, note_progress, share_goal
from alongside.partnerships.actions.learning import log_learning
from alongside.partnerships.actions.partner_feedback import give_partner_feedback
from alongside.partnerships.actions.pulse import answer_pulse
from alongside.partnerships.actions.reflections import share_reflection, write_reflection
from alongside.partnerships.models import Partnership, Session
from alongside.partnerships.queries.agreement_words import AgreementText
from alongside.partnerships.queries.agreements import starting_text
from alongside.partnerships.queries.doors import DoorText
from alongside.partnerships.queries.goals import GoalText
from alongside.partnerships.queries.pulse import pulse_rules
from alongside.people.models import Account, Body
from alongside.web.routes import AUTHOR, PARTNER, ROUTES, SHARED_WITH
from tests.factories import make_member, make_partnership, make_scheme
from tests.security.routes import our_addresses
from tests.security.world import ALSO

YEARS_AGO = timedelta(days=5 * 365)
WORDS = "We talked about the ward, the rota and what to say to whom. " * 5
SIDES = ("mentee", "mentor")


@dataclass(frozen=True)
class Amount:
    """How many of each there are; `steps` are actions, `others` is whatever else the two may have many of."""

    sessions: int
    steps: int
    reflections: int
    others: int


def long_partnership(body: Body, amount: Amount, *, slug: str = "") -> Partnership:
    """Two who were introduced five years ago, and have had sessions ever since; one is still to come."""
    begun = timezone.now() - YEARS_AGO
    scheme = make_scheme(body, slug=slug, more=ALSO, today=(begun - timedelta(days=30)).date())
    pair = make_partnership(scheme, make_member(body, years="1"), make_member(body, years="12"), now=begun)
    _hold_sessions(pair, amount.sessions)
    _agree_steps(pair, amount.steps)
    _reflect(pair, amount.reflections)
    for number in range(amount.others):
        _write_for_both(pair, number)
        _write_for_oneself(pair)
    for _ in range(amount.others):
        _say_more(pair)
    return pair


def _both(pair: Partnership) -> Iterator[dict[str, Any]]:
    for role in SIDES:
        yield {"by": pair.account_of(role), "role": role}


def _hold_sessions(pair: Partnership, number: int) -> None:
    mentee, mentor = _both(pair)
    while pair.sessions.count() < number:
        add_session(pair, target_on=timezone.localdate(), **mentee)
    sessions = list(pair.sessions.order_by("number"))
    for place, session in enumerate(sessions):
        for given in (mentee, mentor):
            add_agenda_item(session, text=WORDS, **given)
        asked = [item.key for item in pair.rules.preparation.items_for("mentee", session.number)]
        tick_preparation(session, done=asked, **mentee)
        if session == sessions[-1]:
            continue
        day = (timezone.now() - YEARS_AGO + timedelta(days=30 * place + 1)).date()
        held = hold_session(session, minutes=60, held_on=day, **mentee)
        write_record(held, text=WORDS, **mentor)
        give_feedback(held, text=WORDS, **mentee)
        _say_how_it_goes(held, mentee, mentor)
    for given in (mentee, mentor):
        record_session_hours(given["by"])


def _say_how_it_goes(session: Session, *both: dict[str, Any]) -> None:
    if rules := pulse_rules(session):
        for given in both:
            answer_pulse(session, scores={question.key: 4 for question in rules.questions}, **given)


def _agree_steps(pair: Partnership, number: int) -> None:
    mentee, mentor = _both(pair)
    sessions = list(pair.sessions.order_by("number"))
    for place in range(number):
        due = timezone.localdate() + timedelta(days=place)
        given = (mentee, mentor)[place % 2]
        action = agree_action(pair, text=WORDS, due_on=due, session=sessions[place % len(sessions)], **given)
        if place % 3:
            settle_action(action, move="finish", **given)


def _reflect(pair: Partnership, number: int) -> None:
    sessions = list(pair.sessions.filter(state="held"))
    prompts = next(each for each in pair.rules.reflection.prompt_sets if each.key == "what_so_what_now_what")
    answers = {prompt.key: WORDS for prompt in prompts.prompts}
    both = list(_both(pair))
    for place in range(number):
        told = write_reflection(
            pair,
            occasion="any_time",
            prompt_set=prompts.key,
            answers=answers,
            session=sessions[place % len(sessions)],
            **both[place % 2],
        )
        if place % 4 < 2:
            share_reflection(told, **both[place % 2])


def _write_for_both(pair: Partnership, number: int) -> None:
    mentee, mentor = _both(pair)
    text = AgreementText(starting_text(pair).clauses | {"rhythm": f"Each month, version {number}"})
    agreement = suggest_agreement(Partnership.objects.get(pk=pair.pk), text=text, seen=number, **mentee)
    for given in (mentee, mentor):
        fresh = Partnership.objects.get(pk=pair.pk)
        sign_agreement(fresh, seen=agreement.version, name=given["by"].name, **given)
    expectation = state_expectation(pair, text=WORDS, **mentee)
    clarify_expectation(expectation, text=WORDS, **mentor)
    suggest_wording(expectation, text=f"{WORDS} Version 2", seen=1, **mentor)
    if number % 2:
        accept_wording(expectation, seen=2, **mentee)
    for given in (mentee, mentor):
        note_door(pair, on=timezone.localdate(), text=DoorText("The head of the unit", "A visit"), **given)
    told = write_achievement(pair, text=WORDS, **mentor)
    release_achievement(told, version=1, **mentee)
    add_to_checklist(pair.sessions.get(number=4), text=WORDS, **mentee)


def _write_for_oneself(pair: Partnership) -> None:
    for given in _both(pair):
        share_goal(draft_goal(pair, text=GoalText(goal=WORDS), **given), **given)
        log_learning(pair, kind="read", on=timezone.localdate(), text=WORDS, **given)


def _say_more(pair: Partnership) -> None:
    """About the goal and the expectation whose pages are looked at."""
    for given in _both(pair):
        goal = pair.goals.filter(author=given["by"]).earliest("pk")
        note_progress(goal, text=WORDS, **given)
        settle_action(agree_action(pair, text=WORDS, goal=goal, **given), move="finish", **given)
        give_partner_feedback(pair, answers={"well": WORDS}, goal_id=goal.pk, **given)
    expectation = pair.expectations.filter(state__in=["stated", "clarifying"]).earliest("pk")
    clarify_expectation(expectation, text=WORDS, by=pair.account_of("mentor"), role="mentor")


def pages_of(pair: Partnership, account: Account, *, methods: Sequence[str] = ("GET",)) -> dict[str, str]:
    """Every page of the partnership and of what is in it, by the name of its route; of several things the first."""
    own = pair.role_of(account)
    known: dict[str, Any] = {
        "partnership_id": pair.pk,
        "session_id": pair.sessions.get(number=4).pk,
        "goal_id": pair.goals.filter(author=account).earliest("pk").pk,
        "reflection_id": pair.reflections.filter(author=account).earliest("pk").pk,
        "expectation_id": pair.expectations.filter(state__in=["stated", "clarifying"]).earliest("pk").pk,
        "action_id": pair.actions.filter(state="open").earliest("pk").pk,
        "agenda_item_id": pair.sessions.get(number=4).agenda_items.get(role=own).pk,
        "achievement_id": pair.achievements.earliest("pk").pk,
        "entry_id": pair.learning_entries.filter(author=account).earliest("pk").pk,
        "door_id": pair.opened_doors.filter(author=account).earliest("pk").pk,
        "version": 1,
        "side": "mentee",
    }
    pages: dict[str, str] = {
        name: reverse(name)
        for name in ("home", "partnerships", "cpd", "competencies", "notices")
        if name in ROUTES
    }
    for address in our_addresses():
        declared = address.declared
        theirs = (
            declared
            and declared.who & {PARTNER, AUTHOR, SHARED_WITH}
            and set(methods) & set(declared.methods)
        )
        if theirs and address.nouns and set(address.nouns) <= set(known):
            pages[address.name] = reverse(address.name, kwargs={noun: known[noun] for noun in address.nouns})
    return pages
