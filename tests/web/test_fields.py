"""What our fields read, refuse and say."""

from datetime import date, time
from typing import Any

import pytest
from django import forms
from django.core.exceptions import ValidationError

from alongside.web.fields import DayField, DayPartsField, TimeOfDayField, WritingField


def refusal(field: forms.Field, value: Any) -> str:
    with pytest.raises(ValidationError) as caught:
        field.clean(value)
    return str(caught.value.messages[0])


@pytest.mark.parametrize(
    "typed",
    [
        "2027-03-12",
        "12/03/2027",
        "12.3.2027",
        "12 March 2027",
        "12 Mar 2027",
        "Friday, 12 March 2027",
        " 12  march 2027 ",
    ],
)
def test_a_day_is_read_as_people_write_it(typed: str) -> None:
    assert DayField().clean(typed) == date(2027, 3, 12)


@pytest.mark.parametrize("typed", ["31/02/2027", "soon", "12/13/2027"])
def test_a_day_that_is_none_is_explained(typed: str) -> None:
    assert refusal(DayField(), typed) == "Write the day as in 12 March 2027 or 12/03/2027."


@pytest.mark.parametrize("typed", ["0001-01-01", "9999-12-31"])
def test_a_day_nobody_means_is_refused(typed: str) -> None:
    assert refusal(DayField(), typed).startswith("Choose ")


def test_a_day_after_the_latest_is_told_the_latest() -> None:
    field = DayField(latest=date(2027, 3, 12))
    assert refusal(field, "13/03/2027") == "Choose Friday 12 March 2027 or a day before it."


def test_three_parts_make_a_day() -> None:
    assert DayPartsField().clean(["27", " 3", "2019"]) == date(2019, 3, 27)


@pytest.mark.parametrize(
    "parts,words",
    [
        (["27", "", "2019"], "Add the month."),
        (["", "", "2019"], "Add the day and the month."),
        (["31", "2", "2019"], "There is no such day. Check the day and the month."),
        (["", "", ""], "Write the day, the month and the year."),
        (["1", "1", "99"], "Choose Monday 1 January 1900 or a day after it."),
    ],
)
def test_three_parts_that_make_no_day_are_explained(parts: list[str], words: str) -> None:
    assert refusal(DayPartsField(), parts) == words


def test_three_empty_parts_are_no_day_where_none_is_asked() -> None:
    assert DayPartsField(required=False).clean(["", "", ""]) is None


@pytest.mark.parametrize("typed", ["14:30", "14.30", "2.30pm", "2:30 PM", "14:30:00"])
def test_a_time_is_read_as_people_write_it(typed: str) -> None:
    assert TimeOfDayField().clean(typed) == time(14, 30)


def test_a_text_over_its_limit_is_told_by_how_much() -> None:
    field = WritingField(limit=3)
    assert (
        refusal(field, "one two three four")
        == "You have written 4 words and there is room for 3. Take out 1 word."
    )


def test_a_text_may_fill_its_limit_in_characters() -> None:
    assert WritingField(limit=3, unit="characters").clean("ŵyn") == "ŵyn"


def test_a_text_is_kept_in_one_form_of_its_letters() -> None:
    assert WritingField().clean("Zoe\u0308") == "Zoë"


@pytest.mark.parametrize("broken", ["\ud800", "a\x00b"])
def test_a_broken_character_is_refused_before_the_database_breaks(broken: str) -> None:
    assert refusal(WritingField(), broken)
