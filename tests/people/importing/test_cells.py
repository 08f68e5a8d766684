"""One cell made safe: names of every kind stay whole, what could deceive does not pass."""

import unicodedata

import pytest

from alongside.people.importing.addresses import AddressRefused, clean_address
from alongside.people.importing.cells import CellRefused, clean_lines, clean_text


@pytest.mark.parametrize(
    "name", ["X", "O'Brien", "李", "Zoë", "Null", "None", "👩‍👩‍👧 Smith", "عائشة", "D’Arcy-Smith"]
)
def test_names_of_every_kind_stay_whole(name: str) -> None:
    assert clean_text(name, longest=150) == name


def test_two_ways_of_writing_a_letter_become_one() -> None:
    assert clean_text(unicodedata.normalize("NFD", "Zoë"), longest=10) == "Zoë"


def test_marks_that_turn_the_reading_direction_are_taken_out() -> None:
    assert clean_text("Ann\u202e\u2066 nnA\u200f", longest=20) == "Ann nnA"


def test_spaces_and_lines_are_evened_out() -> None:
    assert clean_text("  Ann\u00a0\t B \r\n C ", longest=20) == "Ann B C"
    assert clean_lines("One  \r\nTwo", longest=20) == "One\nTwo"


@pytest.mark.parametrize("broken", ["A\0nn", "A\ud800nn", "A\x1bnn", "A\x85nn"])
def test_what_a_database_cannot_hold_is_refused(broken: str) -> None:
    with pytest.raises(CellRefused, match="unreadable character"):
        clean_text(broken, longest=20)


@pytest.mark.parametrize("length", [151, 300, 200_000])
def test_a_long_text_is_refused_and_never_cut(length: int) -> None:
    with pytest.raises(CellRefused, match="room for 150"):
        clean_text("x" * length, longest=150)


@pytest.mark.parametrize(
    "written, read",
    [
        (" Ann.Bee@Example.ORG ", "ann.bee@example.org"),
        ("o'brien+list@mail.example.co.uk", "o'brien+list@mail.example.co.uk"),
        ("ann@bücher.example", "ann@xn--bcher-kva.example"),
    ],
)
def test_real_addresses_are_taken(written: str, read: str) -> None:
    assert clean_address(written) == read


@pytest.mark.parametrize(
    "written",
    [
        "ann",
        "a@localhost",
        "user@[127.0.0.1]",
        "user@127.0.0.1",
        "x" * 65 + "@example.org",
        "Ann <ann@example.org>",
        "ann@example.org, bob@example.org",
        "ann@example.org\nBcc: all@example.org",
        '"ann bee"@example.org',
        "ann..bee@example.org",
        ".ann@example.org",
        "ann@-example.org",
        "ann@example..org",
        "ann@bob@example.org",
        "zoë@example.org",
        "@example.org",
        "ann@",
    ],
)
def test_addresses_that_no_mail_reaches_are_refused(written: str) -> None:
    with pytest.raises(AddressRefused):
        clean_address(written)
