"""A first small world, made through the product's own actions."""

from collections.abc import Callable
from datetime import timedelta

from django.utils import timezone

from alongside.people.actions import create_body, enrol_member, find_or_create_account, grant_office_role
from alongside.presets import preset_text
from alongside.schemes.actions import start_scheme


def load_world(*, members: int = 0, say: Callable[[str], None]) -> None:
    """One body with its office, a scheme and some members."""
    body = create_body(
        slug="imi",
        name="Institute of Medical Illustrators",
        short_name="IMI",
        contact_email="office@imi.example",
    )
    for name, role in (("Dan", "director"), ("Carol", "coordinator")):
        account = find_or_create_account(f"{name.lower()}@imi.example", given_name=name)
        grant_office_role(body, by=None, account=account, role=role)
    start_scheme(
        body,
        by=None,
        text=preset_text("schemes", "imi"),
        today=timezone.localdate() - timedelta(days=365),
    )
    for number in range(max(members, 4)):
        name = ("Alice", "Bob", "Erin", "Frank")[number] if number < 4 else f"Member {number}"
        enrol_member(body, by=None, email=f"member{number}@imi.example", given_name=name)
    say("One body, its office and its members are there.")
