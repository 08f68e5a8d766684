"""Text in Markdown as safe HTML, cut into chapters that can be linked to and searched."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

import nh3
from django.utils.html import strip_tags
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify
from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

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


@dataclass(frozen=True)
class Run:
    """Words of one look; `link` is where they lead, empty for nowhere."""

    text: str
    strong: bool = False
    em: bool = False
    code: bool = False
    link: str = ""


def blocks_of(text: str) -> list[dict[str, Any]]:
    """Markdown as plain values for a typesetter: each block has a `kind`, and `runs`, `blocks`, `items` or `rows` in it.

    The first heading of the first level is the title, of the kind `title`. A heading is never more than one level below
    the one before it, however it was typed, so that a reader who hears the document can follow it.
    """
    found, depth, titled = [], 0, False
    for block in _blocks(SyntaxTreeNode(_READER.parse(text.replace("\r\n", "\n"))).children):
        if block["kind"] == "heading" and block["level"] == 1 and not titled:
            block, titled = {"kind": "title", "runs": block["runs"]}, True
        elif block["kind"] == "heading":
            depth = min(max(block["level"] - 1, 1), depth + 1)
            block = block | {"level": depth}
        found.append(block)
    return found


def _blocks(nodes: Sequence[SyntaxTreeNode]) -> list[dict[str, Any]]:
    return [block for node in nodes if (block := _block(node)) is not None]


def _block(node: SyntaxTreeNode) -> dict[str, Any] | None:
    match node.type:
        case "heading":
            return {"kind": "heading", "level": int(node.tag[1:]), "runs": _runs(node)}
        case "paragraph":
            return {"kind": "par", "runs": _runs(node)}
        case "bullet_list" | "ordered_list":
            items = [_blocks(item.children) for item in node.children]
            return {"kind": "list", "ordered": node.type == "ordered_list", "items": items}
        case "blockquote":
            return {"kind": "quote", "blocks": _blocks(node.children)}
        case "table":
            rows = [[_runs(cell) for cell in row.children] for part in node.children for row in part.children]
            return {"kind": "table", "rows": rows}
        case "fence" | "code_block":
            return {"kind": "code", "text": node.content.rstrip("\n")}
        case "hr":
            return {"kind": "rule"}
        case _:
            return None


def _runs(node: SyntaxTreeNode) -> list[dict[str, Any]]:
    return [vars(run) for child in node.children for run in _inline(child, Run(""))]


def _inline(node: SyntaxTreeNode, look: Run) -> Iterator[Run]:
    match node.type:
        case "text" | "code_inline":
            yield replace(look, text=node.content, code=node.type == "code_inline")
            return
        case "softbreak" | "hardbreak":
            yield replace(look, text=" " if node.type == "softbreak" else "\n")
            return
        case "strong":
            look = replace(look, strong=True)
        case "em":
            look = replace(look, em=True)
        case "link":
            href = str(node.attrs.get("href", ""))
            look = replace(look, link=href if href.partition(":")[0] in _SCHEMES else "")
    for child in node.children:
        yield from _inline(child, look)
