"""Measure the engine beside its peers in one run and print ratios: `make bench-matching`.

CPU seconds, because other work on the machine would spoil wall-clock time; one core each. `--large` adds a
million mentees (some 20 GB and ten minutes). `MENTOR_MATCH_PYTHON` names a Python that has the mentor-match
package.
"""

import argparse
import math
import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import perf_counter, process_time

import numpy as np

from alongside.domain.matching.candidates import best_candidates
from alongside.domain.matching.certificate import Certificate, verify
from alongside.domain.matching.instance import Instance, free_places
from alongside.domain.matching.kernel import choose_kernel
from alongside.domain.matching.lexicographic import optimise
from alongside.domain.matching.losses import Losses
from bench.matching.instances import coded, dense, sparse
from bench.matching.peers import network_flow

REPOSITORY = Path(__file__).resolve().parents[2]
SAMPLES = Path(os.environ.get("ALONGSIDE_SHARED_DATA", REPOSITORY.parent / "shared" / "data"))


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def timed(work: Callable[[], Certificate]) -> tuple[float, Certificate]:
    started = process_time()
    found = work()
    return process_time() - started, found


def solved(instance: Instance) -> tuple[float, Certificate]:
    """CPU seconds from numbers to certificate; fails where the checker does not accept it."""
    seconds, found = timed(lambda: optimise(instance, choose_kernel(instance)))
    if problems := verify(instance, found):
        raise RuntimeError(" ".join(problems))
    return seconds, found


def row(task: str, ours: float, bar: str, theirs: float | None = None, peer: str = "") -> None:
    ratio = "" if theirs is None else f"{theirs / ours:.1f} x {peer} ({theirs:.2f} s)"
    say(f"| {task} | {ours:.3f} s | {ratio} | {bar} |")


def child_seconds(words: list[str | Path]) -> float:
    """CPU seconds of another program from start to end."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(
        [str(word) for word in words], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def whole_command() -> None:
    folder = SAMPLES / "civil-service-sample"
    lists = [folder / f"sample_data_large_{role}.csv" for role in ("mentees", "mentors")]
    if not lists[0].exists():
        say("| Civil Service 500 x 500 | the sample is not here | | |")
        return
    rules = REPOSITORY / "alongside" / "presets" / "matching" / "civil-service.toml"
    command: list[str | Path] = [
        sys.executable,
        "-m",
        "alongside",
        "match",
        "--mentees",
        lists[0],
        "--mentors",
        lists[1],
    ]
    command += ["--rules", rules, "--out", Path(tempfile.gettempdir()) / "alongside-bench.csv"]
    ours = min(child_seconds(command) for _ in range(3))
    peer = os.environ.get("MENTOR_MATCH_PYTHON")
    theirs = child_seconds([peer, Path(__file__).with_name("mentor_match_peer.py"), *lists]) if peer else None
    row("Civil Service 500 x 500, whole command", ours, "0.97 s", theirs, "mentor-match 7.0.1, one round")


def dense_markets() -> None:
    solved(dense(1000, 500))
    ours, _ = solved(dense(1000, 500))
    row("1,000 x 500 dense, five levels to certificate", ours, "0.19 s")
    instance = dense(1333, 667)
    ours, found = solved(instance)
    Losses(instance, found).of_pairs()
    more, _ = timed(lambda: (Losses(instance, found).of_pairs(), found)[1])
    row("2,000 people, five levels, certificate", ours, "1 s with regrets")
    row("2,000 people, exact regret of every pair", more, "1 s in all")


def sparse_markets(mentees: int, supplies: tuple[float, ...]) -> None:
    for supply in supplies:
        instance = sparse(mentees, supply)
        ours, found = solved(instance)
        theirs, pairs, fit = network_flow(instance)
        if (pairs, fit) != found.values:
            raise RuntimeError(f"The optima differ: {(pairs, fit)} and {found.values}.")
        row(f"{mentees:,} mentees, supply {supply}", ours, "", theirs, "SimpleMinCostFlow")


def arrivals() -> None:
    instance = sparse(100_000, 1.2)
    _, found = solved(instance)
    left = free_places(instance, found.seat)
    new = sparse(100, 1.0, seed=1)
    spread = np.sort(np.random.default_rng(2).integers(0, len(left), len(new.seat)))
    newcomers = Instance(100, left, new.mentee, spread[np.lexsort((spread, new.mentee))], new.levels)
    solved(newcomers)
    ours, _ = solved(newcomers)
    row("100 arrivals into 100,000 solved, nobody told moved", ours, "0.010 s")


def candidates(mentees: int, mentors: int) -> None:
    """Wall-clock time on two cores, as that is what the limit is about; every allowed pair is looked at."""
    weights = np.arange(1, 27), np.array([5, 3])
    some, others = coded(mentees, seed=3), coded(mentors, seed=4)
    best_candidates(some.part(slice(0, 2)), others, *weights)
    started = perf_counter()
    found, _ = best_candidates(some, others, *weights, threads=2)
    seconds = perf_counter() - started
    if (found < 0).any(axis=1).mean() > 0.2:  # the most senior have nobody above them
        raise RuntimeError("Too few have 20 candidates for this to be a measure.")
    bar = "300 s" if (mentees, mentors) == (1_000_000, 500_000) else ""
    row(f"20 candidates each, {mentees:,} x {mentors:,}, two cores (clock)", seconds, bar)


def growth() -> None:
    sizes = (1_000, 3_000, 10_000, 30_000, 100_000, 300_000)
    for supply in (1.2, 0.8):
        seconds = [min(solved(sparse(size, supply))[0] for _ in range(2)) for size in sizes]
        slope = np.polyfit([math.log(size) for size in sizes], [math.log(second) for second in seconds], 1)[0]
        say(f"| time against size, 1,000 to 300,000, supply {supply} | size ^ {slope:.2f} | | near 1 |")


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure the matching engine beside its peers.")
    parser.add_argument("--large", action="store_true", help="add a million mentees")
    options = parser.parse_args()
    for supply in (1.2, 0.5):
        solved(sparse(2_000, supply))
    say("| task | ours, CPU | against | bar |\n|---|---|---|---|")
    whole_command()
    dense_markets()
    sparse_markets(100_000, (1.2, 1.05, 1.0, 0.8))
    arrivals()
    candidates(20_000, 50_000)
    growth()
    if options.large:
        candidates(1_000_000, 500_000)
        sparse_markets(1_000_000, (1.2, 1.0))
    say(
        f"\nPeak memory of this process: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20:.2f} GiB"
    )


if __name__ == "__main__":
    main()
