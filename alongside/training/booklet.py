"""The handbook as a document to keep or to print."""

from importlib.resources import files

from alongside.schemes.models import Scheme
from alongside.training.models import Edition
from alongside.typesetting import typeset
from alongside.web.markdown import blocks_of

_TEMPLATE = files("alongside.training") / "templates" / "training" / "handbook.typ"


def handbook_pdf(edition: Edition, scheme: Scheme) -> bytes:
    """An edition as accessible PDF: title, contents, chapters; the same edition gives the same bytes."""
    day = edition.published_at.astimezone(scheme.body.zone).date()
    blocks = blocks_of(edition.text)
    titles = [block for block in blocks if block["kind"] == "title"]
    facts = {
        "title": "".join(run["text"] for run in titles[0]["runs"])
        if titles
        else f"Handbook of the {edition.side}",
        "scheme": scheme.name,
        "body": scheme.body.name,
        "edition": edition.number,
        "published": day.isoformat(),
        "note": edition.note,
        "blocks": [block for block in blocks if block["kind"] != "title"],
    }
    return typeset(_TEMPLATE, facts, day)
