"""Write a backup, without the master key."""

import argparse
import tempfile
from importlib.metadata import version
from pathlib import Path

from alongside.cli import Trouble
from alongside.commands.environment import start


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Where to."""
    parser.add_argument(
        "out", type=Path, metavar="OUT.tar.gz", help="the file to write; it must not be there yet"
    )


def run(options: argparse.Namespace) -> int:
    """Write the archive while the installation goes on working, and say what is in it."""
    start(with_key=True)
    from django.conf import settings  # noqa: PLC0415  needs the settings
    from django.core.files.storage import default_storage  # noqa: PLC0415  needs the settings

    uploads = Path(default_storage.path("")).resolve()
    out = options.out.resolve()
    if out.exists():
        raise Trouble(f"{out} is there already. Choose another name: a backup never writes over another.")
    if not out.parent.is_dir() or out.is_relative_to(uploads):
        raise Trouble(
            f"A backup cannot be written to {out.parent}. Choose a folder outside the uploaded files."
        )
    _refuse_key_among(uploads, Path(settings.MASTER_KEY_FILE).resolve())
    rows, files = _write(out, uploads)
    print(f"{out} holds {rows:,} rows and {files:,} uploaded files ({out.stat().st_size / 1e6:,.1f} MB).")
    print(f"It does not hold the master key ({settings.MASTER_KEY_FILE}): keep that somewhere else.")
    print("Try it with `alongside restore-drill`: a backup that was never restored is a hope.")
    return 0


def _write(out: Path, uploads: Path) -> tuple[int, int]:
    from django.utils import timezone  # noqa: PLC0415  needs the settings

    from alongside.commands import database_copies, database_facts  # noqa: PLC0415  need the apps
    from alongside.commands.archive import Manifest, write_archive  # noqa: PLC0415  only when asked
    from alongside.journal.queries import chain_heads  # noqa: PLC0415  needs the apps

    with (
        tempfile.TemporaryDirectory(prefix=".backup-", dir=out.parent) as folder,
        database_copies.frozen_copy(Path(folder)) as (database, alias),
    ):
        manifest = Manifest(
            made_at=timezone.now().isoformat(timespec="seconds"),
            version=version("alongside"),
            engine=database_copies.engine(),
            counts=database_facts.row_counts(alias),
            migrations=database_facts.applied_migrations(alias),
            journal=chain_heads(alias),
            key_versions=database_facts.key_versions(alias),
        )
        write_archive(out, manifest, database, uploads)
    return sum(manifest.counts.values()), len(manifest.files) - 1


def _refuse_key_among(uploads: Path, key: Path) -> None:
    """Whoever has a backup with its key in it has everything."""
    from alongside.commands.archive import uploaded_files  # noqa: PLC0415  only when asked

    words = f"The master key lies among the uploaded files in {uploads}, so a backup would hold it. Move it away first."
    if key.is_relative_to(uploads):
        raise Trouble(words)
    text, size = key.read_bytes().strip(), key.stat().st_size
    for path in uploaded_files(uploads):
        if path.samefile(key) or (path.stat().st_size <= size + 4096 and text in path.read_bytes()):
            raise Trouble(words)
