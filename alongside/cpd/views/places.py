"""Where on the writer's page a finding leads, and the way back from there."""

import re
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone

from alongside.cpd.models import Record
from alongside.cpd.queries.overview import overview_of
from alongside.cpd.queries.profiles import WrittenProfile, profiles_of
from alongside.domain.cpd.checking import Finding
from alongside.people.models import Account
from alongside.people.requests import SignedInRequest

ON_A_PAGE = 25
"""Activities on a page of one's list."""
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
    """Where somebody goes on from an activity, and what stands on the link; `saved_url` is for once it is saved."""

    url: str
    name: str
    button: str
    saved_url: str = ""


def place_in_list(account: Account, found: Record) -> str:
    """Where one's list shows an activity: in this cycle or in everything, on the page that has it."""
    for whole in (False, True):
        records = overview_of(account, today=timezone.localdate(), whole=whole).records
        place = next((place for place, record in enumerate(records) if record.pk == found.pk), None)
        if place is not None:
            page = place // ON_A_PAGE + 1
            asked = ({"show": "all"} if whole else {}) | ({"page": page} if page > 1 else {})
            return f"{reverse('cpd')}{'?' if asked else ''}{urlencode(asked)}#record-{found.pk}"
    return reverse("cpd")


def way_back(request: SignedInRequest, found: Record) -> WayBack:
    """To the profile in which `?profile=` says they were, where it is one of theirs; otherwise to the list."""
    named = request.GET.get("profile", "")
    profile = (
        next((each for each in profiles_of(request.user) if str(each.pk) == named), None) if named else None
    )
    if profile is None:
        return WayBack(reverse("cpd"), "Your CPD", "Back to the list")
    url = f"{reverse('cpd-profile', args=[profile.pk])}#activities"
    return WayBack(url, "Your audit profile", "Back to your profile", url)
