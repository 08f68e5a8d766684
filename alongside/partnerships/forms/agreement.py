"""The forms of an agreement: its words, made from the clauses of the scheme, and the signature under it."""

from datetime import date, timedelta
from typing import Any, cast

from django import forms

from alongside.domain.finding import words_in
from alongside.partnerships.models import Partnership
from alongside.partnerships.queries.agreement_words import (
    REVIEWS,
    RHYTHMS,
    AgreementText,
    clauses_of,
)
from alongside.web.fields import DayField, DocumentField, WritingField

WORDS, NAME = 4000, 200
"""How many characters a clause and a typed name may have."""
FURTHEST = timedelta(days=5 * 366)


class AgreementForm(forms.Form):
    """All clauses that are the two's to word, and what they settle by a number. `seen` is the version before them."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, partnership: Partnership, today: date, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.partnership = partnership
        self.clauses = clauses_of(partnership)
        for clause in self.clauses:
            if not clause.fixed:
                field = WritingField(
                    label=clause.title, required=False, limit=WORDS, unit="characters", rows=4
                )
                field.says_optional = False  # the page says it of all clauses at once
                self.fields[_field(clause.key)] = field
            self._add_number(clause.about, today)

    def _add_number(self, subject: str, today: date) -> None:
        if subject == "logistics":
            usual = self.partnership.rules.plan.cadence_days
            named = dict(RHYTHMS)
            named.setdefault(usual, f"Every {usual} days")
            self._add_choice("cadence_days", "How often do you meet?", "As the plan suggests", named)
            self.fields[
                "cadence_days"
            ].help_text = "Suggested days of later sessions follow what you both sign."
        elif subject == "term":
            self.fields["until"] = DayField(
                label="Until when do you work together?",
                required=False,
                earliest=today + timedelta(days=1),
                latest=today + FURTHEST,
                help_text="Leave it empty to stay with the plan of your scheme.",
            )
        elif subject == "review":
            self._add_choice(
                "review_every", "When do you look at how it goes?", "As the scheme suggests", dict(REVIEWS)
            )
            self.fields["review_every"].help_text = "Each of you then answers a few short questions."

    def _add_choice(self, name: str, label: str, empty: str, named: dict[int, str]) -> None:
        field = forms.TypedChoiceField(label=label, required=False, coerce=int, empty_value=None)
        rows = [(str(number), words) for number, words in sorted(named.items())]
        cast(forms.ChoiceField, field).choices = [("", empty), *rows]
        self.fields[name] = field

    def text(self) -> AgreementText:
        """What was said, with the scheme's words where it fixes them."""
        said = self.cleaned_data
        words = {
            clause.key: clause.text.strip() if clause.fixed else said[_field(clause.key)]
            for clause in self.clauses
        }
        return AgreementText(words, said.get("cadence_days"), said.get("until"), said.get("review_every"))

    def show_newer(self, number: int) -> None:
        """The partner was quicker: keep what was typed, and ask again with both in sight."""
        self.data = {name: self.data[name] for name in self.data} | {"seen": str(number)}
        self.add_error(
            None,
            "Your partner has suggested another wording while you wrote. Both are kept: what theirs says where it "
            "differs stands below your words. Take over what you like, then suggest yours as the next version.",
        )


def agreement_initial(text: AgreementText) -> dict[str, Any]:
    """The form's values for a version as it was suggested."""
    words = {_field(key): said for key, said in text.clauses.items()}
    return words | {
        "cadence_days": text.cadence_days or "",
        "until": text.until,
        "review_every": text.review_every or "",
    }


class SignForm(forms.Form):
    """A tick and a typed name. `seen` is the version that was on the page."""

    agrees = forms.BooleanField(
        label="I have read all of this, and I agree to it",
        error_messages={"required": "Tick this once you have read it and agree."},
    )
    name = forms.CharField(
        label="Your name, as your signature",
        max_length=NAME,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": "Type your name: it is your signature."},
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def __init__(self, expected: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.expected = expected
        self.fields["name"].help_text = f"As it stands here: {expected}"

    def clean_name(self) -> str:
        """The name as typed; it must be the person's own, whatever its capitals, spaces, accents and apostrophes.

        A phone turns the apostrophe of O'Brien round by itself, and not every keyboard has the ŷ of Tŷ-Mawr.
        """
        typed = " ".join(str(self.cleaned_data["name"]).split())
        if words_in(typed) != words_in(self.expected):
            raise forms.ValidationError(f"Type your name as it stands here: {self.expected}.")
        return typed


class PaperForm(forms.Form):
    """A scan of the paper that this partner has signed. `seen` is the version that was on the page."""

    says_the_same = forms.BooleanField(
        label="I have signed this paper, and it says the words above",
        error_messages={"required": "Tick this once you have compared the paper with the words above."},
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def __init__(self, *args: Any, too_large: bool = False, **kwargs: Any) -> None:
        """`too_large` says that the upload was stopped."""
        super().__init__(*args, **kwargs)
        self.fields["file"] = DocumentField(
            too_large=too_large,
            label="The signed paper",
            help_text="A PDF, or a picture as PNG or JPEG, of 5 MB at the most. Both of you can open it, and nobody else.",
        )


class RenewalForm(forms.Form):
    """Whether one wants to go on, and until when. `about` is the last day that was on the page."""

    go_on = forms.ChoiceField(
        label="Would you like to go on?",
        widget=forms.RadioSelect,
        choices=[("yes", "Yes, I would like to go on"), ("no", "No, this is a good place to stop")],
        error_messages={"required": "Choose one of the two."},
    )
    about = forms.DateField(widget=forms.HiddenInput)

    def __init__(self, last: date, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["further_until"] = DayField(
            label="Until when, if you go on?",
            required=False,
            earliest=last + timedelta(days=1),
            latest=last + FURTHEST,
            help_text="If you name different days, the earlier one counts. You can go on again after that.",
        )
        self.initial.setdefault("further_until", last + timedelta(days=182))

    def clean(self) -> dict[str, Any]:
        """To go on is to go on until some day."""
        cleaned: dict[str, Any] = super().clean() or {}
        wants, day = cleaned.get("go_on") == "yes", cleaned.get("further_until")
        if wants and day is None and "further_until" not in self.errors:
            self.add_error("further_until", "Choose the day until which you would go on.")
        return cleaned

    def day(self) -> date | None:
        """Until when one would go on; None to stop."""
        chosen: date | None = self.cleaned_data["further_until"]
        return chosen if self.cleaned_data["go_on"] == "yes" else None


def _field(key: str) -> str:
    return f"clause_{key}"
