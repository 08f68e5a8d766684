"""Inputs that Django lacks: a page to write on, a day, a day in three parts, choices with a hint each."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final, Literal

from django import forms

Unit = Literal["words", "characters"]


class Writing(forms.Textarea):
    """A ruled page that grows with the words; counts them where there is a limit."""

    def __init__(self, *, limit: int | None = None, unit: Unit = "words", rows: int = 6) -> None:
        """`limit` counts words or characters, as the reader of the text would."""
        attrs: dict[str, Any] = {"class": "writing", "rows": rows}
        if limit is not None:
            attrs |= {"data-limit": limit, "data-count": unit}
        super().__init__(attrs)


class DayInput(forms.DateInput):
    """The browser's own calendar; a browser without one takes typed words."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        """Dates travel as 2027-03-12 whatever the language."""
        super().__init__(attrs, format="%Y-%m-%d")


class TimeOfDayInput(forms.TimeInput):
    """The browser's own clock, by the minute."""

    input_type = "time"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        """Times travel as 14:00."""
        super().__init__(attrs, format="%H:%M")


class DayParts(forms.MultiWidget):
    """Day, month and year apart: best for a date known by heart, where a calendar means much scrolling."""

    template_name = "web/forms/day_parts.html"
    use_fieldset = True
    PARTS: Final = ("day", "month", "year")

    def __init__(self) -> None:
        """Three short number inputs, with a number pad on phones."""
        number = {"inputmode": "numeric", "autocomplete": "off"}
        super().__init__({part: forms.TextInput(number) for part in self.PARTS})

    def decompress(self, value: date | None) -> list[int | None]:
        """The three parts of a stored day."""
        return [value.day, value.month, value.year] if value else [None, None, None]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Name each part, and give it an id its label can point to."""
        context = super().get_context(name, value, attrs)
        for part, subwidget in zip(self.PARTS, context["widget"]["subwidgets"], strict=True):
            subwidget |= {"part": part, "label": part.capitalize()}
        return context


class HintedRadios(forms.RadioSelect):
    """Radios where each choice has a sentence below it; `hints` is by value."""

    def __init__(self, hints: Mapping[str, str]) -> None:
        """Hints for values that are not offered are ignored."""
        super().__init__()
        self.hints = dict(hints)

    def create_option(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Django's option with its hint."""
        option = super().create_option(*args, **kwargs)
        option["hint"] = self.hints.get(str(option["value"]), "")
        return option
