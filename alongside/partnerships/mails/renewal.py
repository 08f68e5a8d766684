"""Asks both whether they go on when their last day comes near, and tells both when they do."""

from alongside.notices.actions import MailText, post_notice
from alongside.partnerships.mails import PARTNERSHIP
from alongside.partnerships.mails.words import both_roles
from alongside.partnerships.models import Partnership
from alongside.people.models import Account
from alongside.web.wording import day_in_full


def renewal_event(partnership: Partnership) -> str:
    """The event under which both are asked about the last day that stands."""
    return f"partnership:{partnership.pk}:renewal:{partnership.until}"


def ask_about_renewal(partnership: Partnership) -> None:
    """Ask both, once for each last day."""
    day = day_in_full(partnership.until) if partnership.until else ""
    for _, account, partner in both_roles(partnership):
        sentence = f"Would you like to go on with {partner.name} after {day}?"
        mail = MailText(
            subject="Would you like to go on?",
            text=f"{sentence}\n\nYour agreement ends on that day. You go on if both of you say so; otherwise your "
            "partnership comes to its natural end, with thanks. Your partner does not see your answer.",
        )
        _tell(partnership, account, renewal_event(partnership), sentence, mail, page="renewal/")


def say_it_ends(partnership: Partnership) -> None:
    """Remind both, once, of a last day that is the same for everybody in their scheme."""
    day = day_in_full(partnership.until) if partnership.until else ""
    for _, account, partner in both_roles(partnership):
        sentence = f"Your time with {partner.name} ends on {day}."
        mail = MailText(
            subject="Your last day comes near",
            text=f"{sentence} In your scheme that day is the same for everybody.\n\nUse the time that is left: "
            "meet once more, look at what you set out to do, and say what helped. Afterwards you can apply again, for "
            "something else.",
        )
        _tell(partnership, account, f"partnership:{partnership.pk}:ends:{partnership.until}", sentence, mail)


def ask_to_look_back(partnership: Partnership, time: int) -> None:
    """Ask both, the first, second or later time, whether a partnership without a last day is still useful."""
    for _, account, partner in both_roles(partnership):
        sentence = (
            f"You and {partner.name} have worked together for some time. Is it still useful to you both?"
        )
        mail = MailText(
            subject="Is it still useful?",
            text=f"{sentence}\n\nTalk about it at your next session: what has it been good for, what should be "
            "different, is this a natural place to stop? Nothing ends by itself; you go on for as long as you both "
            "want to.",
        )
        _tell(partnership, account, f"partnership:{partnership.pk}:look-back-{time}", sentence, mail)


def tell_of_renewal(partnership: Partnership) -> None:
    """Say to both that they go on, and until when."""
    day = day_in_full(partnership.until) if partnership.until else ""
    for _, account, partner in both_roles(partnership):
        sentence = f"You and {partner.name} go on until {day}."
        mail = MailText(
            subject=f"You go on with {partner.given_name}",
            text=f"{sentence} You both said that you would like to. Add sessions to your plan whenever you need "
            "them, and change your agreement if something in it should be different now.",
        )
        _tell(
            partnership, account, f"partnership:{partnership.pk}:renewed:{partnership.until}", sentence, mail
        )


def _tell(
    partnership: Partnership, account: Account, event: str, sentence: str, mail: MailText, page: str = ""
) -> None:
    """Say it to one of the two, where `page` is the page of their partnership to look at."""
    post_notice(
        account,
        event=event,
        kind=PARTNERSHIP,
        sentence=sentence,
        path=f"/partnerships/{partnership.pk}/{page}",
        body_id=partnership.scheme.body_id,
        mail=mail,
    )
