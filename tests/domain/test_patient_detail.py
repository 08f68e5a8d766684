"""Words that may point to a patient are pointed out, and ordinary ones are left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.domain.patient_detail import ADVICE, find_patient_detail, is_nhs_number


@pytest.mark.parametrize(
    "text,kind,words",
    [
        ("I saw 943 476 5919 today.", "NHS number", "943 476 5919"),
        ("NHS no 9434765919", "NHS number", "9434765919"),
        ("943-476-5919", "NHS number", "943-476-5919"),
        ("DOB 12/03/1950", "date of birth", "DOB 12/03/1950"),
        ("d.o.b.: 12.3.50", "date of birth", "d.o.b.: 12.3.50"),
        ("She was born on 12 March 1950.", "date of birth", "born on 12 March 1950"),
        ("Date of birth is 1950-03-12.", "date of birth", "Date of birth is 1950-03-12"),
        ("Mrs Okafor was anxious.", "name", "Mrs Okafor"),
        ("I photographed Mr. J. O’Neill.", "name", "Mr. J. O’Neill"),
        ("Baby Smith-Jones", "name", "Baby Smith-Jones"),
        ("Ms X came in.", "name", "Ms X"),
        ("a patient called Winifred", "name", "patient called Winifred"),
        ("Patient J.B. was kind.", "initials", "Patient J.B."),
        ("pt AB", "initials", "pt AB"),
        ("hospital number 1234567", "hospital number", "hospital number 1234567"),
        ("MRN: 00123456", "hospital number", "MRN: 00123456"),
        ("The file K1234567 was open.", "hospital number", "K1234567"),
        ("lives in SW1A 2AA", "postcode", "SW1A 2AA"),
        ("the man in bed 12", "bed", "bed 12"),
    ],
)
def test_what_may_point_to_a_patient_is_found(text: str, kind: str, words: str) -> None:
    assert [(detail.kind, detail.words) for detail in find_patient_detail(text)] == [(kind, words)]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "I learned to light a wound evenly, and to ask before I move a lamp.",
        "Dr Shah and Professor Lee showed me their archive.",
        "We met on 12 March 2026 at 14:00 and talked for 60 minutes.",
        "I read Koshy and others (2017), 10.1097/IJ9.0000000000000020.",
        "My own number is 07700 900123, or +44 7700 900123.",
        "1234567890 is not an NHS number, because its check digit is wrong.",
        "The master copy and the baby steps I took.",
        "patients and clients alike; patient Information was poor",
        "HCPC wants 30 hours; ISO 12233 charts; ISBN 9780306406157.",
        "I was born in Leeds and trained there.",
    ],
)
def test_ordinary_words_are_left_alone(text: str) -> None:
    assert find_patient_detail(text) == ()


def test_several_are_told_in_the_order_of_the_text_and_each_once() -> None:
    text = "Mr Shah, DOB 12/03/1950. Mr Shah again, in bed 4."
    assert [detail.words for detail in find_patient_detail(text)] == ["Mr Shah", "DOB 12/03/1950", "bed 4"]


def test_every_kind_has_its_sentence() -> None:
    (detail,) = find_patient_detail("Mr Shah")
    assert detail.advice == ADVICE["name"]


@pytest.mark.parametrize("digits,valid", [("9434765919", True), ("9434765918", False), ("1111111111", False)])
def test_the_check_digit_decides(digits: str, valid: bool) -> None:
    assert is_nhs_number(digits) is valid


@given(st.text(max_size=400))
def test_any_text_at_all_is_only_looked_at(text: str) -> None:
    for detail in find_patient_detail(text):
        assert detail.words in text
        assert detail.words


def test_a_long_text_takes_no_time() -> None:
    """No pattern runs away on text made to provoke it."""
    for piece in ("born ", "A", "Mr A. ", "123 456 ", "patient ", "MRN "):
        find_patient_detail(piece * 4000)
