"""Check that the journal was not altered, and that no old note was put back."""

import argparse

from alongside.commands.environment import start


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """No options."""


def run(options: argparse.Namespace) -> int:
    """Print every fault; 1 if there is one."""
    start(with_database=True)
    from alongside.journal.queries import verify_journal  # noqa: PLC0415  needs the apps
    from alongside.vault.verifying import replaced_notes  # noqa: PLC0415  needs the apps

    length, faults = verify_journal()
    faults += replaced_notes()
    for fault in faults:
        print(fault)
    if faults:
        print(f"The journal does not hold: {len(faults)} faults in {length:,} entries.")
        return 1
    print(
        f"The journal holds: {length:,} entries, every one in its place, and every note is the one it tells of."
    )
    print("It is tamper-evident up to the last head you noted elsewhere; a backup's manifest notes it.")
    return 0
