"""The rules of the house for templates: nothing a strict content policy refuses, nothing from outside."""

import re

RULES: dict[str, re.Pattern[str]] = {
    "an inline style; use a class": re.compile(r"<[^>]*\sstyle\s*=", re.IGNORECASE),
    "a style element; use the style sheet": re.compile(r"<style[\s>]", re.IGNORECASE),
    "a script without src": re.compile(r"<script(?![^>]*\ssrc\s*=)", re.IGNORECASE),
    "an inline event handler": re.compile(r"<[^>]*\son[a-z]+\s*=\s*[\"']", re.IGNORECASE),
    "a javascript: address": re.compile(r"(href|src|action)\s*=\s*[\"']?javascript:", re.IGNORECASE),
    "something loaded from outside": re.compile(
        r"<(?:script|img|link|iframe|source|video|audio)[^>]*\s(?:src|href|srcset)\s*=\s*[\"'](?:https?:)?//",
        re.I,
    ),
    "text marked as safe": re.compile(r"\|\s*safe\b|\{%\s*autoescape off"),
    "a summary of errors beside a form that brings its own": re.compile(
        r"\{% error_summary (\w+) %\}(?=[\s\S]*?\{\{ \1 \}\})"
    ),
    "a checkbox with no look; put it into a .choice, or in a table make it a .tick": re.compile(
        r"(?<!class=\"choice\">)<input(?![^>]*class=\"tick\")[^>]*type=\"checkbox\"", re.IGNORECASE
    ),
    "a moment's day in UTC; let |on_day take it in the reader's zone": re.compile(r"_at\.date\b"),
    "a click, which nobody does on a phone; say tap, choose or open": re.compile(r"\bclick", re.IGNORECASE),
    "a submit button without words": re.compile(r"<button[^>]*>\s*</button>", re.IGNORECASE),
}
# A mail program reads no style sheet, so a mail carries its styles inside.
ALLOWED_IN_MAIL = frozenset({"an inline style; use a class", "a style element; use the style sheet"})


def breaches(path: str, text: str) -> list[str]:
    """What one template does that it must not, with the line."""
    found = []
    for problem, pattern in RULES.items():
        if problem in ALLOWED_IN_MAIL and re.search(r"/mail(s?/|\.html$|_)", path):
            continue
        for match in pattern.finditer(_without_comments(text)):
            line = text.count("\n", 0, match.start()) + 1
            found.append(f"{path}:{line}: {problem}")
    return found


def _without_comments(text: str) -> str:
    """The text with comments blanked and every line where it was."""
    comments = re.compile(r"\{#.*?#\}|\{%\s*comment.*?endcomment\s*%\}|<!--.*?-->", re.DOTALL)
    return comments.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), text)
