"""The master key: a file of its own outside database and backup, in one or more versions."""

import base64
import binascii
import os
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, transaction

from alongside.vault.ciphers import SealBroken, new_key, open_bytes, seal_bytes
from alongside.vault.models import Canary

CANARY = b"this master key opens this installation"


class MasterKeyFault(Exception):
    """The installation cannot start with this key file; the message says what to do."""


def read_key_file(path: Path) -> dict[int, bytes]:
    """Versions and keys of a key file: one `version:base64` a line, the highest version being the present one."""
    try:
        lines = path.read_text().split()
    except OSError as error:
        raise MasterKeyFault(
            f"The master key file {path} cannot be read. Put the key file back, or point ALONGSIDE_MASTER_KEY_FILE at it. "
            "Without it, private text stays closed; a new key would not open it."
        ) from error
    keys: dict[int, bytes] = {}
    for line in lines:
        version, _, encoded = line.partition(":")
        try:
            keys[int(version)] = base64.b64decode(encoded, validate=True)
        except (ValueError, binascii.Error) as error:
            raise MasterKeyFault(f"The master key file {path} has a line that is not version:key.") from error
    if not keys or any(len(key) != 32 for key in keys.values()):
        raise MasterKeyFault(f"The master key file {path} holds no complete key of 32 bytes.")
    return keys


@lru_cache(maxsize=4)
def _keys_of(path: str, _modified: int) -> dict[int, bytes]:
    return read_key_file(Path(path))


def master_keys() -> dict[int, bytes]:
    """All versions of the installation's master key."""
    path = Path(settings.MASTER_KEY_FILE)
    try:
        modified = path.stat().st_mtime_ns
    except OSError:
        modified = 0
    return _keys_of(str(path), modified)


def create_key_file(path: Path) -> None:
    """Write a fresh first key, readable by its owner alone; refuses to touch a file that is there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o400)
    with os.fdopen(handle, "w") as file:
        file.write(f"1:{base64.b64encode(new_key()).decode()}\n")


@transaction.atomic
def place_canary() -> None:
    """Seal the canary under every version of the key that has none yet. Called once, when the installation is made."""
    for version, key in master_keys().items():
        Canary.objects.get_or_create(
            key_version=version, defaults={"blob": seal_bytes(key, CANARY, f"canary:{version}")}
        )


def check_master_key() -> None:
    """Raise MasterKeyFault unless every canary opens: a wrong or missing key stops the start, and makes no new key."""
    for fault in unopened_canaries(master_keys()):
        raise MasterKeyFault(fault)


def unopened_canaries(keys: dict[int, bytes], using: str = DEFAULT_DB_ALIAS) -> Iterator[str]:
    """What is wrong with these keys for this database; nothing if they are its own."""
    canaries = list(Canary.objects.using(using).order_by("key_version"))
    if not canaries:
        yield "This installation has no canary yet. Run `alongside init` once to set it up."
    for canary in canaries:
        if canary.key_version not in keys:
            yield f"The master key file lacks version {canary.key_version}, under which text was sealed."
            continue
        try:
            open_bytes(keys[canary.key_version], canary.blob, f"canary:{canary.key_version}")
        except SealBroken:
            yield (
                "The master key file holds another installation's key: it does not open this database. "
                "Put the right key file in place; nothing was changed."
            )
