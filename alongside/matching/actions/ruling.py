"""The office's rulings on pairs: keep together, keep apart, or leave it to the engine again."""

from django.db import transaction

from alongside.enrolment.models import Application
from alongside.enrolment.places import places_left
from alongside.journal.moves import write_entry
from alongside.matching.models import Ruling
from alongside.people.models import Account
from alongside.web.wording import count_of


class RulingRefused(Exception):
    """These two cannot be ruled upon; the message says why."""


@transaction.atomic
def rule_on_pair(mentee: Application, mentor: Application, *, by: Account, kind: str) -> Ruling:
    """Keep the two together or apart in every run from now on. A new pin for a mentee replaces the one before."""
    if mentee.scheme_id != mentor.scheme_id or (mentee.role, mentor.role) != ("mentee", "mentor"):
        raise RulingRefused("Choose a mentee and a mentor of the same scheme.")
    Application.objects.select_for_update().get(pk=mentee.pk)
    if kind == Ruling.PIN:
        _must_have_a_place(mentee, mentor)
        Ruling.objects.filter(mentee_application=mentee, kind=Ruling.PIN).exclude(
            mentor_application=mentor
        ).delete()
    ruling, _ = Ruling.objects.update_or_create(
        mentee_application=mentee, mentor_application=mentor, defaults={"kind": kind}
    )
    _note(ruling, kind, by, mentee)
    return ruling


def _must_have_a_place(mentee: Application, mentor: Application) -> None:
    """A run cannot keep more mentees with a mentor than they have places."""
    Application.objects.select_for_update().get(pk=mentor.pk)
    places = places_left([mentor])[mentor.pk]
    kept = Ruling.objects.filter(kind=Ruling.PIN, mentor_application=mentor).exclude(
        mentee_application=mentee
    )
    if kept.filter(mentee_application__state="waiting").count() < places:
        return
    name = mentor.member.name
    raise RulingRefused(
        f"{name} has {count_of(places, 'place')} left, kept for others already. Release one of these pairs first."
        if places
        else f"{name} has no place left. They can offer more places in their application."
    )


@transaction.atomic
def release_pair(mentee: Application, mentor: Application, *, by: Account) -> None:
    """Leave the two to the engine again."""
    for ruling in Ruling.objects.filter(mentee_application=mentee, mentor_application=mentor):
        _note(ruling, "release", by, mentee)
        ruling.delete()


def _note(ruling: Ruling, move: str, by: Account, mentee: Application) -> None:
    write_entry(
        noun="ruling",
        subject=ruling.pk,
        move=move,
        by=by,
        role="office",
        body_id=mentee.scheme.body_id,
        facts={"mentee": str(ruling.mentee_application_id), "mentor": str(ruling.mentor_application_id)},
    )
