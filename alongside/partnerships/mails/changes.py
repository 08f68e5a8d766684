"""Tells partners that a partnership pauses, resumes or ends: plainly, and without anybody's reasons."""

from alongside.notices.actions import MailText, post_notice
from alongside.notices.queries import numbered_event
from alongside.partnerships.mails import PARTNERSHIP
from alongside.partnerships.mails.words import both_roles
from alongside.partnerships.models import Partnership
from alongside.people.models import Account
from alongside.web.wording import day_in_full


def tell_of_pause(partnership: Partnership) -> None:
    """Say to both until when it pauses, and that it resumes by itself."""
    until = day_in_full(partnership.paused_until) if partnership.paused_until else "further notice"
    for _, account, partner in both_roles(partnership):
        sentence = f"Your partnership with {partner.name} pauses until {until}."
        text = (
            f"{sentence} It resumes by itself on that day, or earlier if one of you says so. Sessions that had "
            f"a time before then are taken off your calendars.{_last_day(partnership)}"
        )
        _tell(partnership, account, numbered_event(pause_events(partnership), account), sentence, text)


def _last_day(partnership: Partnership) -> str:
    """What a pause that is longer than the time they have left comes to: their last day does not move by itself."""
    last = partnership.last_day_in_pause
    if last is None:
        return ""
    way_on = (
        ", unless you both say before then that you go on" if partnership.rules.plan.ends == "agreed" else ""
    )
    return f"\n\nYour last day, {day_in_full(last)}, comes earlier: your partnership ends then{way_on}."


def pause_events(partnership: Partnership) -> str:
    """How every event begins that says a partnership pauses."""
    return f"partnership:{partnership.pk}:paused:"


def tell_of_resuming(partnership: Partnership) -> None:
    """Say to both that it goes on, and that a time for the next session is what comes next."""
    for _, account, partner in both_roles(partnership):
        sentence = f"Your partnership with {partner.name} goes on: choose a time for your next session."
        event = numbered_event(f"partnership:{partnership.pk}:resumed:", account)
        _tell(partnership, account, event, sentence, sentence)


def tell_of_ending(partnership: Partnership, *, returned: bool, term_is_over: bool) -> None:
    """Say to both that it has ended, by one of them or on the last day they had agreed on, and what comes next."""
    why = (
        "The last day that you agreed on has come, and you have not both said that you go on."
        if term_is_over
        else "Either partner can end at any time and nobody needs to give a reason."
    )
    for role, account, partner in both_roles(partnership):
        sentence = f"Your partnership with {partner.name} has ended."
        text = (
            f"{sentence} {why} Thank you for the time you have given each other. What you wrote stays readable to you.\n\n"
            f"{_what_next(partnership, role, returned)}"
        )
        _tell(partnership, account, f"partnership:{partnership.pk}:ended", sentence, text)


def _what_next(partnership: Partnership, role: str, returned: bool) -> str:
    if role == "mentor":
        return "Your place is free again, so the scheme can introduce someone else to you."
    if returned:
        return "You are at the head of the queue for a new partner."
    return "You can apply for a new partner whenever you like."


def _tell(partnership: Partnership, account: Account, event: str, sentence: str, text: str) -> None:
    post_notice(
        account,
        event=event,
        kind=PARTNERSHIP,
        sentence=sentence,
        path=f"/partnerships/{partnership.pk}/",
        body_id=partnership.scheme.body_id,
        mail=MailText(subject=sentence.rstrip("."), text=text),
    )
