"""Asks both whether they go on when their last day comes near, and tells both when they do."""

from alongside.notices.actions import MailText, post_notice
from alongside.partnerships.mails import PARTNERSHIP
from alongside.partnerships.mails.words import both_roles
from alongside.partnerships.models import Partnership
from alongside.web.wording import day_in_full


def renewal_event(partnership: Partnership) -> str:
    """The event under which both are asked about the last day that stands."""
    return f"partnership:{partnership.pk}:renewal:{partnership.until}"


def ask_about_renewal(partnership: Partnership) -> None:
    """Ask both, once for each last day."""
    day = day_in_full(partnership.until) if partnership.until else ""
    for _, account, partner in both_roles(partnership):
        sentence = f"Would you like to go on with {partner.name} after {day}?"
        post_notice(
            account,
            event=renewal_event(partnership),
            kind=PARTNERSHIP,
            sentence=sentence,
            path=f"/partnerships/{partnership.pk}/renewal/",
            body_id=partnership.scheme.body_id,
            mail=MailText(
                subject="Would you like to go on?",
                text=f"{sentence}\n\nYour agreement ends on that day. You go on if both of you say so; otherwise your "
                "partnership comes to its natural end, with thanks. Your partner does not see your answer.",
            ),
        )


def say_it_ends(partnership: Partnership) -> None:
    """Remind both, once, of a last day that is the same for everybody in their scheme."""
    day = day_in_full(partnership.until) if partnership.until else ""
    for _, account, partner in both_roles(partnership):
        sentence = f"Your time with {partner.name} ends on {day}."
        post_notice(
            account,
            event=f"partnership:{partnership.pk}:ends:{partnership.until}",
            kind=PARTNERSHIP,
            sentence=sentence,
            path=f"/partnerships/{partnership.pk}/",
            body_id=partnership.scheme.body_id,
            mail=MailText(
                subject="Your last day comes near",
                text=f"{sentence} In your scheme that day is the same for everybody.\n\nUse the time that is left: "
                "meet once more, look at what you set out to do, and say what helped. Afterwards you can apply again, for "
                "something else.",
            ),
        )


def ask_to_look_back(partnership: Partnership, time: int) -> None:
    """Ask both, the first, second or later time, whether a partnership without a last day is still useful."""
    for _, account, partner in both_roles(partnership):
        sentence = (
            f"You and {partner.name} have worked together for some time. Is it still useful to you both?"
        )
        post_notice(
            account,
            event=f"partnership:{partnership.pk}:look-back-{time}",
            kind=PARTNERSHIP,
            sentence=sentence,
            path=f"/partnerships/{partnership.pk}/",
            body_id=partnership.scheme.body_id,
            mail=MailText(
                subject="Is it still useful?",
                text=f"{sentence}\n\nTalk about it at your next session: what has it been good for, what should be "
                "different, is this a natural place to stop? Nothing ends by itself; you go on for as long as you both "
                "want to.",
            ),
        )


def tell_of_renewal(partnership: Partnership) -> None:
    """Say to both that they go on, and until when."""
    day = day_in_full(partnership.until) if partnership.until else ""
    for _, account, partner in both_roles(partnership):
        sentence = f"You and {partner.name} go on until {day}."
        post_notice(
            account,
            event=f"partnership:{partnership.pk}:renewed:{partnership.until}",
            kind=PARTNERSHIP,
            sentence=sentence,
            path=f"/partnerships/{partnership.pk}/",
            body_id=partnership.scheme.body_id,
            mail=MailText(
                subject=f"You go on with {partner.given_name}",
                text=f"{sentence} You both said that you would like to. Add sessions to your plan whenever you need "
                "them, and change your agreement if something in it should be different now.",
            ),
        )
