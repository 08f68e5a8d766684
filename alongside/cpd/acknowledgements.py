"""Words of thanks from a partner, as a document of an activity."""

from datetime import date
from importlib.resources import files

from alongside.partnerships.models import Partnership
from alongside.typesetting import typeset
from alongside.web.wording import day_in_full

_TEMPLATE = files("alongside.cpd") / "templates" / "cpd" / "acknowledgement.typ"


def acknowledgement_pdf(partnership: Partnership, words: str, *, role: str, written_on: date) -> bytes:
    """Thanks to the partner with this role as accessible PDF; it says who received them, never who wrote them."""
    receiver = partnership.member_of(role)
    roles = partnership.rules.roles
    writer = (roles.mentor if role == "mentee" else roles.mentee).singular
    facts = {
        "title": "An acknowledgement",
        "name": receiver.name,
        "scheme": partnership.scheme.name,
        "introduction": f"To {receiver.name}, from their {writer}, written on {day_in_full(written_on)}:",
        "lines": [line for line in words.splitlines() if line.strip()],
        "note": f"The {writer} has agreed that these words are used as evidence, without their name.",
        "made": written_on.isoformat(),
    }
    return typeset(_TEMPLATE, facts, written_on)
