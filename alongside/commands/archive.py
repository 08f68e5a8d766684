"""The archive that a backup is: a database, the uploaded files, and a manifest that says what must be in it."""

import hashlib
import io
import json
import os
import shutil
import tarfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Final

from alongside.cli import Trouble

MANIFEST: Final = "manifest.json"
FORMAT: Final = 1
CHUNK: Final = 1 << 20


@dataclass
class Manifest:
    """What a backup holds, so that a drill can tell whether all of it came back."""

    made_at: str
    version: str
    engine: str
    counts: dict[str, int]
    migrations: list[str]
    journal: dict[str, dict[str, int | str]]
    key_versions: list[int]
    files: dict[str, str] = field(default_factory=dict)
    format: int = FORMAT


def write_archive(out: Path, manifest: Manifest, database: Path, uploads: Path) -> None:
    """Write the archive whole or not at all; only its owner may read it. Symbolic links are not followed."""
    unfinished = out.with_name(f".{out.name}.unfinished")
    handle = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            with tarfile.open(fileobj=file, mode="w:gz", compresslevel=6) as tar:
                _add(tar, manifest, database, database.name)
                for path in uploaded_files(uploads):
                    _add(tar, manifest, path, f"files/{path.relative_to(uploads).as_posix()}")
                _add_manifest(tar, manifest)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(out)
    finally:
        unfinished.unlink(missing_ok=True)


def uploaded_files(uploads: Path) -> Iterator[Path]:
    """Every regular file below the folder, in a fixed order."""
    for folder, folders, names in os.walk(uploads):
        folders.sort()
        for name in sorted(names):
            path = Path(folder, name)
            if path.is_file() and not path.is_symlink():
                yield path


def read_archive(path: Path, folder: Path) -> Manifest:
    """Unpack an archive into the folder; raises Trouble if it is not one of ours or would write elsewhere."""
    try:
        with tarfile.open(path, "r:gz") as tar:
            unpack(tar, folder)
        told: dict[str, Any] = json.loads((folder / MANIFEST).read_text())
        if told.get("format") != FORMAT:
            raise Trouble(f"{path} was written by a version of Alongside that this one does not know.")
        return Manifest(**told)
    except (OSError, EOFError, tarfile.TarError, ValueError, TypeError) as error:
        raise Trouble(f"{path} is not a whole backup of Alongside ({type(error).__name__}).") from error


def unpack(tar: tarfile.TarFile, folder: Path) -> None:
    """Write the files of an archive below the folder; raises ValueError at whatever we never put into one.

    Python 3.11 learnt to refuse hostile members by itself only in 3.11.4, and Debian 12 has an older one.
    """
    root = folder.resolve()
    for member in tar:
        path = (root / member.name).resolve()
        source = tar.extractfile(member) if member.isreg() else None
        if source is None or not path.is_relative_to(root) or path.exists():
            raise ValueError(member.name)
        path.parent.mkdir(parents=True, exist_ok=True)
        with source, path.open("xb") as target:
            shutil.copyfileobj(source, target, CHUNK)


def wrong_files(folder: Path, manifest: Manifest) -> list[str]:
    """A sentence for each file that is missing, altered or not told of."""
    found = {path.relative_to(folder).as_posix(): path for path in uploaded_files(folder)}
    found.pop(MANIFEST, None)
    faults = [f"{name} is missing." for name in sorted(manifest.files.keys() - found.keys())]
    faults += [
        f"{name} is not told of in the manifest." for name in sorted(found.keys() - manifest.files.keys())
    ]
    faults += [
        f"{name} is not as it was written."
        for name, path in sorted(found.items())
        if name in manifest.files and digest_of_file(path) != manifest.files[name]
    ]
    return faults


def digest_of_file(path: Path) -> str:
    """SHA-256 of a file's content."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def _add(tar: tarfile.TarFile, manifest: Manifest, path: Path, name: str) -> None:
    manifest.files[name] = digest_of_file(path)
    tar.add(path, arcname=name, recursive=False)


def _add_manifest(tar: tarfile.TarFile, manifest: Manifest) -> None:
    text = json.dumps(asdict(manifest), indent=1, sort_keys=True).encode()
    entry = tarfile.TarInfo(MANIFEST)
    entry.size, entry.mode = len(text), 0o600
    tar.addfile(entry, io.BytesIO(text))
