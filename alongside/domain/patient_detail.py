"""Looks for what may point to a patient in somebody's own text, so that a page can say so gently; it never blocks."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class PatientDetail:
    """Something that may point to a patient: the words as they stand, and a sentence about their kind."""

    kind: str
    words: str
    advice: str


ADVICE: Final = {
    "NHS number": "This looks like an NHS or CHI number.",
    "hospital number": "This looks like a hospital number.",
    "date of birth": "This looks like a date of birth.",
    "name": "This looks like a patient's name.",
    "initials": "These look like a patient's initials.",
    "postcode": "This looks like a postcode.",
    "bed": "This says in which bed somebody lay.",
}
"""A sentence for each kind."""

_DAY = (
    r"(?:\d{1,2}[/.\- ]\d{1,2}[/.\- ](?:\d{4}|\d{2})|\d{4}-\d{2}-\d{2}|"
    r"\d{1,2}(?:st|nd|rd|th)? (?:of )?[A-Z][a-z]{2,8},? \d{4})"
)
_BORN = r"(?i:\bd\.?\s?o\.?\s?b\b\.?|\bdate of birth\b|\bborn\b|\bbirth\s?date\b)"
_PATIENT = r"(?i:\bpatient|\bpt\.?|\bclient)"
_NUMBER_WORD = r"(?i:number|no\.?|nr\.?|num\.?|#)"

_PATTERNS: Final[tuple[tuple[str, re.Pattern[str]], ...]] = (
    ("NHS number", re.compile(r"(?<![\d+])\d{3}[ \-]?\d{3}[ \-]?\d{4}(?!\d)")),
    (
        "hospital number",
        re.compile(
            rf"(?i:\bMRN\b|\bhosp(?:ital)?\.?|\bunit|\bpatient|\bcase|\brecord) ?(?:(?i:id)|{_NUMBER_WORD})?"
            r"\s?[:.]?\s?(?i:[A-Z]{0,3})\d{5,10}\b"
        ),
    ),
    ("hospital number", re.compile(r"\b[A-Z]{1,3}\d{6,8}\b")),
    ("date of birth", re.compile(rf"{_BORN}(?:[^\w\n]|(?i:is|was|on|the)\b){{0,10}}{_DAY}")),
    (
        "name",
        re.compile(r"\b(?:Mr|Mrs|Miss|Ms|Mx|Master|Baby)\b\.? (?:[A-Z]\.? ?){0,2}[A-Z][a-z'’-]*[\w'’-]*"),
    ),
    ("name", re.compile(rf"{_PATIENT},? (?i:called|named) [A-Z][\w'’-]+")),
    ("initials", re.compile(rf"{_PATIENT} (?:[A-Z]\.? ?){{1,2}}[A-Z]\b\.?")),
    ("postcode", re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[ABD-HJLNP-UW-Z]{2}\b")),
    ("bed", re.compile(r"\b(?i:bed|bay|cubicle|side room) ?\d{1,2}\b")),
)


def find_patient_detail(text: str) -> tuple[PatientDetail, ...]:
    """What may point to a patient, in the order of the text, each place and each wording once.

    The patterns err on the side of asking: a colleague who is called Mr Shah is pointed out as well. Ten digits
    count only where they pass the check digit that NHS and CHI numbers share.
    """
    found: list[tuple[int, int, str]] = []
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            taken = any(match.start() < end and start < match.end() for start, end, _ in found)
            if not taken and _CHECKS.get(kind, _any_words)(match[0]):
                found.append((match.start(), match.end(), kind))
    details = [
        PatientDetail(kind, text[start:end].strip(), ADVICE[kind]) for start, end, kind in sorted(found)
    ]
    return tuple(dict.fromkeys(details))


def is_nhs_number(digits: str) -> bool:
    """Whether ten digits, spaces and hyphens aside, pass the modulus 11 check of the NHS Data Dictionary."""
    figures = [int(sign) for sign in digits if sign.isdigit()]
    if len(figures) != 10 or len(set(figures)) == 1:
        return False
    rest = 11 - sum(figure * weight for figure, weight in zip(figures, range(10, 1, -1), strict=False)) % 11
    return (0 if rest == 11 else rest) == figures[9]


def _any_words(words: str) -> bool:
    return bool(words)


_CHECKS: Final[dict[str, Callable[[str], bool]]] = {"NHS number": is_nhs_number}
