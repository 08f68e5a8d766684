"""What every page of a partnership shows around its own: names, phase, tabs and the path of stones."""

from dataclasses import dataclass
from typing import Any, Literal

from django.urls import reverse

from alongside.partnerships.models import Partnership
from alongside.partnerships.permissions import can_change_partnership
from alongside.partnerships.queries.path import stones_of
from alongside.people.models import Account
from alongside.web.routes import ROUTES

TABS = (
    ("Overview", "partnership"),
    ("Sessions", "partnership-sessions"),
    ("Expectations", "expectations"),
    ("Agreement", "agreement"),
    ("Goals", "goals"),
    ("Reflections", "reflections"),
    ("Learning", "learning"),
    ("Opening doors", "opening-doors"),
    ("Papers", "papers"),
)
"""Words and route of each tab, in the order they have everywhere."""

PHASES = {
    "introduced": ("Introduced", "now"),
    "active": ("Under way", "done"),
    "paused": ("Paused", "waiting"),
    "ended": ("Ended", "quiet"),
}


@dataclass(frozen=True)
class Tab:
    """One tab as the page draws it; `current` is the value of aria-current, or empty."""

    label: str
    url: str
    current: Literal["page", "true", ""]


def partnership_page(
    partnership: Partnership, account: Account, *, tab: str, exactly: bool = True, path: bool = False
) -> dict[str, Any]:
    """The context of a template that extends `partnerships/partnership_page.html`.

    `tab` is the route of the current tab; `exactly` is False on a page below it. With `path` the page shows the
    path of stones, for which the partnership must come from `partnership_or_404` or `session_or_404`.
    """
    role = partnership.role_of(account)
    word, kind = PHASES[partnership.state]
    roles = partnership.rules.roles
    return {
        "partnership": partnership,
        "rules": partnership.rules,
        "role": role,
        "partner": partnership.partner_of(account),
        "partner_role": "mentor" if role == "mentee" else "mentee",
        "mentee_word": roles.mentee.singular,
        "mentor_word": roles.mentor.singular,
        "can_change": can_change_partnership(account, partnership),
        "phase_word": word,
        "phase_kind": kind,
        "tabs": _tabs(partnership, tab, "page" if exactly else "true"),
        "stones": stones_of(partnership) if path else (),
    }


def _tabs(partnership: Partnership, tab: str, current: Literal["page", "true"]) -> list[Tab]:
    rules = partnership.rules
    closed = set()
    if not rules.expectations.enabled:
        closed.add("expectations")
    if rules.agreement.use == "none":
        closed.add("agreement")
    if rules.learning_log is None:
        closed.add("learning")
    if not rules.sponsorship.is_offered:
        closed.add("opening-doors")
    return [
        Tab(label, reverse(route, kwargs={"partnership_id": partnership.pk}), current if route == tab else "")
        for label, route in TABS
        if route in ROUTES and route not in closed
    ]
