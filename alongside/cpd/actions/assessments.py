"""Rating oneself by a competency framework, and saying which activities show a competency."""

import json
from collections.abc import Iterable, Mapping

from django.db import transaction
from django.utils import timezone

from alongside.cpd.models import Assessment, CompetencySum, Record
from alongside.cpd.queries.competencies import was_counted
from alongside.database.fives import group_to_fill
from alongside.domain.cpd.competencies import Framework
from alongside.domain.cpd.progress import sound_answers
from alongside.domain.scheme.part import Side
from alongside.journal.moves import write_entry
from alongside.people.models import Account, Body
from alongside.vault.keys import key_for_author
from alongside.vault.notes import seal_note


@transaction.atomic
def assess_oneself(
    account: Account,
    *,
    by: Account,
    framework: Framework,
    part: Side,
    answers: Mapping[str, int],
    counts: bool = False,
) -> Assessment:
    """Keep how a person rates themselves today; the levels are sealed under their own key.

    With `counts` they are added to the sums of the bodies that the person is a member of, once a year.

    ValueError where an answer is none that the framework has: the form offers only those.
    """
    if sound_answers(framework, part, answers) != dict(answers) or not answers:
        raise ValueError("These are not answers to this framework.")
    # Before anything is journalled, and before it is asked what was counted: two looks sent at once count once.
    bodies = _lock_bodies(account) if counts else []
    today = timezone.localdate()
    made = Assessment(
        owner=account,
        framework_key=framework.key,
        framework_version=framework.version,
        part=part,
        on=today,
        counted=counts and not was_counted(account, framework, part, today.year),
        answers=seal_note(
            json.dumps(dict(answers)), key=key_for_author(by), by=by, role="author", kind="assessment"
        ),
    )
    made.save(force_insert=True)
    if made.counted:
        _add_up(bodies, framework, part, today.year, answers)
    _note(made, "assess", by)
    return made


def _lock_bodies(account: Account) -> list[Body]:
    own = Body.objects.filter(members__account=account, members__guest_of=None).order_by("pk")
    return list(own.select_for_update(of=("self",)))


def _add_up(
    bodies: list[Body], framework: Framework, part: Side, year: int, answers: Mapping[str, int]
) -> None:
    for body in bodies:
        for indicator, level in answers.items():
            row = group_to_fill(
                CompetencySum,
                body=body,
                framework_key=framework.key,
                part=part,
                year=year,
                indicator=indicator,
            )
            row.people += 1
            row.low += framework.is_low(level)
            row.save()


@transaction.atomic
def remove_assessment(assessment: Assessment, *, by: Account) -> None:
    """Leave a look out of everything that is shown; it can be put back."""
    locked = Assessment.objects.select_for_update().get(pk=assessment.pk)
    if locked.removed_at is None:
        locked.removed_at = timezone.now()
        locked.save(update_fields=["removed_at"])
        _note(locked, "remove", by)


@transaction.atomic
def restore_assessment(assessment: Assessment, *, by: Account) -> None:
    """Put a removed look back."""
    locked = Assessment.objects.select_for_update().get(pk=assessment.pk)
    if locked.removed_at is not None:
        locked.removed_at = None
        locked.save(update_fields=["removed_at"])
        _note(locked, "restore", by)


@transaction.atomic
def show_competencies(record: Record, *, by: Account, competencies: Iterable[str]) -> None:
    """Say which competencies an activity shows, as `framework:indicator`.

    This may be changed after the activity went out in a profile too, as no profile tells it.
    """
    locked = Record.objects.select_for_update().get(pk=record.pk)
    locked.competencies = sorted(set(competencies))
    locked.save(update_fields=["competencies"])
    write_entry(
        noun="cpd record", subject=locked.pk, move="show competencies", by=by, role="author", body_id=None
    )


def _note(assessment: Assessment, move: str, by: Account) -> None:
    write_entry(noun="assessment", subject=assessment.pk, move=move, by=by, role="author", body_id=None)
