"""What an archive may not hold."""

import io
import tarfile
from pathlib import Path

import pytest

from alongside.commands.archive import unpack


def archive_of(*members: tuple[str, bytes], name: str = "x") -> tarfile.TarFile:
    """An archive with these names, each of this kind."""
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as tar:
        for path, kind in members:
            entry = tarfile.TarInfo(path)
            entry.type, entry.linkname = kind, name
            tar.addfile(entry, io.BytesIO())
    buffer.seek(0)
    return tarfile.open(fileobj=buffer)


def test_files_are_unpacked_with_their_folders(tmp_path: Path) -> None:
    unpack(archive_of(("a", tarfile.REGTYPE), ("files/b/c", tarfile.REGTYPE)), tmp_path)
    found = sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file())
    assert found == ["a", "files/b/c"]


@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE, tarfile.CHRTYPE])
def test_what_is_no_plain_file_is_refused(tmp_path: Path, kind: bytes) -> None:
    with pytest.raises(ValueError, match="way-out"):
        unpack(archive_of(("way-out", kind)), tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("path", ["../escaped", "/tmp/../escaped", "files/../../escaped"])
def test_nothing_is_written_elsewhere(tmp_path: Path, path: str) -> None:
    folder = tmp_path / "inside"
    folder.mkdir()
    with pytest.raises(ValueError, match="escaped"):
        unpack(archive_of((path, tarfile.REGTYPE)), folder)
    assert list(tmp_path.rglob("*")) == [folder]


def test_a_file_that_comes_twice_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="twice"):
        unpack(archive_of(("twice", tarfile.REGTYPE), ("twice", tarfile.REGTYPE)), tmp_path)
