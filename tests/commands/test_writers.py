"""Eight writers at once on SQLite: nobody ever meets a locked database."""

import json
import subprocess
import sys

import pytest

from tests.commands.processes import clean_environment
from tests.shared_data import REPOSITORY


@pytest.mark.timeout(180)
def test_eight_writers_never_find_the_database_locked() -> None:
    done = subprocess.run(
        [sys.executable, str(REPOSITORY / "bench" / "writers.py"), "--seconds", "5"],
        env=clean_environment(PYTHONPATH=str(REPOSITORY)),
        capture_output=True,
        text=True,
        timeout=170,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    report = json.loads(done.stdout)
    assert (report["locked"], report["other_errors"], report["journal_faults"]) == (0, [], [])
    assert len(report["by_action"]) == 5
    assert min(report["by_action"].values()) > 0
