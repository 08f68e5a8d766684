"""Files of others bound behind a document of ours: an index, a page that says what each is, numbers on every page."""

import base64
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from typing import Final

from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.errors import PyPdfError

from alongside.domain.documents import PDF, FileKind
from alongside.typesetting import typeset

MOST_PAGES: Final = 60
"""Of one file in a binder; longer ones are named, and left to the zip."""
_HOUSE = files("alongside.typesetting")


@dataclass(frozen=True)
class Enclosure:
    """A file to be bound, and in words what it belongs to."""

    name: str
    belongs_to: str
    kind: FileKind
    data: bytes


@dataclass(frozen=True)
class Binding:
    """What stands on every binder: its title, whose it is, the day, and where a file is that cannot be bound."""

    title: str
    owner: str
    made_on: date
    elsewhere: str


def bind(front: bytes, enclosures: Sequence[Enclosure], binding: Binding) -> bytes:
    """The document, an index, and each file behind a page that says what it is; every page numbered, for paper."""
    whole = PdfWriter()
    for page in PdfReader(io.BytesIO(front)).pages:
        whole.add_page(page)
    if enclosures:
        for page in _numbered(_behind(enclosures, len(whole.pages), binding), len(whole.pages) + 1, binding):
            whole.add_page(page)
    whole.add_metadata({"/Title": binding.title})
    target = io.BytesIO()
    whole.write(target)
    return target.getvalue()


def _behind(enclosures: Sequence[Enclosure], before: int, binding: Binding) -> list[PageObject]:
    """The index, then each file after its own first page."""
    bodies = [_pages_of(one) for one in enclosures]
    # The index says on which page each begins, and how long it is itself is known once it is set.
    index = len(_dividers(enclosures, bodies, [0] * len(enclosures), binding)) - len(enclosures)
    starts, page = [], before + index + 1
    for body in bodies:
        starts.append(page)
        page += 1 + len(body or ())
    dividers = _dividers(enclosures, bodies, starts, binding)
    pages = dividers[:index]
    for divider, body in zip(dividers[index:], bodies, strict=True):
        pages += [divider, *(body or ())]
    return pages


def _pages_of(enclosure: Enclosure) -> list[PageObject] | None:
    """The pages of a PDF; none of a picture, which its own first page shows; None of a PDF that cannot be put in."""
    if enclosure.kind != PDF:
        return []
    try:
        reader = PdfReader(io.BytesIO(enclosure.data))
        if reader.is_encrypted or len(reader.pages) > MOST_PAGES:
            return None
        return list(reader.pages)
    except (PyPdfError, ValueError, KeyError, TypeError, RecursionError, AttributeError):
        return None


def _dividers(
    enclosures: Sequence[Enclosure],
    bodies: Sequence[list[PageObject] | None],
    starts: Sequence[int],
    binding: Binding,
) -> list[PageObject]:
    rows = [
        {
            "name": one.name,
            "belongs_to": one.belongs_to,
            "page": start,
            "pages": len(body or ()),
            "left_out": body is None,
            "picture": "" if one.kind == PDF else _picture(one),
        }
        for one, body, start in zip(enclosures, bodies, starts, strict=True)
    ]
    facts = {"name": binding.owner, "elsewhere": binding.elsewhere, "documents": rows}
    return list(PdfReader(io.BytesIO(typeset(_HOUSE / "dividers.typ", facts, binding.made_on))).pages)


def _picture(enclosure: Enclosure) -> str:
    """The picture within an SVG: the typesetter takes text only."""
    data = base64.b64encode(enclosure.data).decode()
    href = f"data:{enclosure.kind.media_type};base64,{data}"
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1000 1200" width="1000" height="1200">'
        f'<image href="{href}" width="1000" height="1200" preserveAspectRatio="xMidYMin meet"/></svg>'
    )


def _numbered(pages: list[PageObject], first: int, binding: Binding) -> list[PageObject]:
    """The pages with their numbers in the foot, whatever size they have."""
    facts = {"first": first, "pages": len(pages), "name": binding.owner}
    stamps = PdfReader(io.BytesIO(typeset(_HOUSE / "numbers.typ", facts, binding.made_on))).pages
    writer = PdfWriter()
    for page, stamp in zip(pages, stamps, strict=True):
        copy = writer.add_page(page)
        copy.transfer_rotation_to_content()
        copy.merge_translated_page(stamp, float(copy.mediabox.left), float(copy.mediabox.bottom))
    return list(writer.pages)
