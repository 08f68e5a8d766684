"""The forms of a recommendation."""

from django import forms

from alongside.web.fields import WritingField

LINE = 400


class RecommendForm(forms.Form):
    """Why the mentor sees a mentor in the mentee, in a line, if they like."""

    text = WritingField(
        label="Why do you see a mentor in them?",
        help_text="A line, if you like. You can also recommend them without one.",
        required=False,
        limit=LINE,
        unit="characters",
        rows=3,
    )


class ShowForm(forms.Form):
    """Which recommendation the mentee has read, and whether the office reads it too."""

    recommendation_id = forms.UUIDField()
    shows = forms.ChoiceField(choices=[("yes", "yes"), ("no", "no")])
