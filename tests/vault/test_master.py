"""The master key: the right one starts the installation, any other stops it, and none is ever made unasked."""

import base64
from pathlib import Path

import pytest
from django.conf import LazySettings

from alongside.vault.ciphers import new_key
from alongside.vault.master import (
    MasterKeyFault,
    check_master_key,
    create_key_file,
    place_canary,
    read_key_file,
)
from alongside.vault.models import Canary, KeyWrap
from alongside.vault.notes import open_note, seal_note
from tests.vault.conftest import Pair


def _write(path: Path, **versions: bytes) -> None:
    path.write_text(
        "".join(f"{name[1:]}:{base64.b64encode(key).decode()}\n" for name, key in versions.items())
    )


@pytest.fixture
def key_file(tmp_path: Path, settings: LazySettings, db: None) -> Path:
    """An installation's key file, with its canary placed."""
    path = tmp_path / "keys" / "master.key"
    create_key_file(path)
    settings.MASTER_KEY_FILE = str(path)
    place_canary()
    return path


def test_the_right_key_starts(key_file: Path) -> None:
    check_master_key()


def test_a_new_key_file_is_its_owners_alone(key_file: Path) -> None:
    assert (key_file.stat().st_mode & 0o777, list(read_key_file(key_file))) == (0o400, [1])


def test_a_key_file_that_is_there_is_never_written_over(key_file: Path) -> None:
    before = key_file.read_text()
    with pytest.raises(FileExistsError):
        create_key_file(key_file)
    assert key_file.read_text() == before


def test_a_missing_key_file_stops_the_start_and_is_not_made(key_file: Path) -> None:
    key_file.unlink()
    with pytest.raises(MasterKeyFault, match="cannot be read"):
        check_master_key()
    assert not key_file.exists()


def test_another_installations_key_stops_the_start(key_file: Path) -> None:
    key_file.unlink()
    _write(key_file, v1=new_key())
    with pytest.raises(MasterKeyFault, match="another installation's key"):
        check_master_key()


@pytest.mark.parametrize("text", ["", "1", "1:short", "one:AAAA", "1:AAAA", "hello world", "1:" + "A" * 44])
def test_a_file_that_holds_no_key_stops_the_start(tmp_path: Path, text: str) -> None:
    path = tmp_path / "master.key"
    path.write_text(text)
    with pytest.raises(MasterKeyFault):
        read_key_file(path)


def test_an_installation_without_a_canary_does_not_start(key_file: Path) -> None:
    Canary.objects.all().delete()
    with pytest.raises(MasterKeyFault, match="no canary"):
        check_master_key()


def test_a_lost_version_stops_the_start(key_file: Path) -> None:
    keys = read_key_file(key_file)
    key_file.unlink()
    _write(key_file, v1=keys[1], v2=new_key())
    place_canary()
    check_master_key()
    _write(key_file, v1=keys[1])
    with pytest.raises(MasterKeyFault, match="lacks version 2"):
        check_master_key()


def test_after_a_new_version_old_texts_open_and_new_keys_use_it(
    pair: Pair, tmp_path: Path, settings: LazySettings
) -> None:
    note = seal_note("words", key=pair.shared, by=pair.alice, role="mentee", kind="record")
    old = read_key_file(Path(settings.MASTER_KEY_FILE))[1]
    path = tmp_path / "master.key"
    _write(path, v1=old, v2=new_key())
    settings.MASTER_KEY_FILE = str(path)
    from tests.vault.conftest import make_pair  # noqa: PLC0415  made under the new key

    make_pair("later")
    assert open_note(note, by=pair.bob, role="mentor") == "words"
    assert set(KeyWrap.objects.values_list("key_version", flat=True)) == {1, 2}
