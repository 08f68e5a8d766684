"""Let somebody work in a body's office."""

import argparse

from alongside.cli import Trouble
from alongside.commands.arguments import email_address
from alongside.commands.environment import start

ROLES = ("coordinator", "director", "trainer", "auditor")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Body, person and role."""
    parser.add_argument("body", help="the body's short name in addresses")
    parser.add_argument("email", type=email_address, help="the person's address")
    parser.add_argument("role", choices=ROLES)


def run(options: argparse.Namespace) -> int:
    """Grant the role; granting it twice changes nothing."""
    start(with_key=True)
    from alongside.people.actions import find_or_create_account, grant_office_role  # noqa: PLC0415  needs the apps
    from alongside.people.models import Body  # noqa: PLC0415  needs the apps

    body = Body.objects.filter(slug=options.body).first()
    if body is None:
        raise Trouble(f"There is no body called {options.body}. Run `alongside create-body` first.")
    account = find_or_create_account(options.email, body=body)
    grant_office_role(body, by=None, account=account, role=options.role)
    print(f"{options.email} is {options.role} of {body.name}.")
    return 0
