"""Set up a new installation."""

import argparse
import secrets
from pathlib import Path

from alongside.cli import Trouble
from alongside.commands.environment import database_is_silent, start


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """No options: everything comes from the environment."""


def run(options: argparse.Namespace) -> int:
    """Write the secret and the master key if this is a new installation, migrate, place the canary."""
    start()
    from django.conf import settings  # noqa: PLC0415  needs the settings
    from django.db import Error  # noqa: PLC0415  needs the settings

    from alongside.vault.master import MasterKeyFault  # noqa: PLC0415  needs the apps

    try:
        prepare_installation()
    except MasterKeyFault as fault:
        raise Trouble(str(fault)) from fault
    except Error as error:
        raise Trouble(database_is_silent(error)) from error
    print(f"Ready. The master key is {settings.MASTER_KEY_FILE}.")
    print(
        "Copy it to a safe place that is not your backup: without it, private text can never be read again."
    )
    return 0


def prepare_installation() -> None:
    """Make what is missing and nothing else; an installation that has sealed text never gets a new key."""
    from django.conf import settings  # noqa: PLC0415  needs the settings
    from django.core.management import call_command  # noqa: PLC0415  needs the settings

    from alongside.vault.master import check_master_key, create_key_file, place_canary  # noqa: PLC0415  needs the apps
    from alongside.vault.models import Canary  # noqa: PLC0415  needs the apps

    data = Path(settings.DATA)
    # What members entrust to the body lies here: nobody else on the machine looks into a folder that we make.
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    secret = data / "secret.key"
    if not settings.SECRET_IS_SET and not secret.exists():
        secret.write_text(secrets.token_urlsafe(50))
        secret.chmod(0o400)
    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    key_file = Path(settings.MASTER_KEY_FILE)
    if not Canary.objects.exists():
        if not key_file.exists():
            create_key_file(key_file)
        place_canary()
    check_master_key()
