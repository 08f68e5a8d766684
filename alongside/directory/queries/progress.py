"""Where a mentee's request stands, as a line with dates: nobody waits without knowing."""

from dataclasses import dataclass
from datetime import date

from alongside.directory.models import Request
from alongside.directory.queries.requests import ChoiceLine, ends_by, live_offer
from alongside.web.parts import Milestone
from alongside.web.wording import count_of, day_in_full

SHOWN_OUTCOMES = {
    "open": "is being asked",
    "accepted": "said yes",
    "declined": "could not take you on",
    "lapsed": "did not answer",
}


@dataclass(frozen=True)
class ChoiceShown:
    """A choice as its mentee sees it. `words` is empty where there is nothing to say of it."""

    line: ChoiceLine
    words: str
    can_move: bool
    can_rise: bool
    can_sink: bool


def choices_shown(request: Request, lines: list[ChoiceLine]) -> list[ChoiceShown]:
    """Each choice with what the mentee may know: who said no is told only where the scheme says so."""
    changeable = request.state in ("draft", "asking", "paused", "exhausted")
    movable = [line for line in lines if changeable and line.is_untried]
    return [
        ChoiceShown(
            line,
            _words(request, line),
            can_move=line in movable,
            can_rise=line in movable[1:],
            can_sink=line in movable[:-1],
        )
        for line in lines
    ]


def _words(request: Request, line: ChoiceLine) -> str:
    if line.outcome == "open":
        return "Is being asked" if request.settings.names_who_declined else "Asked"
    if line.outcome == "accepted":
        return "Said yes"
    if line.outcome:
        said = SHOWN_OUTCOMES[line.outcome]
        return said[:1].upper() + said[1:] if request.settings.names_who_declined else "Asked"
    if line.barrier:
        return line.barrier
    return "" if line.availability.is_open else line.availability.words


def milestones_of(request: Request, lines: list[ChoiceLine], today: date) -> list[Milestone]:
    """From sending to the introduction, with the dates by which each step is over."""
    if request.sent_at is None:
        return []
    sent = request.sent_at.astimezone(request.scheme.body.zone).date()
    return [
        Milestone("You sent your request", "past", sent),
        *_review(request),
        _asking(request, lines, today),
        _introduction(request),
    ]


def _review(request: Request) -> list[Milestone]:
    if request.settings.review == "none":
        return []
    who = "The director" if request.settings.review == "director" else "The office"
    if request.state == "submitted":
        by = f"by {day_in_full(request.review_by)}" if request.review_by else ""
        return [Milestone(f"{who} reads it", "here", note=by)]
    if request.state == "draft":
        return [Milestone("It was sent back to you", "here", note="change what you want, and send it again")]
    read = request.reviewed_at.astimezone(request.scheme.body.zone).date() if request.reviewed_at else None
    return [Milestone(f"{who} has read it", "past", read)]


def _asking(request: Request, lines: list[ChoiceLine], today: date) -> Milestone:
    title = "Mentors are asked one after the other"
    untried = sum(line.is_untried for line in lines)
    if request.state in ("accepted", "introduced"):
        return Milestone("A mentor has said yes", "past")
    if request.state == "paused":
        return Milestone(title, "here", note="paused: nobody is asked until you go on")
    if request.state == "exhausted":
        return Milestone(
            "Nobody you chose can be asked now", "here", note="your office helps; you can choose others"
        )
    if request.state != "asking":
        return Milestone(title, "ahead")
    offer = live_offer(request)
    by = [f"the one asked now answers by {day_in_full(offer.answer_by)}"] if offer else []
    if untried:
        last = day_in_full(ends_by(request, untried, today))
        by.append(f"{count_of(untried, 'choice')} after that, by {last} at the latest")
    return Milestone(title, "here", note="; ".join(by))


def _introduction(request: Request) -> Milestone:
    who = (
        "the office introduces you"
        if request.settings.introduced_by == "office"
        else "you are introduced at once"
    )
    if request.state == "introduced":
        return Milestone("You are introduced", "past")
    if request.state == "accepted":
        return Milestone("You are introduced", "here", note=f"{who} in the next days")
    return Milestone("You are introduced", "ahead", note=f"once a mentor has said yes, {who}")
