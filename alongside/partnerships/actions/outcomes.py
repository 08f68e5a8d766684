"""Answers the questions about what a partnership has been good for, and adds them up without names."""

import json
from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from alongside.database.fives import group_to_fill
from alongside.domain.lifecycle import MoveRefused
from alongside.journal.moves import write_entry
from alongside.notices.actions import clear_notices
from alongside.partnerships.actions.locking import lock_partnership
from alongside.partnerships.actions.private_texts import seal_for_author
from alongside.partnerships.mails.outcomes import outcomes_event
from alongside.partnerships.models import OutcomeAnswer, OutcomeSum, Partnership
from alongside.partnerships.queries.outcomes import questions_of, stage_open
from alongside.people.models import Account
from alongside.schemes.models import Scheme
from alongside.vault.notes import open_note


@transaction.atomic
def answer_outcomes(
    partnership: Partnership,
    *,
    by: Account,
    role: str,
    stage: str,
    answers: Mapping[str, int],
    now: datetime | None = None,
) -> OutcomeAnswer:
    """Keep the answers, each from 1 to 5 by question, for their author alone, and add them to the scheme's sums.

    They are added up once and stay as they are. Raises MoveRefused where that stage is not asked of this partner now.
    """
    now = now or timezone.now()
    locked = lock_partnership(partnership.pk)
    # Before anything is journalled, as whoever adopts rules for the scheme locks it before the journal, too.
    Scheme.objects.select_for_update().get(pk=locked.scheme_id)
    if not stage or stage_open(locked, role, timezone.localdate(now)) != stage:
        raise MoveRefused("These questions are not asked now, or you have answered them already.")
    keys = {question.key for question in questions_of(locked, role)}
    if set(answers) != keys or not all(1 <= answer <= 5 for answer in answers.values()):
        raise MoveRefused("Answer each question with a number from 1 to 5.")
    note = seal_for_author(json.dumps(dict(answers)), locked, by=by, role=role, kind="outcomes")
    given = OutcomeAnswer.objects.create(
        partnership=locked, author=by, role=role, stage=stage, text=note, answered_at=now
    )
    write_entry(
        noun="outcome", subject=given.pk, move="answer", by=by, role=role, body_id=locked.scheme.body_id
    )
    if stage != "start":
        _add_up(given, answers, by=by)
    clear_notices(event=outcomes_event(locked, stage), account=by)
    return given


def _add_up(given: OutcomeAnswer, answers: Mapping[str, int], *, by: Account) -> None:
    before = _at_start(given, by=by) if given.stage == "end" else {}
    if given.stage == "end" and set(before) != set(answers):
        return  # there is nothing to compare with
    pair = given.partnership
    year = pair.introduced_at.astimezone(pair.scheme.body.zone).year
    for question, answer in answers.items():
        row = group_to_fill(
            OutcomeSum, scheme=pair.scheme, year=year, role=given.role, stage=given.stage, question=question
        )
        row.people += 1
        row.before += before.get(question, 0)
        row.after += answer
        row.save()


def _at_start(given: OutcomeAnswer, *, by: Account) -> dict[str, int]:
    rows = OutcomeAnswer.objects.select_related("text").filter(
        partnership=given.partnership, role=given.role, stage="start"
    )
    first = rows.first()
    found: dict[str, int] = json.loads(open_note(first.text, by=by, role=given.role)) if first else {}
    return found
