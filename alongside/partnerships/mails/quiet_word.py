"""Tells the office that somebody would like a word: who, and nothing else."""

from alongside.notices.actions import MailText, post_notice
from alongside.partnerships.mails import QUIET_WORD
from alongside.partnerships.models import QuietWord
from alongside.people.queries import office_accounts


def quiet_word_event(word: QuietWord) -> str:
    """The event under which the office hears of it."""
    return f"quiet-word:{word.pk}"


def tell_the_office(word: QuietWord) -> None:
    """Say to every coordinator and director of the body who would like to hear from them."""
    partnership = word.partnership
    member = partnership.member_of(word.role)
    sentence = f"{member.name} would like a word with the office."
    for account in office_accounts(partnership.scheme.body):
        post_notice(
            account,
            event=quiet_word_event(word),
            kind=QUIET_WORD,
            sentence=sentence,
            path=f"/office/{partnership.scheme.body.slug}/partnerships/{partnership.pk}/",
            body_id=partnership.scheme.body_id,
            mail=MailText(
                subject="Somebody would like a word with the office",
                text=f"{sentence} You reach them at {member.account.email}.\n\nIt is about their partnership. They were "
                "asked for no reason, and their partner does not know. Get in touch with them alone.",
            ),
        )
