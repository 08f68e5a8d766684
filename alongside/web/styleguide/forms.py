"""The example form of the style guide: one field of every kind."""

from typing import Any

from django import forms

from alongside.web.fields import DayField, DayPartsField, TimeOfDayField, WritingField
from alongside.web.widgets import HintedRadios

_MEETING = {"call": "By video", "room": "In one room", "walk": "On a walk"}


class ExampleForm(forms.Form):
    """Shows every kind of field; sent anywhere, it does nothing."""

    name = forms.CharField(label="What should Bob call you?", max_length=80)
    email = forms.EmailField(
        label="Email address",
        help_text="We write to you here, at most once a day.",
        error_messages={"invalid": "Write an address such as name@example.org."},
    )
    hopes = WritingField(
        label="What do you hope to get from being mentored?",
        help_text="Write as you would say it. Only you, the office and your mentor can read this.",
        limit=300,
    )
    first_meeting = DayField(label="When could you first meet?", required=False)
    at = TimeOfDayField(label="At what time?", required=False)
    qualified = DayPartsField(
        label="When did you qualify?", help_text="For example 27 3 2019", required=False
    )
    meet = forms.ChoiceField(
        label="How would you like to meet?",
        choices=list(_MEETING.items()),
        widget=HintedRadios(
            {"call": "You each get the link by mail.", "walk": "Many find talking easier side by side."}
        ),
    )
    expertise = forms.MultipleChoiceField(
        label="Where could you help others?",
        help_text="Choose all that apply.",
        choices=[("m", "Management"), ("i", "Interpersonal skills"), ("t", "Specialist technical skills")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    region = forms.ChoiceField(
        label="Where do you work?", choices=[("", "Choose one"), ("w", "Wales"), ("s", "Scotland")]
    )
    years = forms.IntegerField(
        label="Years in the profession", required=False, min_value=0, max_value=70, widget=forms.NumberInput
    )
    paper = forms.FileField(label="A document for your binder", help_text="PDF, up to 2 MB.", required=False)
    agree = forms.BooleanField(
        label="I have read the scheme's guide",
        help_text="It takes about ten minutes.",
        error_messages={"required": "Tick the box once you have read the guide."},
    )


class FilterExample(forms.Form):
    """The filters above a list."""

    words = forms.CharField(label="Name or number", required=False)
    state = forms.ChoiceField(
        label="State", choices=[("", "Any"), ("w", "Waiting"), ("p", "Paired")], required=False
    )
    late = forms.BooleanField(label="Only late", required=False)


def example_with_problems() -> ExampleForm:
    """The form as somebody sees it who has sent it half filled in."""
    typed: dict[str, Any] = {
        "name": "Alice",
        "email": "alice at example",
        "hopes": "To grow. " * 151,
        "qualified_0": "31",
        "qualified_1": "2",
        "qualified_2": "2019",
    }
    return ExampleForm(typed)
