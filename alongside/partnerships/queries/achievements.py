"""What is asked about achievements: those of a partnership with their words, and those that an office may tell."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from alongside.domain.patient_detail import PatientDetail, find_patient_detail
from alongside.partnerships.models import Achievement, Partnership, ReleasedAchievement
from alongside.partnerships.queries.partnerships import PEOPLE
from alongside.people.models import Account, Body
from alongside.vault.notes import open_notes


@dataclass(frozen=True)
class OpenedAchievement:
    """An achievement with its words, as both partners read it."""

    achievement: Achievement
    words: str

    @property
    def patient_detail(self) -> tuple[PatientDetail, ...]:
        """What in it may point to a patient."""
        return find_patient_detail(self.words)


def achievements_of(partnership: Partnership) -> list[Achievement]:
    """All that the two have written, the last one first; asks nothing where the scheme has none."""
    if not partnership.rules.sponsorship.achievements:
        return []
    return list(partnership.achievements.select_related("text", "released"))


def achievement_or_404(account: Account, achievement_id: UUID) -> Achievement:
    """An achievement of one's own partnership; a 404 otherwise."""
    paths = (f"partnership__{path}" for path in PEOPLE)
    rows = Achievement.objects.visible_to(account).select_related("text", "released", *paths)
    found: Achievement = get_object_or_404(rows, pk=achievement_id)
    return found


def opened_achievements(
    achievements: Iterable[Achievement], partnership: Partnership, *, by: Account
) -> list[OpenedAchievement]:
    """The words of achievements of one partnership, opened once for all."""
    rows = list(achievements)
    opened = open_notes((row.text for row in rows), by=by, role=partnership.role_of(by))
    return [OpenedAchievement(row, opened[row.text_id]) for row in rows]


def released_achievements(body: Body) -> QuerySet[ReleasedAchievement]:
    """What the mentees of a body let its office tell, the last one first."""
    rows: QuerySet[ReleasedAchievement] = ReleasedAchievement.objects.filter(
        achievement__partnership__scheme__body=body
    )
    return rows.select_related("achievement__partnership__mentee", "achievement__partnership__scheme")
