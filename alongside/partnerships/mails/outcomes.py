"""Asks both, after the end, what it has been good for."""

from alongside.notices.actions import MailText, clear_notices, post_notice
from alongside.notices.models import Notice
from alongside.partnerships.mails import FEEDBACK
from alongside.partnerships.models import Partnership


def outcomes_event(partnership: Partnership, stage: str) -> str:
    """The event under which somebody is asked at that stage."""
    return f"outcome:{partnership.pk}:{stage}"


def questions_standing() -> set[tuple[str, object]]:
    """The events of questions that stand on home pages, with the account on whose page each stands."""
    rows = Notice.objects.filter(event__startswith="outcome:", cleared_at=None)
    return set(rows.values_list("event", "account_id"))


def stop_asking(
    partnership: Partnership, *, role: str, stage: str, standing: set[tuple[str, object]]
) -> None:
    """Take from this partner's home page what is not asked any more, which is all but that `stage`."""
    account = partnership.account_of(role)
    for over in {"end", "later"} - {stage}:
        if (outcomes_event(partnership, over), account.pk) in standing:
            clear_notices(event=outcomes_event(partnership, over), account=account)


def ask_about_outcomes(partnership: Partnership, *, role: str, stage: str, questions: int) -> None:
    """Ask one of the two, once for each stage."""
    account = partnership.account_of(role)
    partner = partnership.partner_of(account)
    when = "now that it has ended" if stage == "end" else "some time after it has ended"
    sentence = f"What has your partnership with {partner.name} been good for, {when}?"
    post_notice(
        account,
        event=outcomes_event(partnership, stage),
        kind=FEEDBACK,
        sentence=sentence,
        path=f"/partnerships/{partnership.pk}/outcomes/",
        body_id=partnership.scheme.body_id,
        mail=MailText(
            subject="What has it been good for?",
            text=f"{sentence}\n\n{questions} questions, a number each: about a minute. Only you read your answers; your "
            "scheme learns averages over five people and more.",
        ),
    )
