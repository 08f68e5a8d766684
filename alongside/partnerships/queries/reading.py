"""Opens what both partners may read of a session or an action list, in one go, for whoever looks."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from alongside.partnerships.models import (
    Action,
    AgendaItem,
    Expectation,
    Goal,
    Partnership,
    Session,
    SessionFeedback,
)
from alongside.partnerships.queries.checklist import OpenedChecklist, checklist_lines, listed
from alongside.partnerships.queries.expectations import expectations_to_discuss
from alongside.partnerships.queries.pulse import differing_questions, pulse_to_talk_about
from alongside.partnerships.queries.steps import next_session
from alongside.partnerships.queries.topics import topics_of
from alongside.people.models import Account, Member
from alongside.vault.notes import open_notes


@dataclass(frozen=True)
class AgendaLine:
    """An agenda item as read: `is_own` where the reader wrote it and may change it."""

    item: AgendaItem
    text: str
    topic: str
    author: Member
    is_own: bool


@dataclass(frozen=True)
class ActionLine:
    """An action as read, with the name of who does it."""

    action: Action
    text: str
    owner: Member
    is_own: bool
    is_late: bool


@dataclass(frozen=True)
class SessionTexts:
    """Everything of a session that its page shows, opened."""

    agenda: tuple[AgendaLine, ...]
    expectations: tuple[tuple[Expectation, str], ...]
    record: str
    without_goals: str
    actions: tuple[ActionLine, ...]
    own_feedback: SessionFeedback | None
    own_feedback_text: str
    partner_feedback_text: str
    differing: tuple[str, ...]
    checklist: OpenedChecklist | None


def read_session(session: Session, account: Account, *, today: date) -> SessionTexts:
    """Open the session's agenda, record, open and own actions, feedback, and where the two differ, in one opening.

    Expectations that were put off to a day that has come stand with the agenda of the next session.
    """
    partnership = session.partnership
    role = partnership.role_of(account)
    items = list(session.agenda_items.all())
    actions = [each for each in partnership.actions.all() if _on_page(each, session)]
    given = {each.role: each for each in session.feedback.all()}
    due = expectations_to_discuss(partnership, today) if session == next_session(partnership) else ()
    compared = pulse_to_talk_about(session)
    checklist = checklist_lines(session)
    newest = [(each, list(each.wordings.all())[-1]) for each in due]
    texts = open_notes(
        [
            *(item.text for item in items),
            *(action.text for action in actions),
            *(each.text for each in given.values()),
            *(line.text for line in checklist),
            *(wording.text for _, wording in newest),
            compared.differing if compared else None,
            session.record,
            session.without_goals,
        ],
        by=account,
        role=role,
    )
    own = given.get(role)
    other = given.get("mentor" if role == "mentee" else "mentee")
    return SessionTexts(
        agenda=_agenda(items, texts, account, partnership),
        expectations=tuple((each, texts[wording.text_id]) for each, wording in newest),
        record=_text(texts, session.record_id),
        without_goals=_text(texts, session.without_goals_id),
        actions=tuple(_action(each, texts, role, today, partnership) for each in actions),
        own_feedback=own,
        own_feedback_text=_text(texts, own.text_id) if own else "",
        partner_feedback_text=_text(texts, other.text_id) if other else "",
        differing=differing_questions(session, texts[compared.differing_id])
        if compared and compared.differing_id
        else (),
        checklist=listed(session, checklist, texts),
    )


def read_actions(partnership: Partnership, account: Account, *, today: date) -> tuple[ActionLine, ...]:
    """Open all actions of a partnership, those to do first, the late ones before the others."""
    return _read(partnership.actions.all(), partnership, account, today)


def read_these(
    actions: Iterable[Action], partnership: Partnership, account: Account, *, today: date
) -> tuple[ActionLine, ...]:
    """Open some actions of a partnership, in the order in which they come."""
    role, chosen = partnership.role_of(account), list(actions)
    texts = open_notes([action.text for action in chosen], by=account, role=role)
    return tuple(_action(each, texts, role, today, partnership) for each in chosen)


def read_steps(goal: Goal, account: Account, *, today: date) -> tuple[ActionLine, ...]:
    """Open the steps to a goal, those to do first."""
    steps = goal.steps.select_related("text").order_by("due_on", "agreed_at", "pk")
    return _read(steps, goal.partnership, account, today)


def _read(
    actions: Iterable[Action], partnership: Partnership, account: Account, today: date
) -> tuple[ActionLine, ...]:
    """What is to do comes first, the late before the others."""
    ordered = sorted(actions, key=lambda each: (each.state != "open", each.due_on or date.max))
    return read_these(ordered, partnership, account, today=today)


def _on_page(action: Action, session: Session) -> bool:
    """What was agreed in this session and, before it is held, everything that is still to do."""
    return action.session_id == session.pk or (session.state == "planned" and action.state == "open")


def _agenda(
    items: list[AgendaItem], texts: dict[UUID, str], account: Account, partnership: Partnership
) -> tuple[AgendaLine, ...]:
    """The mentee's items first, then the mentor's, each in the order they were added."""
    topics = dict(topics_of(partnership)) if any(item.topic for item in items) else {}
    ordered = sorted(items, key=lambda item: item.role != "mentee")
    return tuple(
        AgendaLine(
            item=item,
            text=texts[item.text_id],
            topic=topics.get(item.topic, ""),
            author=partnership.member_of(item.role),
            is_own=item.author_id == account.pk,
        )
        for item in ordered
    )


def _action(
    action: Action, texts: dict[UUID, str], role: str, today: date, partnership: Partnership
) -> ActionLine:
    return ActionLine(
        action=action,
        text=texts[action.text_id],
        owner=partnership.mentee if action.owner == "mentee" else partnership.mentor,
        is_own=action.owner == role,
        is_late=action.is_late(today),
    )


def _text(texts: dict[UUID, str], note_id: UUID | None) -> str:
    return texts[note_id] if note_id else ""
