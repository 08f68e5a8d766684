"""Tells that a door was opened, that somebody's achievement may be told, that somebody is recommended; never more."""

from alongside.notices.actions import MailText, post_notice
from alongside.notices.queries import standing_event
from alongside.partnerships.mails import ACHIEVEMENTS
from alongside.partnerships.mails.sharing import post_news, told_by
from alongside.partnerships.models import Achievement, Partnership, Recommendation, ReleasedAchievement
from alongside.people.models import Body
from alongside.people.queries import office_accounts


def doors_event(partnership: Partnership) -> str:
    """How every event begins that says there is an introduction to read."""
    return f"partnership:{partnership.pk}:doors:"


def tell_of_door(partnership: Partnership, *, role: str) -> None:
    """Say to the partner of `role` that an introduction is noted; one such notice stands until they have read it."""
    account, teller = told_by(partnership, role)
    post_news(
        account,
        partnership,
        event=standing_event(doors_event(partnership), account),
        sentence=f"{teller} has noted an introduction.",
        path=f"/partnerships/{partnership.pk}/opening-doors/",
        text="Only the two of you can read to whom.",
    )


def achievement_event(achievement: Achievement) -> str:
    """How every event begins that says to a partner that there are words about an achievement to read."""
    return f"achievement:{achievement.pk}:"


def released_events(body: Body) -> str:
    """How every event begins that says to a body's office that something may be told, or not any more."""
    return f"released:{body.pk}:"


def recommended_event(partnership: Partnership) -> str:
    """How every event begins that says to a mentee that their mentor recommends them."""
    return f"recommended:{partnership.pk}:"


def tell_of_recommendation(recommendation: Recommendation) -> None:
    """Say to the mentee that their mentor has written to them."""
    partnership = recommendation.partnership
    account, teller = told_by(partnership, "mentor")
    post_news(
        account,
        partnership,
        event=f"{recommended_event(partnership)}{recommendation.pk}",
        sentence=f"{teller} has written to you under “Opening doors”.",
        path=f"/partnerships/{partnership.pk}/opening-doors/",
        text="It is between the two of you, unless you decide otherwise.",
    )


def tell_of_achievement(achievement: Achievement, *, role: str) -> None:
    """Say to the partner of `role` that there are words to read, and that nothing has left the two."""
    partnership = achievement.partnership
    account, teller = told_by(partnership, role)
    post_news(
        account,
        partnership,
        event=f"{achievement_event(achievement)}{achievement.text.version}",
        sentence=f"{teller} has written about an achievement.",
        path=f"/achievements/{achievement.pk}/",
        text=f"It stays between the two of you unless {partnership.mentee.name} agrees to the words.",
    )


def tell_of_release(released: ReleasedAchievement) -> None:
    """Say to the office that there is something it may tell."""
    name = released.achievement.partnership.mentee.name
    _tell_the_office(released, "told", f"{name} lets the office tell others of an achievement.", digest=True)


def tell_of_release_ended(released: ReleasedAchievement) -> None:
    """Say to the office that it may not be told any more, at once: it may be about to be printed."""
    name = released.achievement.partnership.mentee.name
    sentence = f"{name} no longer lets the office tell others of an achievement."
    _tell_the_office(released, "ended", sentence, digest=False)


def _tell_the_office(released: ReleasedAchievement, what: str, sentence: str, *, digest: bool) -> None:
    body = released.achievement.partnership.scheme.body
    for account in office_accounts(body):
        post_notice(
            account,
            event=f"{released_events(body)}{released.pk}:{what}",
            kind=ACHIEVEMENTS,
            sentence=sentence,
            path=f"/office/{body.slug}/achievements/",
            body_id=body.pk,
            mail=MailText(
                subject=sentence.rstrip("."),
                text=f"{sentence}\n\nThe page of achievements holds what may be told now. "
                "Look there again before you print.",
            ),
            digest=digest,
        )
