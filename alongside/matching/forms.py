"""What the office asks of the simulator."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms

MOST_A_MONTH = 80
"""Larger schemes have the command line, which may take its time."""


TOO_MANY = f"At most {MOST_A_MONTH} a month here; for a larger scheme, use the command “alongside simulate”."


def rate(per_month: float) -> Decimal:
    """A rate as the form takes it."""
    return min(max(Decimal(str(round(per_month, 1))), Decimal(1)), Decimal(MOST_A_MONTH))


class RateField(forms.DecimalField):
    """So many people or places a month."""

    def __init__(self, label: str) -> None:
        super().__init__(
            label=label,
            min_value=1,
            max_value=MOST_A_MONTH,
            decimal_places=1,
            error_messages={"max_value": TOO_MANY},
        )


class RhythmForm(forms.Form):
    """How many come in a month."""

    mentees = RateField("New applicants a month")
    places = RateField("New mentor places a month")
    by = forms.ChoiceField(label="Places needed, by", required=False)

    def __init__(self, *args: Any, kinds: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["by"].choices = [("", "Do not show"), *kinds.items()]  # type: ignore[attr-defined]  # a ChoiceField
