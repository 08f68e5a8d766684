"""What the command writes: pairs as CSV, the whole result with its certificate as JSON; all of it or
nothing.
"""

import json
import os
from collections.abc import Mapping
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from alongside.domain.matching.certificate import Certificate, Threshold
from alongside.domain.matching.result import Pair, Result
from alongside.spreadsheets.matching.problem import InputProblem
from alongside.spreadsheets.writing import csv_bytes


def pairs_csv(result: Result) -> bytes:
    """One row per pair, with the reasons about both by name."""
    rows = [
        (pair.mentee, pair.mentor, pair.fit, " ".join(reason.about_both for reason in pair.reasons))
        for pair in result.pairs
    ]
    return csv_bytes(("mentee", "mentor", "fit", "reasons"), rows)


def result_json(result: Result, problems: tuple[str, ...], seconds: float) -> bytes:
    """Everything that a program or a doubter needs."""
    told: dict[str, Any] = {
        "matched": len(result.pairs),
        "total_value": sum(pair.fit for pair in result.pairs),
        "exact": not problems,
        "seconds": round(seconds, 3),
        "levels": [
            {"objective": level.objective, "value": level.value, "means": level.sentence}
            for level in result.levels
        ],
        "pairs": [_pair(pair) for pair in result.pairs],
        "unmatched": [
            {"mentee": left.mentee, "cause": left.cause, "sentence": left.sentence}
            for left in result.unmatched
        ],
        "unused_places": dict(result.unused),
        "certificate": certificate_data(result.certificate),
    }
    return as_json(told)


def _pair(pair: Pair) -> dict[str, Any]:
    reasons = [
        {
            "criterion": reason.criterion,
            "sentence": reason.sentence,
            "to_mentor": reason.to_mentor,
            "about_both": reason.about_both,
        }
        for reason in pair.reasons
    ]
    return {"mentee": pair.mentee, "mentor": pair.mentor, "fit": pair.fit, "reasons": reasons}


def certificate_data(certificate: Certificate) -> dict[str, Any]:
    """The proof in plain numbers, in the order of the people whom the solver saw."""
    steps: list[dict[str, Any]] = []
    for step in certificate.steps:
        prices = {"mentee_gains": step.gain.tolist(), "seat_prices": step.price.tolist()}
        if isinstance(step, Threshold):
            steps.append({"levels": [step.level], "worst": step.worst, **prices})
        else:
            steps.append({"levels": list(step.levels), "coefficients": list(step.coefficients), **prices})
    return {"values": list(certificate.values), "seats": certificate.seat.tolist(), "steps": steps}


def as_json(told: Mapping[str, Any]) -> bytes:
    """UTF-8 with one line per entry of the first level, so that it can be read as well as parsed."""
    lines = (f"{json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}" for key, value in told.items())
    return ("{\n" + ",\n".join(lines) + "\n}\n").encode()


def write_all(files: Mapping[Path, bytes]) -> None:
    """Write every file, or none: each goes beside its place first and is moved there at the end."""
    ready: list[tuple[str, Path]] = []
    try:
        for path, data in files.items():
            with NamedTemporaryFile(dir=path.parent, delete=False) as target:
                ready.append((target.name, path))
                target.write(data)
        while ready:
            written, path = ready.pop()
            os.replace(written, path)
    except OSError as error:
        raise InputProblem(
            f"{error.filename or 'The output'} cannot be written: {error.strerror}."
        ) from error
    finally:
        for written, _ in ready:
            Path(written).unlink(missing_ok=True)
