"""Which days to certify or write about, which code to check, and why a certificate is revoked."""

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms

from alongside.certificates.actions import Training
from alongside.certificates.queries import members_named
from alongside.domain.months import months_after
from alongside.people.models import Body, Member
from alongside.web.fields import DayField, WritingField

MOST_PEOPLE = 200


class DaysForm(forms.Form):
    """Days of the past, and the body where there are several."""

    body = forms.ChoiceField(label="Of which body?", widget=forms.RadioSelect)
    on = DayField(label="From")
    until = DayField(label="Until, that day included")

    def __init__(self, *args: Any, bodies: list[Body], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.bodies = {body.slug: body for body in bodies}
        self.initial.setdefault("on", months_after(today, -12))
        self.initial.setdefault("until", today)
        self.fields["body"].choices = [(body.slug, body.name) for body in bodies]  # type: ignore[attr-defined]  # a ChoiceField
        for name in ("on", "until"):
            self.fields[name].latest = today  # type: ignore[attr-defined]  # a DayField
        if len(bodies) == 1:
            self.fields["body"].widget = forms.HiddenInput()
            self.initial["body"] = bodies[0].slug

    def clean(self) -> dict[str, Any]:
        """The days are in order."""
        cleaned: dict[str, Any] = super().clean() or {}
        on, until = cleaned.get("on"), cleaned.get("until")
        if on and until and until < on:
            self.add_error("until", "Choose a day after the first one.")
        return cleaned

    @property
    def chosen_body(self) -> Body:
        """The body, once the form is valid."""
        return self.bodies[self.cleaned_data["body"]]


class LetterForm(DaysForm):
    """What a letter for an employer says beside the hours."""

    hours_a_month = forms.DecimalField(
        label="Hours a month that you ask for or have been given",
        required=False,
        min_value=Decimal("0.25"),
        max_value=Decimal(100),
        max_digits=5,
        decimal_places=2,
        help_text="Leave it empty for a letter that only says what was held.",
        widget=forms.NumberInput({"class": "short", "step": "any", "inputmode": "decimal"}),
        error_messages={"invalid": "Write the hours as a number, such as 1.5."},
    )
    time_of = forms.CharField(
        label="Which part of your working time is it?",
        required=False,
        max_length=120,
        help_text="As your job plan calls it, such as supporting professional activities.",
    )

    @property
    def facts(self) -> dict[str, str]:
        """What is printed of it."""
        hours = self.cleaned_data["hours_a_month"]
        return {
            "hours_a_month": f"{hours.normalize():f}" if hours else "",
            "time_of": self.cleaned_data["time_of"],
        }


class CodeForm(forms.Form):
    """The code on a certificate."""

    code = forms.CharField(
        label="Code on the certificate",
        max_length=40,
        help_text="Such as 7K2M-9QXD-04TZ-H3NB. Capital or small letters, with or without hyphens.",
        error_messages={"required": "Type the code that is printed on the certificate."},
    )


class RevokeForm(forms.Form):
    """Why a certificate is revoked."""

    because = forms.CharField(
        label="Why?",
        max_length=200,
        help_text="Its owner reads this. The check page only says that it was revoked, and when.",
        error_messages={"required": "Say why; its owner will want to know."},
    )


class TrainingForm(forms.Form):
    """A training, and who took part."""

    title = forms.CharField(
        label="What was the training?",
        max_length=200,
        error_messages={"required": "Name the training, as it is to be printed."},
    )
    on = DayField(label="First day")
    until = DayField(label="Last day", required=False, help_text="Only if it went on for more than a day.")
    hours = forms.DecimalField(
        label="How many hours?",
        min_value=Decimal("0.25"),
        max_value=Decimal(500),
        max_digits=5,
        decimal_places=2,
        widget=forms.NumberInput({"class": "short", "step": "any", "inputmode": "decimal"}),
        error_messages={
            "required": "Give the hours, such as 3.5.",
            "invalid": "Write the hours as a number.",
        },
    )
    people = WritingField(
        label="Who took part?",
        rows=6,
        help_text="One to a line: a member's number or email address, 200 at the most.",
        error_messages={"required": "Name at least one member."},
    )

    def __init__(self, *args: Any, body: Body, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.body = body
        self.members: list[Member] = []
        for name in ("on", "until"):
            self.fields[name].latest = today  # type: ignore[attr-defined]  # a DayField

    def clean_people(self) -> str:
        """Every line names a member of this body."""
        typed: str = self.cleaned_data["people"]
        self.members, unknown = members_named(self.body, typed.splitlines())
        if unknown:
            raise forms.ValidationError(f"No member has this number or address: {', '.join(unknown[:10])}.")
        if len(self.members) > MOST_PEOPLE:
            raise forms.ValidationError(f"Name {MOST_PEOPLE} members at the most, and the rest afterwards.")
        return typed

    def clean(self) -> dict[str, Any]:
        """The days are in order."""
        cleaned: dict[str, Any] = super().clean() or {}
        on, until = cleaned.get("on"), cleaned.get("until")
        if on and until and until < on:
            self.add_error("until", "Choose a day after the first one, or leave this empty.")
        return cleaned

    @property
    def training(self) -> Training:
        """What was said, once the form is valid."""
        said = self.cleaned_data
        return Training(said["title"], said["on"], said["until"] or said["on"], int(said["hours"] * 60))


class OfficeFilter(forms.Form):
    """Words of a name, or a code."""

    words = forms.CharField(label="Name or code", required=False, max_length=80)
