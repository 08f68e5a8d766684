"""The colours: dark is one thing said twice, and everything can be read."""

import re
from pathlib import Path

import pytest

from alongside import web

TOKENS = (Path(web.__file__).parent / "static/web/tokens.css").read_text()
BLOCKS = re.findall(r"(:root[^{]*)\{([^}]*)\}", TOKENS)
LIGHT, DARK_BY_DEVICE, DARK_BY_CHOICE = (
    dict(re.findall(r"(--[\w-]+|color-scheme):\s*([^;]+);", block)) for _, block in BLOCKS
)
READ = [
    ("--ink", "--paper", 7.0),
    ("--ink", "--card", 7.0),
    ("--ink-quiet", "--paper", 7.0),
    ("--ink-quiet", "--sunk", 6.5),
    ("--accent", "--paper", 7.0),
    ("--accent", "--accent-wash", 5.0),
    ("--on-accent", "--accent", 7.0),
    ("--plum", "--card", 7.0),
    ("--amber", "--amber-wash", 5.0),
    ("--red", "--red-wash", 5.0),
    ("--red", "--paper", 7.0),
    ("--green", "--green-wash", 5.0),
    ("--line-firm", "--card", 3.0),
    ("--line-firm", "--paper", 3.0),
]


def test_the_two_dark_blocks_are_the_same() -> None:
    assert DARK_BY_DEVICE == DARK_BY_CHOICE


@pytest.mark.parametrize("look", ["light", "dark"])
@pytest.mark.parametrize("above,below,least", READ)
def test_a_colour_stands_out_from_its_ground(look: str, above: str, below: str, least: float) -> None:
    values = LIGHT if look == "light" else LIGHT | DARK_BY_CHOICE
    assert _contrast(values[above], values[below]) >= least


def _contrast(one: str, other: str) -> float:
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
