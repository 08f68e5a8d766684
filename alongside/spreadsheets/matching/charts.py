"""Bar charts for the report, as SVG with their numbers in text beside them."""

from collections.abc import Sequence
from html import escape

WIDTH, ROW, LABEL = 640, 26, 150


def bars(title: str, entries: Sequence[tuple[str, float]], unit: str = "") -> str:
    """A horizontal bar per entry with its value at the end; the title is what a screen reader says first."""
    most = max((value for _, value in entries), default=0) or 1
    rows = "".join(_row(place, label, value, most, unit) for place, (label, value) in enumerate(entries))
    height = ROW * len(entries) + 4
    spoken = "; ".join(f"{label}: {value:g}{unit}" for label, value in entries)
    return (
        f'<figure><figcaption>{escape(title)}</figcaption><svg viewBox="0 0 {WIDTH} {height}" role="img" '
        f'aria-label="{escape(f"{title}. {spoken}", quote=True)}">{rows}</svg></figure>'
    )


def _row(place: int, label: str, value: float, most: float, unit: str) -> str:
    top = ROW * place + 4
    length = round((WIDTH - LABEL - 90) * value / most)
    return (
        f'<text x="{LABEL - 8}" y="{top + 15}" text-anchor="end">{escape(label)}</text>'
        f'<rect x="{LABEL}" y="{top}" width="{length}" height="20" rx="3"/>'
        f'<text x="{LABEL + length + 6}" y="{top + 15}">{value:g}{escape(unit)}</text>'
    )
