"""A problem in a scheme definition: where it is and what to do about it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing to put right.

    `path` leads to it as `plan.sessions[3].lead`; entries of a list count from 1, as an office counts.
    An empty path means the whole file. `sentence` says what to do.
    """

    path: str
    sentence: str

    def __str__(self) -> str:
        return f"{self.path}: {self.sentence}" if self.path else self.sentence


def path_to(*steps: str | int) -> str:
    """The path with list places, given from 0, written from 1: "sessions", 2 becomes `sessions[3]`."""
    path = ""
    for step in steps:
        if isinstance(step, int):
            path += f"[{step + 1}]"
        else:
            path += f".{step}" if path else step
    return path
