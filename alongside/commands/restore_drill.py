"""Prove that a backup can be restored."""

import argparse
import tempfile
import time
from collections.abc import Iterable
from itertools import islice
from pathlib import Path
from typing import Final

from alongside.cli import Trouble
from alongside.commands.archive import Manifest, read_archive, wrong_files
from alongside.commands.environment import start

SHOWN: Final = 5


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which backup, and the key if private text is to be tried too."""
    parser.add_argument("backup", type=Path, help="the file that `alongside backup` wrote")
    parser.add_argument("--key", type=Path, help="the master key file; without it, private text stays closed")


def run(options: argparse.Namespace) -> int:
    """Restore beside the installation, check everything, throw it away again: 0 if all is there, 1 if not."""
    start()
    began = time.monotonic()
    keys = _read_keys(options.key) if options.key else None
    report = Report()
    with tempfile.TemporaryDirectory(prefix="alongside-drill-") as name:
        folder = Path(name)
        manifest = read_archive(options.backup, folder)
        print(f"Backup of {manifest.made_at}, Alongside {manifest.version}, {manifest.engine}")
        report.note("Every file is there as it was written", wrong_files(folder, manifest))
        if report.is_sound():
            _try_database(folder, manifest, keys, report)
    took = f"{time.monotonic() - began:,.1f} seconds"
    if not report.is_sound():
        print(f"This backup is NOT good: see above. ({took})")
        return 1
    print(f"This backup is good. ({took})")
    return 0


class Report:
    """Prints each check with the time it took, and remembers whether all were passed."""

    def __init__(self) -> None:
        self._faults = 0
        self._since = time.monotonic()

    def is_sound(self) -> bool:
        """Whether nothing has failed so far."""
        return not self._faults

    def note(self, words: str, faults: Iterable[str]) -> None:
        """One check: its name, and what is wrong, of which a few are shown."""
        shown = list(islice(faults, SHOWN + 1))
        now = time.monotonic()
        print(f"  {'NOT SO' if shown else 'yes':>6}  {words} ({now - self._since:.1f} s)", flush=True)
        for fault in shown[:SHOWN]:
            print(f"          {fault}")
        if len(shown) > SHOWN:
            print("          and more")
        self._faults += len(shown)
        self._since = now


def _read_keys(path: Path) -> dict[int, bytes]:
    from alongside.vault.master import MasterKeyFault, read_key_file  # noqa: PLC0415  needs the apps

    try:
        return read_key_file(path)
    except MasterKeyFault as fault:
        raise Trouble(str(fault)) from fault


def _try_database(folder: Path, manifest: Manifest, keys: dict[int, bytes] | None, report: Report) -> None:
    from alongside.commands import database_copies as copies  # noqa: PLC0415  needs the apps
    from alongside.commands import database_facts as facts  # noqa: PLC0415  needs the apps
    from alongside.journal.queries import chain_heads, verify_journal  # noqa: PLC0415  needs the apps
    from alongside.vault.verifying import replaced_notes  # noqa: PLC0415  needs the apps

    with copies.brought_back(folder, manifest.engine) as alias:
        report.note("The database is whole", copies.broken_pages(alias))
        rows = sum(manifest.counts.values())
        report.note(f"All {rows:,} rows are there", facts.wrong_counts(alias, manifest.counts))
        if not report.is_sound():
            return
        run, faults = facts.bring_up_to_date(alias, manifest.migrations)
        report.note(f"Its migrations fit this version{f', after running {run} more' if run else ''}", faults)
        if not report.is_sound():
            return
        length, broken = verify_journal(alias)
        report.note(f"The journal of {length:,} entries holds", broken)
        same = chain_heads(alias) == manifest.journal
        report.note(
            "The journal ends where the manifest says",
            [] if same else ["Its heads are not those that the manifest notes."],
        )
        report.note("Every note is the one that the journal tells of", replaced_notes(alias))
        report.note("Every uploaded file is there", facts.missing_uploads(alias, manifest.files))
        _try_key(alias, keys, report)


def _try_key(alias: str, keys: dict[int, bytes] | None, report: Report) -> None:
    from alongside.vault.master import unopened_canaries  # noqa: PLC0415  needs the apps
    from alongside.vault.verifying import closed_texts, count_sealed  # noqa: PLC0415  needs the apps

    sealed = count_sealed(alias)
    if keys is None:
        print(f"          {sealed:,} private texts stay closed: no key was given. Try --key as well.")
        return
    wrong = list(unopened_canaries(keys, alias))
    report.note("The key is this installation's", wrong)
    if not wrong:
        report.note(f"All {sealed:,} private texts open with the key", closed_texts(keys, alias))
