"""Text in Markdown as safe HTML, cut into chapters that can be linked to and searched."""

import re
from dataclasses import dataclass
from typing import Final

import nh3
from django.utils.html import strip_tags
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify
from markdown_it import MarkdownIt

_TAGS: Final = {
    "p", "h3", "h4", "ul", "ol", "li", "strong", "em", "a", "blockquote", "code", "br", "hr",
    "table", "thead", "tbody", "tr", "th", "td",
}  # fmt: skip
_SCHEMES: Final = {"https", "http", "mailto"}
_READER: Final = MarkdownIt("commonmark", {"html": False}).enable("table")


@dataclass(frozen=True)
class Chapter:
    """A chapter: its heading, the anchor it is linked by, and its text as safe HTML."""

    heading: str
    anchor: str
    html: SafeString

    @property
    def plain(self) -> str:
        """The text alone, for a search."""
        return " ".join(strip_tags(self.html).split())


@dataclass(frozen=True)
class Book:
    """A title, what stands before the first chapter, and the chapters."""

    title: str
    opening: SafeString
    chapters: tuple[Chapter, ...]


def render(text: str) -> SafeString:
    """Markdown as HTML with nothing in it that runs, loads or frames; tags that a writer typed are shown as text."""
    made = nh3.clean(
        _READER.render(text),
        tags=_TAGS,
        attributes={"a": {"href"}},
        url_schemes=_SCHEMES,
        link_rel="noopener",
    )
    return mark_safe(made)  # noqa: S308  nh3 has cleaned it


def read_book(text: str) -> Book:
    """Cut at the headings of the first and second level; two chapters of one name have anchors of their own."""
    title, opening, chapters = "", "", []
    seen: dict[str, int] = {}
    for part in re.split(r"(?m)^(?=#{1,2} )", text.replace("\r\n", "\n")):
        first, _, rest = part.partition("\n")
        if first.startswith("# ") and not title:
            title, opening = first[2:].strip(), opening + rest
        elif first.startswith(("## ", "# ")):
            heading = first.lstrip("#").strip()
            anchor = slugify(heading) or "chapter"
            seen[anchor] = seen.get(anchor, 0) + 1
            chapters.append(
                Chapter(heading, anchor if seen[anchor] == 1 else f"{anchor}-{seen[anchor]}", render(rest))
            )
        else:
            opening += part
    return Book(title, render(opening), tuple(chapters))
