"""Activities and rules for tests of credits."""

from datetime import date
from decimal import Decimal

from alongside.domain.cpd.activities import Activity, Kind
from alongside.domain.cpd.credit_rules import CreditRules
from alongside.domain.cpd.loading import load_credit_rules
from alongside.presets import preset_text

GUILD = """
format = 1
key = "guild"
name = "Guild points"
body = "Guild of Clockmakers"
unit = "point"
units = "points"
ask = "Ask the clerk of the Guild."

[[sources]]
title = "Guild handbook"
address = "https://guild.example/handbook"
read_on = 2026-01-01

[[versions]]
in_effect_from = 2020-01-01
needed = 10
carry_over = 3
[versions.cycle]
months = 12
first = 2020-02-29
[[versions.categories]]
key = "mentoring"
name = "Mentoring"
kinds = ["mentoring", "being_mentored"]
per_hour = 2
most = 8
[[versions.categories]]
key = "rest"
name = "Rest"
kinds = ["reading", "workshop"]
per_hour = 0.5
least_minutes = 30
once = true

[[versions]]
in_effect_from = 2026-01-01
needed = 12
[versions.cycle]
months = 12
first = 2020-02-29
[[versions.categories]]
key = "mentoring"
name = "Mentoring"
kinds = ["mentoring"]
"""
"""Rules of an invented body with everything in them that rules can say."""


def shipped(key: str) -> CreditRules:
    """The rules we ship under this key."""
    return loaded(preset_text("credit", key))


def loaded(text: str) -> CreditRules:
    """The rules in a text that is right."""
    rules, problems = load_credit_rules(text)
    assert problems == ()
    assert rules is not None
    return rules


def done(on: date, kind: Kind, hours: str, title: str = "", until: date | None = None) -> Activity:
    """An activity of one day, each with a title of its own."""
    return Activity(on, until or on, kind, title or f"{kind.value} on {on}", Decimal(hours))
