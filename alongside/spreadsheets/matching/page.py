"""One accessible HTML page that needs nothing else: what the matching commands write for people to read."""

from collections.abc import Iterable, Sequence
from html import escape

STYLE = """
body{font:1rem/1.5 system-ui,sans-serif;max-width:60rem;margin:0 auto;padding:1rem;color:#1d2430;background:#fff}
h1,h2{line-height:1.2}table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:.4rem .6rem;
border-bottom:1px solid #c9ced6;vertical-align:top}figure{margin:1rem 0}figcaption{font-weight:600}
svg{width:100%;max-width:40rem;font:13px system-ui,sans-serif}rect{fill:#0b5c8a}.number{text-align:right}
@media(max-width:40rem){table{display:block;overflow-x:auto}svg{font-size:20px}}
@media(prefers-color-scheme:dark){body{color:#e8ebf0;background:#14181f}text{fill:#e8ebf0}rect{fill:#6bb7e3}}
"""


def page(title: str, parts: Sequence[str]) -> bytes:
    """The whole page; `parts` are HTML already."""
    return (
        f'<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><meta name="viewport" '
        f'content="width=device-width, initial-scale=1"><title>{escape(title)}</title><style>{STYLE}</style></head>'
        f"<body><main><h1>{escape(title)}</h1>{''.join(parts)}</main></body></html>\n"
    ).encode()


def table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table of plain texts."""
    head = "".join(f'<th scope="col">{escape(heading)}</th>' for heading in headings)
    body = "".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in rows)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
