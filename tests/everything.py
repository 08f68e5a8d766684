"""Runs everything that must be right before a change lands; every step runs, whatever failed before."""

import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LOGS = ROOT / "test-results" / "logs"
BIN = Path(sys.executable).parent
PYTEST = (str(BIN / "pytest"), "--ignore=tests/journeys")
# The domain imports nothing of Django, so its tests cannot tell one database from another; nor can the tests that take a
# guard out of the program and ask whether the matrix notices. The matrix itself is asked on both.
SAME_ON_BOTH = ("--ignore=tests/domain", "--ignore=tests/security/test_guards.py")
PYTEST_POSTGRES = (*PYTEST, *SAME_ON_BOTH, "--database=postgres", "-n2")


@dataclass(frozen=True)
class Step:
    """One thing that is checked: its name, and the command that fails when it is wrong."""

    name: str
    command: tuple[str, ...]

    @property
    def log(self) -> Path:
        """Where the step's output is kept."""
        return LOGS / f"{self.name.replace(' ', '-')}.txt"

    @property
    def is_pytest(self) -> bool:
        """Whether its log ends with pytest's own closing line."""
        return self.command[0] == str(BIN / "pytest")


@dataclass(frozen=True)
class Result:
    """How a step ended, and after how many seconds."""

    step: Step
    passed: bool
    seconds: float


def step(name: str, program: str, *arguments: str) -> Step:
    """A step that runs a program of the virtual environment."""
    return Step(name, (str(BIN / program), *arguments))


# Lanes of one stage run side by side, the steps of a lane one after another: two cores are kept busy.
STAGES: tuple[tuple[tuple[Step, ...], ...], ...] = (
    (
        (
            step("ruff", "ruff", "check"),
            step("format", "ruff", "format", "--check"),
            step("templates", "djlint", "alongside", "--lint", "--quiet"),
            step("imports", "lint-imports"),
            step("types", "mypy"),
        ),
        (Step("journeys in Chromium", (str(BIN / "pytest"), "tests/journeys")),),
    ),
    ((Step("tests on SQLite", (*PYTEST, "-n2")),),),
    ((Step("tests on PostgreSQL", PYTEST_POSTGRES),),),
)


def run(step: Step) -> Result:
    """Run one step, keep its output in its log, and say at once how it went."""
    begun = time.monotonic()
    with step.log.open("wb") as log:
        ended = subprocess.run(
            step.command, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT
        )
    result = Result(step, ended.returncode == 0, time.monotonic() - begun)
    print(_line(result), flush=True)
    if not result.passed:
        print(step.log.read_text(errors="replace"), flush=True)
    return result


def run_stage(lanes: Sequence[Sequence[Step]]) -> list[Result]:
    """Run the lanes side by side, and the steps of each in their order."""
    with ThreadPoolExecutor(len(lanes)) as pool:
        return [
            result
            for results in pool.map(lambda lane: [run(one) for one in lane], lanes)
            for result in results
        ]


def closing_lines(results: Sequence[Result]) -> list[str]:
    """Why pytest left tests out, and its own closing lines, the last of all."""
    logs = [
        result.step.log.read_text(errors="replace").splitlines()
        for result in results
        if result.step.is_pytest
    ]
    skips = [line for log in logs for line in log if line.startswith("SKIPPED")]
    return [*skips, *(log[-1] for log in logs if log)]


def main() -> int:
    """Run every stage; returns 0 only when every step passed."""
    shutil.rmtree(LOGS.parent, ignore_errors=True)
    LOGS.mkdir(parents=True)
    begun = time.monotonic()
    results = [result for lanes in STAGES for result in run_stage(lanes)]
    failed = [result.step.name for result in results if not result.passed]
    print("\nSummary")
    for result in results:
        print(_line(result))
    print(
        f"{time.monotonic() - begun:.0f} s in all; "
        + (f"failed: {', '.join(failed)}" if failed else "all is well")
    )
    print("\n".join(closing_lines(results)), flush=True)
    return 1 if failed else 0


def _line(result: Result) -> str:
    return f"{'passed' if result.passed else 'FAILED'}  {result.step.name:<22}{result.seconds:6.1f} s"


if __name__ == "__main__":
    sys.exit(main())
