"""Tells that a door was opened, that somebody's achievement may be told, that somebody is recommended; never more."""

from alongside.notices.models import Notice
from alongside.partnerships.mails.sharing import post_news, told_by
from alongside.partnerships.models import Partnership


def doors_event(partnership: Partnership) -> str:
    """How every event begins that says there is an introduction to read."""
    return f"partnership:{partnership.pk}:doors:"


def tell_of_door(partnership: Partnership, *, role: str) -> None:
    """Say to the partner of `role` that an introduction is noted; one such notice stands until they have read it."""
    account, teller = told_by(partnership, role)
    news = Notice.objects.filter(account=account, event__startswith=doors_event(partnership))
    post_news(
        account,
        partnership,
        event=f"{doors_event(partnership)}{news.exclude(cleared_at=None).count()}",
        sentence=f"{teller} has noted an introduction.",
        path=f"/partnerships/{partnership.pk}/opening-doors/",
        text="Only the two of you can read to whom.",
    )
