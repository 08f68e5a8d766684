"""The world of the demonstration: its bodies and a year of their schemes, lived through the product's own actions."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.test.utils import override_settings
from django.utils import timezone

from alongside.cpd.actions.sessions import record_hours_of_everybody
from alongside.demo.bodies import BODIES
from alongside.demo.crowd import Crowd
from alongside.demo.enlarging import enlarge
from alongside.demo.names import plain
from alongside.demo.past import History, at
from alongside.demo.stage import DAYS, Plan, Stage
from alongside.enrolment.models import Application
from alongside.notices.outbox import send_waiting
from alongside.people.actions import create_body, find_or_create_account, grant_office_role
from alongside.people.models import Account, Body
from alongside.presets import preset_text
from alongside.schemes.actions import start_scheme

SEED: Final = 2026
Say = Callable[[str], None]


def load_world(*, members: int = 0, share: float = 1.0, say: Say) -> None:
    """Make the world up to this moment, with all its people or a share of them.

    With `members`, the first body's list is enlarged to so many by an import.
    """
    now = timezone.now().replace(microsecond=0)
    quiet = override_settings(EMAIL_BACKEND="django.core.mail.backends.dummy.EmailBackend")
    history = History()
    # One transaction: a demonstration that was stopped half way is made anew, and nothing waits for the disk.
    with quiet, transaction.atomic():
        stages = [_set_up(plan, history, now, seed, share) for seed, plan in enumerate(BODIES, start=SEED)]
        say(
            f"{len(BODIES)} bodies are set up. Living through a year of applications, matches and partnerships …"
        )
        for plan, stage in zip(BODIES, stages, strict=True):
            plan.live(stage)
        happened = history.live(now)
        say(f"{happened:,} things happened; {Application.objects.count():,} people applied.")
        with at(now):
            record_hours_of_everybody(now)
        send_waiting()
    if members:
        enlarge(stages[0].scheme.body, members, say)


def _set_up(plan: Plan, history: History, now: datetime, seed: int, share: float) -> Stage:
    """A body with its office, its scheme and the members who never apply."""
    start = (now - timedelta(days=DAYS)).replace(hour=10, minute=12) + timedelta(minutes=seed - SEED)
    with at(start):
        body = create_body(
            slug=plan.slug,
            name=plan.name,
            short_name=plan.short_name,
            contact_email=f"office@{plan.slug}.example",
            time_zone=plan.time_zone,
        )
    office = {}
    for place, (given, family, role) in enumerate(plan.office):
        with at(start + timedelta(seconds=place)):
            office[role] = _staff(body, given, family, role)
    with at(start + timedelta(seconds=len(plan.office))):
        text = preset_text("schemes", plan.preset)
        scheme = start_scheme(body, by=office["director"], text=text, today=start.date())
        crowd = Crowd(body, plan.place, plan.voice, seed)
        for _ in range(round(plan.quiet_members * share)):
            crowd.member(years=crowd.chance.uniform(0.5, 30))
    return Stage(history, scheme, crowd, plan.voice, office, now, share)


def _staff(body: Body, given: str, family: str, role: str) -> Account:
    account = find_or_create_account(
        f"{plain(given)}@{body.slug}.example", given_name=given, family_name=family, body=body
    )
    grant_office_role(body, by=None, account=account, role=role)
    return account
