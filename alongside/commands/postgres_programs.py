"""PostgreSQL's own programs for dumping and restoring, found and run with the installation's settings."""

import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from alongside.cli import Trouble


def run_program(name: str, database: Mapping[str, Any], *words: str) -> None:
    """Run one, connected to this database; the password goes by the environment, where no other user sees it."""
    command = [_find(name), "--no-password", *words]
    done = subprocess.run(command, env=_environment(database), capture_output=True, text=True, check=False)
    if done.returncode:
        raise Trouble(f"{name} failed: {done.stderr.strip() or 'it said nothing'}")


def _find(name: str) -> str:
    """ALONGSIDE_PG_BIN if set; else Debian's newest, as an older pg_dump refuses a newer server; else the PATH."""
    named = os.environ.get("ALONGSIDE_PG_BIN")
    debian = sorted(
        Path("/usr/lib/postgresql").glob("*/bin"), key=lambda folder: float(folder.parent.name), reverse=True
    )
    for folder in [Path(named)] if named else debian:
        if (folder / name).exists():
            return str(folder / name)
    found = None if named else shutil.which(name)
    if found is None:
        raise Trouble(
            f"{name} is not here. Install PostgreSQL's client, or name its folder in ALONGSIDE_PG_BIN."
        )
    return found


def _environment(database: Mapping[str, Any]) -> dict[str, str]:
    told = {
        "PGHOST": database.get("HOST"),
        "PGPORT": database.get("PORT"),
        "PGUSER": database.get("USER"),
        "PGPASSWORD": database.get("PASSWORD"),
        "PGDATABASE": database.get("NAME"),
        "PGSSLMODE": database.get("OPTIONS", {}).get("sslmode"),
    }
    return {**os.environ, **{name: str(value) for name, value in told.items() if value}}
