"""The form of a call for people to take part."""

from typing import Any

from django import forms

from alongside.web.fields import DayField, WritingField


class CampaignForm(forms.Form):
    """What the public page says, and from when to when."""

    title = forms.CharField(label="Title", max_length=150)
    text = WritingField(
        label="What you are looking for, and why it is worth it",
        help_text="Anybody who has the link reads this.",
        limit=500,
        max_length=4000,
        rows=8,
    )
    opens_on = DayField(label="Opens on")
    closes_on = DayField(
        label="Closes on", help_text="The last day on which members can say that they are interested."
    )

    def clean(self) -> dict[str, Any]:
        """It closes on the day on which it opens, or later."""
        said = super().clean() or self.cleaned_data
        opens, closes = said.get("opens_on"), said.get("closes_on")
        if opens and closes and closes < opens:
            self.add_error("closes_on", "Choose the day on which it opens, or a day after it.")
        return said
