"""Fields with our wording and limits: text with a count, a day, a time of day."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError

from alongside.domain.documents import TOO_LARGE
from alongside.web import widgets
from alongside.web.wording import count_of, count_words, day_in_full

_EARLIEST: Final = date(1900, 1, 1)
_LATEST: Final = date(2200, 1, 1)
_DAY_FORMATS: Final = (
    "%Y-%m-%d",
    "%d/%m/%Y",
    "%d.%m.%Y",
    "%d-%m-%Y",
    "%d/%m/%y",
    "%d %B %Y",
    "%d %b %Y",
    "%A %d %B %Y",
)
_LONGEST: Final = 20_000


class WritingField(forms.CharField):
    """Text of some length; refuses what no database or document can hold, and keeps line breaks."""

    says_optional = True

    def __init__(
        self, *, limit: int | None = None, unit: widgets.Unit = "words", rows: int = 6, **kwargs: Any
    ) -> None:
        """`limit` words or characters; without one, 20,000 characters."""
        kwargs.setdefault("max_length", _LONGEST)
        super().__init__(widget=widgets.Writing(limit=limit, unit=unit, rows=rows), **kwargs)
        self.limit, self.unit = limit, unit
        # The widget's own maxlength would cut a paste without a word; the count and the error explain instead.
        self.widget.attrs.pop("maxlength", None)

    def clean(self, value: Any) -> str:
        """Check the length in the unit the reader sees, and say by how much it is over."""
        text = str(super().clean(value) or "")
        _refuse_broken_characters(text)
        if self.limit is not None:
            written = count_words(text) if self.unit == "words" else len(text)
            if written > self.limit:
                raise ValidationError(
                    _too_long(written, self.limit, self.unit.removesuffix("s")), code="too_long"
                )
        return unicodedata.normalize("NFC", text)


class DocumentField(forms.FileField):
    """A PDF or a picture. The form's view puts a cap on the upload, and says with `too_large` that it was used."""

    default_error_messages = {"required": "Choose a file.", "empty": "This file is empty. Choose another."}

    def __init__(self, *, too_large: bool = False, **kwargs: Any) -> None:
        """Takes a FileField's arguments; `too_large` where the upload was stopped, so that there is no file."""
        kwargs.setdefault("widget", forms.FileInput({"accept": ".pdf,.png,.jpg,.jpeg"}))
        super().__init__(**kwargs)
        if too_large:
            self.error_messages["required"] = TOO_LARGE


class DayField(forms.DateField):
    """A day between 1900 and 2200, or the limits given; reads the ways people write a day, day before month."""

    default_error_messages = {
        "required": "Choose a day.",
        "invalid": "Write the day as in 12 March 2027 or 12/03/2027.",
    }

    def __init__(self, *, earliest: date = _EARLIEST, latest: date = _LATEST, **kwargs: Any) -> None:
        """Both limits are themselves allowed."""
        kwargs.setdefault("widget", widgets.DayInput())
        kwargs.setdefault("input_formats", _DAY_FORMATS)
        super().__init__(**kwargs)
        self.earliest, self.latest = earliest, latest

    def to_python(self, value: Any) -> date | None:
        """Read what was typed, with commas and doubled spaces forgiven."""
        if isinstance(value, str):
            value = " ".join(value.replace(",", " ").split())
        return super().to_python(value)

    def validate(self, value: date | None) -> None:
        """Refuse days no one can mean."""
        super().validate(value)
        _within(value, self.earliest, self.latest)


class DayPartsField(forms.MultiValueField):
    """A day typed as three numbers, for dates known by heart."""

    widget = widgets.DayParts

    def __init__(self, *, earliest: date = _EARLIEST, latest: date = _LATEST, **kwargs: Any) -> None:
        """Both limits are themselves allowed."""
        parts = [forms.IntegerField(required=False) for _ in widgets.DayParts.PARTS]
        super().__init__(fields=parts, require_all_fields=False, **kwargs)
        self.earliest, self.latest = earliest, latest

    def clean(self, value: Any) -> date | None:
        """Put the parts together, or say which part is missing or cannot be."""
        parts = [str(part or "").strip() for part in (value or [])]
        if not any(parts):
            if self.required:
                raise ValidationError("Write the day, the month and the year.", code="required")
            return None
        day = self.compress(parts)
        _within(day, self.earliest, self.latest)
        return day

    def compress(self, data_list: Sequence[Any]) -> date:
        """The day, from three texts."""
        missing = [name for name, part in zip(widgets.DayParts.PARTS, data_list, strict=False) if not part]
        if missing:
            raise ValidationError(f"Add the {' and the '.join(missing)}.", code="incomplete")
        try:
            day, month, year = (int(part) for part in data_list)
            return date(year, month, day)
        except ValueError:
            raise ValidationError(
                "There is no such day. Check the day and the month.", code="invalid"
            ) from None


class TimeOfDayField(forms.TimeField):
    """A time by the minute, on the 24-hour clock or with am and pm."""

    default_error_messages = {
        "required": "Choose a time.",
        "invalid": "Write the time as in 14:30 or 2.30 pm.",
    }

    def __init__(self, **kwargs: Any) -> None:
        """Takes a TimeField's arguments."""
        kwargs.setdefault("widget", widgets.TimeOfDayInput())
        kwargs.setdefault("input_formats", ("%H:%M", "%H:%M:%S", "%H.%M", "%I:%M %p", "%I.%M %p", "%I %p"))
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> Any:
        """Read `2.30pm` as `2.30 pm`."""
        if isinstance(value, str):
            text = value.strip().lower()
            if text.endswith(("am", "pm")):
                text = f"{text[:-2].strip()} {text[-2:]}"
            value = text
        return super().to_python(value)


def _within(value: date | None, earliest: date, latest: date) -> None:
    if value is None:
        return
    if value < earliest:
        raise ValidationError(f"Choose {day_in_full(earliest)} or a day after it.", code="too_early")
    if value > latest:
        raise ValidationError(f"Choose {day_in_full(latest)} or a day before it.", code="too_late")


def _too_long(written: int, limit: int, noun: str) -> str:
    over = written - limit
    return f"You have written {count_of(written, noun)} and there is room for {limit:,}. Take out {count_of(over, noun)}."


def _refuse_broken_characters(text: str) -> None:
    # A lone surrogate passes Django's form and then breaks the database.
    if any(0xD800 <= ord(character) <= 0xDFFF for character in text):
        raise ValidationError("One of the characters is broken. Type that part again.", code="broken")
