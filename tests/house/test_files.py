"""What others wrote is unchanged, migrations are complete, and the tests stay on this machine."""

import hashlib
import socket
from pathlib import Path

import pytest
from django.core.management import call_command

from tests.house.source import ROOT
from tests.plugins.network import NetworkRefusedError

VENDORED = [ROOT / "tests" / "vendor", ROOT / "alongside" / "web" / "static" / "vendor"]


@pytest.mark.parametrize("folder", VENDORED, ids=lambda folder: str(folder.relative_to(ROOT)))
def test_vendored_files_are_those_that_were_listed(folder: Path) -> None:
    lines = (folder / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    ours = {"SHA256SUMS", "README.md"}
    listed = {name.lstrip("*./"): digest for digest, name in (line.split(maxsplit=1) for line in lines)}
    files = [path for path in folder.rglob("*") if path.is_file() and path.name not in ours]
    present = {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}
    assert present == {name: digest for name, digest in listed.items() if name not in ours}


@pytest.mark.django_db
def test_no_model_waits_for_its_migration() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=1)


def test_a_connection_to_another_machine_is_refused() -> None:
    with pytest.raises(NetworkRefusedError), socket.socket() as outward:
        outward.connect(("192.0.2.1", 80))


def test_a_name_of_another_machine_is_not_looked_up() -> None:
    with pytest.raises(NetworkRefusedError):
        socket.create_connection(("example.org", 80))


def test_a_connection_to_this_machine_is_let_through() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(server.getsockname()).close()
