"""What every command that touches the database does first."""

import os

import django

from alongside.cli import Trouble


def start(*, with_key: bool = False) -> None:
    """Load the settings and the apps; `with_key` also demands the right master key."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "alongside.settings")
    django.setup()
    if with_key:
        require_master_key()


def require_master_key() -> None:
    """Refuse to go on without the key that opens this installation."""
    from django.db import Error  # noqa: PLC0415  needs the settings

    from alongside.vault.master import MasterKeyFault, check_master_key  # noqa: PLC0415  needs the apps

    try:
        check_master_key()
    except MasterKeyFault as fault:
        raise Trouble(str(fault)) from fault
    except Error as error:
        raise Trouble("The database is not set up yet. Run `alongside init` first.") from error
