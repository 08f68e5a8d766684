"""What a mentor who is asked reads of the mentee; their address is not among it."""

from dataclasses import dataclass
from datetime import datetime

from alongside.directory.models import Offer, Request
from alongside.directory.queries.barriers import Barriers
from alongside.domain.matching.building import build_criteria
from alongside.domain.matching.solve import reasons_for
from alongside.domain.scheme.forms import CHOICE_KINDS
from alongside.enrolment.apart import apart_of
from alongside.enrolment.forms.application import answers_in_words
from alongside.enrolment.places import places_taken


@dataclass(frozen=True)
class Told:
    """The mentee's answers that the scheme shows, what speaks for the two, and whether there is a place.

    `barriers` and `flags` are what either has declared of the two: what keeps them apart, and what does not.
    """

    answers: list[tuple[str, str]]
    reasons: list[str]
    is_open: bool
    has_place: bool
    barriers: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()


def told_of(offer: Offer, now: datetime) -> Told:
    """What the mentor reads; of an offer that is over, nothing but that it is."""
    request = offer.request
    is_open = offer.state == "open" and not offer.last_day_is_over(now)
    rules, application = request.rules, request.application
    mentor = offer.mentor_application
    apart = apart_of(request.member, mentor.member, rules)
    said = (
        apart.barriers(request.member.pk, mentor.member_id),
        apart.flags(request.member.pk, mentor.member_id),
    )
    if not is_open and offer.state != "accepted":
        return Told([], [], is_open=False, has_place=False, barriers=said[0])
    shown = {key: application.answers.get(key) for key in request.settings.show}
    answers = [
        row
        for key, value in shown.items()
        for row in answers_in_words(
            rules.forms.mentee.questions, {key: value}, request.scheme, rules, to_others=True
        )
    ]
    entry = offer.mentor_application.entry
    today = now.astimezone(request.scheme.body.zone).date()
    both = Barriers(request.member, [entry], rules, today, application)
    reasons = reasons_for(build_criteria(rules.criteria()), both.mentee, both.mentor(entry))
    return Told(
        answers,
        [reason.to_mentor for reason in reasons if reason.points],
        is_open=is_open,
        # This offer itself takes one.
        has_place=places_taken([mentor])[mentor.pk] <= mentor.capacity,
        barriers=said[0],
        flags=said[1],
    )


def choices_of(request: Request) -> list[tuple[str, str]]:
    """What the mentee chose from lists, of that which mentors read: enough to see the field, and nobody is known by it."""
    rules = request.rules
    chosen = [
        question
        for question in rules.forms.mentee.questions
        if question.key in request.settings.show and question.kind in CHOICE_KINDS
    ]
    answers = {question.key: request.application.answers.get(question.key) for question in chosen}
    given = {key: value for key, value in answers.items() if value}
    return answers_in_words(rules.forms.mentee.questions, given, request.scheme, rules, to_others=True)
