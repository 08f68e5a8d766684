"""Where on the writer's page a finding leads, and the way back from there."""

import re
from dataclasses import dataclass

from django.urls import reverse

from alongside.cpd.models import Record
from alongside.cpd.queries.profiles import WrittenProfile, profiles_of
from alongside.domain.cpd.checking import Finding
from alongside.people.requests import SignedInRequest

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
        return f"{reverse('cpd-record', args=[record.pk])}?profile={written.profile.pk}", record.title
    if noun == "gaps":
        return f"#gap-{number}", "Gap"
    return "#evidence", f"Document {number}"


@dataclass(frozen=True)
class WayBack:
    """Where somebody goes on from an activity and once it is saved, and what stands on the link."""

    url: str
    name: str
    button: str
    saved_url: str


def way_back(request: SignedInRequest, found: Record) -> WayBack:
    """To the profile in which `?profile=` says they were, where it is one of theirs; otherwise to the list."""
    named = request.GET.get("profile", "")
    profile = (
        next((each for each in profiles_of(request.user) if str(each.pk) == named), None) if named else None
    )
    if profile is None:
        listed = reverse("cpd")
        return WayBack(listed, "Your CPD", "Back to the list", f"{listed}#record-{found.pk}")
    url = f"{reverse('cpd-profile', args=[profile.pk])}#activities"
    return WayBack(url, "Your audit profile", "Back to your profile", url)
