"""Looks for a phrase wherever a program leaves something behind, in every dress that bytes wear there."""

import base64
import gzip
import io
import subprocess
import tarfile
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from django.contrib.sessions.models import Session
from django.db import connection

from alongside.commands.archive import unpack
from tests.plugins.postgres import choose_owner, find_programs


def dresses(phrase: str) -> list[bytes]:
    """The phrase as UTF-8, UTF-16, hexadecimal and base64 at each of its three alignments."""
    plain = phrase.encode()
    found = [plain, phrase.encode("utf-16-le"), phrase.encode("utf-16-be"), plain.hex().encode()]
    for before in range(3):
        encoded = base64.b64encode(b"\0" * before + plain)
        found += [encoded[4 if before else 0 : -4], encoded[4 if before else 0 : -4].replace(b"+", b"-")]
    return found


def has(phrase: str, data: bytes) -> bool:
    """Whether the phrase is in there, in any dress, also below one layer of compression."""
    return any(dress in layer for layer in _layers(data) for dress in dresses(phrase))


def _layers(data: bytes) -> Iterator[bytes]:
    yield data
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            yield from (packed.read(name) for name in packed.namelist())
    for open_layer in (gzip.decompress, zlib.decompress):
        try:
            yield open_layer(data)
        except (OSError, zlib.error, EOFError):
            continue


def files_under(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Every file below a folder, with what is in it."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield str(path), path.read_bytes()


def database_files() -> Iterator[tuple[str, bytes]]:
    """SQLite's file with its write-ahead log; of PostgreSQL every row of every table as it prints it."""
    if connection.vendor == "sqlite":
        path = Path(str(connection.settings_dict["NAME"]))
        yield from ((str(one), one.read_bytes()) for one in path.parent.glob(f"{path.name}*"))
        return
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT t::text FROM "{table}" t')  # noqa: S608  the names come from the catalogue
            yield f"table {table}", "\n".join(row[0] for row in cursor.fetchall()).encode()


def sessions_and_cache() -> Iterator[tuple[str, bytes]]:
    """Both tables opened: they hold what they hold signed, packed or pickled."""
    for session in Session.objects.all():
        yield "a session", repr(session.get_decoded()).encode()
    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key, value FROM cache")
        for key, value in cursor.fetchall():
            yield f"cache {key}", base64.b64decode(value)


def archive_members(path: Path, folder: Path) -> Iterator[tuple[str, bytes]]:
    """A backup unpacked."""
    with tarfile.open(path) as archive:
        unpack(archive, folder)
    for name, data in files_under(folder):
        yield name, _as_statements(Path(name)) if data.startswith(b"PGDMP") else data


def _as_statements(dump: Path) -> bytes:
    """What PostgreSQL would restore from its own packed format."""
    program = find_programs(choose_owner())[0] / "pg_restore"
    return subprocess.run([program, "--file=-", dump], capture_output=True, check=True).stdout


def letters(box: list[Any]) -> Iterator[tuple[str, bytes]]:
    """Mails as they leave, and every part of them as it reads."""
    for letter in box:
        message: EmailMessage = letter.message()
        yield "a mail", message.as_bytes()
        for part in message.walk():
            if not part.is_multipart():
                yield (
                    f"a part of a mail ({part.get_content_type()})",
                    bytes(part.get_payload(decode=True) or b""),
                )


def hits(phrase: str, rows: Iterable[tuple[str, bytes]]) -> list[str]:
    """Where the phrase was found."""
    return [name for name, data in rows if has(phrase, data)]
