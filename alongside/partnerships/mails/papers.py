"""Tells a partner how much the two write down from now on."""

from alongside.notices.queries import numbered_event
from alongside.partnerships.mails.sharing import post_news, told_by
from alongside.partnerships.models import Partnership

_SAID = {
    "none": "you write nothing down, and nobody is reminded",
    "light": "you note dates and hours",
    "full": "you keep a record of each session",
}


def tell_of_level(partnership: Partnership, *, role: str) -> None:
    """Say to the partner of `role` what was chosen, and that they can choose as well."""
    account, partner = told_by(partnership, role)
    post_news(
        account,
        partnership,
        event=numbered_event(f"partnership:{partnership.pk}:papers:", account),
        sentence=f"{partner} has chosen that {_SAID[partnership.paper_level]}.",
        path=f"/partnerships/{partnership.pk}/papers/",
        text="What is there already stays. You can choose otherwise at any time.",
    )
