"""Add a professional body, or an employer, to this installation."""

import argparse

from alongside.cli import Trouble
from alongside.commands.arguments import email_address, line, short_name, time_zone
from alongside.commands.environment import start


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The body's names and its first director."""
    parser.add_argument("slug", type=short_name, help="short name in addresses, such as imi")
    parser.add_argument("--name", type=line(200), required=True, help="full name")
    parser.add_argument(
        "--short-name", type=line(40), help="name in tight places; the slug in capitals if left out"
    )
    parser.add_argument(
        "--contact", type=email_address, required=True, help="address where members reach the office"
    )
    parser.add_argument(
        "--director",
        type=email_address,
        required=True,
        help="email of the first director, who grants other roles",
    )
    parser.add_argument(
        "--employer", action="store_true", help="its members work for it; their scheme's page says so"
    )
    parser.add_argument(
        "--time-zone",
        type=time_zone,
        default="Europe/London",
        help="the office's time zone (Europe/London)",
    )


def run(options: argparse.Namespace) -> int:
    """Create the body and grant its first director role."""
    start(with_key=True)
    from django.db import transaction  # noqa: PLC0415  needs the settings

    from alongside.people import actions  # noqa: PLC0415  needs the apps
    from alongside.people.models import Body  # noqa: PLC0415  needs the apps

    if Body.objects.filter(slug=options.slug).exists():
        raise Trouble(f"There is a body called {options.slug} already.")
    with transaction.atomic():
        body = actions.create_body(
            slug=options.slug,
            name=options.name,
            short_name=options.short_name or options.slug.upper(),
            contact_email=options.contact,
            time_zone=options.time_zone,
            kind=Body.EMPLOYER if options.employer else Body.PROFESSION,
        )
        director = actions.find_or_create_account(options.director, body=body)
        actions.grant_office_role(body, by=None, account=director, role="director")
    print(f"{body.name} is set up. {options.director} is its director and signs in by emailed link.")
    return 0
