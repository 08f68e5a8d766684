"""Tells a partner that there is something to read: that, where, and never what."""

from alongside.notices.actions import MailText, post_notice
from alongside.notices.queries import standing_event
from alongside.notices.registry import mail_kind
from alongside.partnerships.mails.words import both_roles
from alongside.partnerships.models import Expectation, Goal, Partnership, Reflection
from alongside.people.models import Account
from alongside.web.wording import day_in_full

SHARING = mail_kind("sharing", "What your partner shares with you, and expectations to talk about").key


def expectations_event(partnership: Partnership) -> str:
    """How every event begins that says there is news among the expectations."""
    return f"partnership:{partnership.pk}:expectations:"


def goal_event(goal: Goal) -> str:
    """The event under which a partner hears of a goal."""
    return f"goal:{goal.pk}:shared"


def met_event(goal: Goal) -> str:
    """The event under which both hear that a goal is met."""
    return f"goal:{goal.pk}:met"


def reflection_event(reflection: Reflection) -> str:
    """How every event begins that says a reflection is shared."""
    return f"reflection:{reflection.pk}:shared:"


def tell_of_expectations(partnership: Partnership, *, role: str) -> None:
    """Say to the partner of `role` that something was written about what they expect.

    One such notice stands at a time, however much is written, until they have read it.
    """
    account, partner = told_by(partnership, role)
    post_news(
        account,
        partnership,
        event=standing_event(expectations_event(partnership), account),
        sentence=f"{partner} has written about what you expect of each other.",
        path=f"/partnerships/{partnership.pk}/expectations/",
        text="Read it, ask what it means if that is not clear, and agree the words or suggest others.",
    )


def tell_of_review(expectation: Expectation) -> None:
    """Say to both that an expectation they put off has come back."""
    partnership, day = expectation.partnership, expectation.review_on
    for _, account, partner in both_roles(partnership):
        post_news(
            account,
            partnership,
            event=f"{expectations_event(partnership)}review:{expectation.pk}:{day}",
            sentence=f"An expectation that you and {partner.name} put off is back on your list.",
            path=f"/expectations/{expectation.pk}/",
            text=f"You chose {day_in_full(day) if day else 'today'} to come back to it. Talk about it in your "
            "next session: it may fit now.",
        )


def tell_of_goal(goal: Goal) -> None:
    """Say to the other partner that there is a goal to read."""
    account, partner = told_by(goal.partnership, goal.owner)
    post_news(
        account,
        goal.partnership,
        event=goal_event(goal),
        sentence=f"{partner} has shared a goal with you.",
        path=f"/goals/{goal.pk}/",
        text="Read it before you next meet: your partner would like to work on it with you.",
    )


def tell_of_met(goal: Goal) -> None:
    """Say to both that a goal is met, so that they mark it together."""
    for role, account, partner in both_roles(goal.partnership):
        own = f"You have met a goal. Mark it together with {partner.name}."
        post_news(
            account,
            goal.partnership,
            event=met_event(goal),
            sentence=own if role == goal.owner else f"{partner.name} has met a goal. Mark it together.",
            path=f"/goals/{goal.pk}/",
            text="Take a moment in your next session to look back at how it was reached.",
        )


def tell_of_reflection(reflection: Reflection) -> None:
    """Say to the other partner that there is a reflection to read."""
    account, partner = told_by(reflection.partnership, reflection.role)
    post_news(
        account,
        reflection.partnership,
        event=f"{reflection_event(reflection)}{reflection.shared_version}",
        sentence=f"{partner} has shared a reflection with you.",
        path=f"/reflections/{reflection.pk}/",
        text="It is for you alone. Your partner can take it back at any time.",
    )


def told_by(partnership: Partnership, role: str) -> tuple[Account, str]:
    """The account of the partner of `role`, who is told, and what the one with `role` is called, who tells."""
    teller = partnership.member_of(role)
    account = partnership.account_of("mentor" if role == "mentee" else "mentee")
    return account, teller.name


def post_news(
    account: Account, partnership: Partnership, *, event: str, sentence: str, path: str, text: str
) -> None:
    """Say to one of the two that there is something to read, on their home page and in their digest."""
    post_notice(
        account,
        event=event,
        kind=SHARING,
        sentence=sentence,
        path=path,
        body_id=partnership.scheme.body_id,
        mail=MailText(subject=sentence.rstrip("."), text=f"{sentence}\n\n{text}"),
        digest=True,
    )
