"""Where on the writer's page a finding leads."""

import re
from dataclasses import dataclass

from django.urls import reverse

from alongside.cpd.queries.profiles import WrittenProfile
from alongside.domain.cpd.checking import Finding

_ANCHORS = {
    "summary": ("#summary", "Summary"),
    "statement": ("#statement", "Statement"),
    "activities": ("#activities", "List"),
    "described": ("#activities", "List"),
    "evidence": ("#evidence", "Evidence"),
}


@dataclass(frozen=True)
class PlacedFinding:
    """A finding with a link to its place and the words of that link."""

    sentence: str
    weight: str
    url: str
    name: str


def place_of(finding: Finding, written: WrittenProfile) -> PlacedFinding:
    """The finding with its way there: a part of the page, a gap, or the record itself."""
    url, name = _way(finding.place, written)
    return PlacedFinding(finding.sentence, finding.weight, url, name)


def _way(place: str, written: WrittenProfile) -> tuple[str, str]:
    if place in _ANCHORS:
        return _ANCHORS[place]
    match = re.fullmatch(r"(\w+)\[(\d+)\]", place)
    noun, number = (match[1], int(match[2])) if match else ("", 0)
    if noun == "activities":
        record = written.listed[number - 1]
        return reverse("cpd-record", args=[record.pk]), record.title
    if noun == "gaps":
        return f"#gap-{number}", "Gap"
    return "#evidence", f"Document {number}"
