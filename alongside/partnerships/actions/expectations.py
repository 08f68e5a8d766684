"""Settles expectations by the formula: state, clarify, agree on the same words, or find other words for it."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from alongside.database.proposed_ids import id_for
from alongside.domain.lifecycle import MoveRefused, find_move
from alongside.domain.lifecycles import EXPECTATION
from alongside.journal.moves import make_move, write_entry
from alongside.notices.actions import clear_notices
from alongside.partnerships.actions.locking import lock_partnership, must_run
from alongside.partnerships.actions.sealing import seal_for_both
from alongside.partnerships.mails.sharing import expectations_event, tell_of_expectations
from alongside.partnerships.models import Clarification, Expectation, Partnership, Wording
from alongside.partnerships.queries.expectations import lead_of
from alongside.people.models import Account

MOST_EXPECTATIONS, MOST_REMARKS, MOST_WORDINGS = 60, 200, 100


class WordedMeanwhile(MoveRefused):
    """The partner suggested other words after this page was opened; `expectation` is as it stands now."""

    def __init__(self, expectation: Expectation) -> None:
        super().__init__(
            "Your partner has suggested other words in the meantime. Read them before you decide."
        )
        self.expectation = expectation


@transaction.atomic
def state_expectation(
    partnership: Partnership, *, by: Account, role: str, text: str, expectation_id: UUID | None = None
) -> Expectation:
    """Step 1: say what one expects. Whoever suggests words stands by them; the other has yet to accept.

    `expectation_id` is the id the form proposed: sending the same form twice states it once.
    """
    locked = lock_partnership(partnership.pk)
    must_run(locked)
    existing = locked.expectations.filter(pk=expectation_id).first() if expectation_id else None
    if existing is not None:
        return existing
    if locked.expectations.count() >= MOST_EXPECTATIONS:
        raise MoveRefused(f"You have {MOST_EXPECTATIONS} expectations: settle some before you state another.")
    now = timezone.now()
    expectation = Expectation(partnership=locked, role=role, author=by, stated_at=now)
    expectation.pk = id_for(expectation, expectation_id)
    for field, value in _acceptance(role, 1, now).items():
        setattr(expectation, field, value)
    expectation.save(force_insert=True)
    _add_wording(expectation, 1, text, by, role, now)
    _note(expectation, "state", by, role)
    tell_partner(expectation, role, by)
    return expectation


@transaction.atomic
def clarify_expectation(
    expectation: Expectation, *, by: Account, role: str, text: str, clarification_id: UUID | None = None
) -> Clarification:
    """Step 2: ask what it means, or, as the one who stated it, answer. Sending twice asks once."""
    locked = lock_expectation(expectation)
    known = locked.clarifications.filter(pk=clarification_id).first() if clarification_id else None
    if known is not None:
        return known
    if locked.clarifications.count() >= MOST_REMARKS:
        raise MoveRefused("There is no room for more here: talk about it when you meet, and agree the words.")
    answers = role == locked.role
    make_move(locked, EXPECTATION, "clarify", by=by, role=role, facts={"answers": answers})
    remark = Clarification(
        expectation=locked,
        role=role,
        text=seal_for_both(
            text, locked.partnership, by=by, role=role, kind="answer" if answers else "question"
        ),
        written_at=timezone.now(),
    )
    remark.pk = id_for(remark, clarification_id)
    remark.save(force_insert=True)
    tell_partner(locked, role, by)
    return remark


@transaction.atomic
def suggest_wording(expectation: Expectation, *, by: Account, role: str, text: str, seen: int) -> Expectation:
    """Put it in other words, which the other then accepts or not; what was accepted before lapses.

    `seen` is the number of the wording the writer had before them: WordedMeanwhile if there is a newer one.
    """
    locked = lock_expectation(expectation)
    _must_be_newest(locked, seen)
    number = locked.wording + 1
    if number > MOST_WORDINGS:
        raise MoveRefused("This has been reworded very often: talk about it when you meet, or set it aside.")
    now = timezone.now()
    changes = {"wording": number, **_acceptance(role, number, now)}
    make_move(locked, EXPECTATION, "reword", by=by, role=role, facts={"wording": number}, **changes)
    _add_wording(locked, number, text, by, role, now)
    tell_partner(locked, role, by)
    return locked


@transaction.atomic
def accept_wording(expectation: Expectation, *, by: Account, role: str, seen: int) -> Expectation:
    """Step 3: accept these words. It is agreed once both have accepted the same, newest ones.

    `seen` as in `suggest_wording`. Accepting twice is the same as accepting once.
    """
    locked = lock_expectation(expectation)
    _must_be_newest(locked, seen)
    if locked.is_accepted_by(role) and locked.state in ("stated", "clarifying", "agreed"):
        return locked
    changes = _acceptance(role, seen, timezone.now())
    if locked.is_accepted_by("mentor" if role == "mentee" else "mentee"):
        make_move(
            locked,
            EXPECTATION,
            "agree",
            by=by,
            role=role,
            facts={"wording": seen},
            review_on=None,
            **changes,
        )
    else:
        find_move(EXPECTATION, "agree", locked.state, role)
        for field, value in changes.items():
            setattr(locked, field, value)
        locked.save(update_fields=list(changes))
        _note(locked, "accept", by, role, wording=seen)
    tell_partner(locked, role, by)
    return locked


@transaction.atomic
def hand_over_expectations(partnership: Partnership, *, by: Account, role: str) -> Partnership:
    """Let the partner lead the conversation; doing so twice leaves it with them."""
    locked = lock_partnership(partnership.pk)
    must_run(locked)
    if lead_of(locked) == role:
        locked.expectations_lead = "mentor" if role == "mentee" else "mentee"
        locked.save(update_fields=["expectations_lead"])
        write_entry(
            noun="partnership",
            subject=locked.pk,
            move="hand over expectations",
            by=by,
            role=role,
            body_id=locked.scheme.body_id,
        )
    return locked


def read_expectations(partnership: Partnership, *, by: Account) -> None:
    """The person has seen the list, so the news about it leaves their home page."""
    clear_notices(event_prefix=expectations_event(partnership), account=by)


def _acceptance(role: str, number: int, now: datetime) -> dict[str, int | datetime]:
    return {f"{role}_accepts": number, f"{role}_accepted_at": now}


def _add_wording(
    expectation: Expectation, number: int, text: str, by: Account, role: str, now: datetime
) -> None:
    note = seal_for_both(text, expectation.partnership, by=by, role=role, kind="expectation")
    Wording.objects.create(expectation=expectation, number=number, role=role, text=note, suggested_at=now)


def lock_expectation(expectation: Expectation) -> Expectation:
    """The expectation as it stands in the database, its partnership locked; MoveRefused once that has ended."""
    partnership = lock_partnership(expectation.partnership_id)
    must_run(partnership)
    locked: Expectation = Expectation.objects.get(pk=expectation.pk)
    locked.partnership = partnership
    return locked


def _must_be_newest(expectation: Expectation, seen: int) -> None:
    if expectation.wording != seen:
        raise WordedMeanwhile(expectation)


def tell_partner(expectation: Expectation, role: str, by: Account) -> None:
    """What waited on the writer is done; the partner hears that there is something to read."""
    read_expectations(expectation.partnership, by=by)
    tell_of_expectations(expectation.partnership, role=role)


def _note(expectation: Expectation, move: str, by: Account, role: str, **facts: int) -> None:
    write_entry(
        noun="expectation",
        subject=expectation.pk,
        move=move,
        by=by,
        role=role,
        body_id=expectation.partnership.scheme.body_id,
        facts=facts,
    )
