"""Drawn parts: the next step, the path of stones, the line of waiting, people, tags, bars."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from alongside.web import wording
from alongside.web.parts import Milestone, NextStep, Stone
from alongside.web.templatetags.icons import icon

register = template.Library()

TAG_ICONS: Final = {"done": "done", "waiting": "waiting", "late": "warning"}
TAG_KINDS: Final = ("done", "waiting", "late", "now", "quiet")


@register.inclusion_tag("web/parts/next_step.html", takes_context=True)
def next_step(context: template.Context, step: NextStep) -> dict[str, Any]:
    """The card with the bookmark; once on a page, at its top."""
    return {"step": step, "csrf_token": context.get("csrf_token")}


@register.inclusion_tag("web/parts/path.html")
def path(stones: Sequence[Stone], label: str = "Sessions", across: bool = True) -> dict[str, Any]:
    """The path of stones; lies across where there is room, unless `across` is False."""
    return {"stones": stones, "label": label, "across": across}


@register.inclusion_tag("web/parts/waiting.html")
def waiting(milestones: Sequence[Milestone], label: str = "Where you are") -> dict[str, Any]:
    """The line from applied to introduced, with where the reader stands."""
    return {"milestones": milestones, "label": label}


@register.simple_tag
def tag(word: str, kind: str = "quiet") -> SafeString:
    """A word with its colour: done, waiting, late, now or quiet."""
    if kind not in TAG_KINDS:
        raise template.TemplateSyntaxError(f"tag: {kind!r} is not one of {', '.join(TAG_KINDS)}")
    sign = icon(TAG_ICONS[kind]) if kind in TAG_ICONS else ""
    return format_html('<span class="tag tag-{}">{}{}</span>', kind, sign, word)


@register.simple_tag
def person(name: str, side: str = "", role: str = "") -> SafeString:
    """Initials in the person's colour and shape, the name, and the role in the scheme's own word."""
    return format_html(
        '<span class="person{}"><span class="initials" aria-hidden="true">{}</span> <span>{}{}</span></span>',
        f" person-{side}" if side else "",
        wording.initials(name),
        name,
        format_html(', <span class="person-role">{}</span>', role) if role else "",
    )


@register.simple_tag
def readers(words: str, shared: bool = False) -> SafeString:
    """Who can read what stands here, such as `Only you and Bob can read this.`"""
    return format_html(
        '<p class="readers">{}<span>{}</span></p>', icon("shared" if shared else "private"), words
    )


@register.simple_tag
def progress(words: str, part: float, whole: float, note: str = "") -> SafeString:
    """A bar below its words; the words say it all, the bar is for the eye. More than whole is full."""
    return format_html(
        '<div class="progress"><p class="progress-words"><strong>{}</strong><span class="quiet">{}</span></p>{}</div>',
        words,
        note,
        bar(part / whole if whole else 0.0),
    )


@register.simple_tag
def fit(share: float, words: str = "") -> SafeString:
    """How well two people fit, 0 to 1, as a short bar with the figure in words (`86 %` by default)."""
    return format_html(
        '<span class="fit">{}<span>{}</span></span>', bar(share), words or f"{share:.0%}".replace("%", " %")
    )


def bar(share: float) -> SafeString:
    """A decorative bar, clamped to 0 to 1."""
    width = f"{min(max(share, 0.0), 1.0) * 100:.1f}%"
    return format_html(
        '<svg class="bar" aria-hidden="true" focusable="false" preserveAspectRatio="none">'
        '<rect class="bar-rest" width="100%" height="100%"/>'
        '<rect class="bar-part" width="{}" height="100%"/></svg>',
        width,
    )


@register.simple_block_tag
def notice(content: str, kind: str = "info") -> SafeString:
    """A few sentences set apart: info, waiting, late or done."""
    sign = icon({"info": "info", "done": "done", "waiting": "waiting", "late": "warning"}[kind])
    return format_html('<div class="notice notice-{}">{}<div>{}</div></div>', kind, sign, content)


@register.simple_block_tag
def empty(content: str, title: str) -> SafeString:
    """What will be here, and how to begin, where there is nothing yet."""
    return format_html('<div class="empty"><h2>{}</h2>{}</div>', title, content)


@register.simple_block_tag
def more(content: str, summary: str) -> SafeString:
    """Detail that opens on request."""
    return format_html('<details class="more"><summary>{}</summary><div>{}</div></details>', summary, content)
