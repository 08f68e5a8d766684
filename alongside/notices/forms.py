"""The form by which people choose their mails."""

from typing import Any

from django import forms

from alongside.notices.queries import kinds_to_choose

PREFIX = "kind-"


class MailForm(forms.Form):
    """One tick for each optional kind of mail, and the hours in which nothing is sent."""

    quiet_from = forms.TimeField(
        label="Quiet from",
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        help_text="Leave both empty if mail may come at any hour.",
    )
    quiet_until = forms.TimeField(
        label="Quiet until", required=False, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )

    def __init__(self, account: Any, data: Any = None) -> None:
        """One field for each kind; what the account has chosen so far is filled in."""
        super().__init__(data, initial={"quiet_from": account.quiet_from, "quiet_until": account.quiet_until})
        kinds = {
            f"{PREFIX}{kind.key}": forms.BooleanField(label=kind.words, required=False, initial=wanted)
            for kind, wanted in kinds_to_choose(account)
        }
        self.fields = {**kinds, **self.fields}

    @property
    def kinds(self) -> list[forms.BoundField]:
        """The ticks."""
        return [field for field in self if field.name.startswith(PREFIX)]

    def clean(self) -> dict[str, Any]:
        """Quiet hours have a beginning and an end, and do not fill the whole day."""
        cleaned: dict[str, Any] = super().clean() or {}
        start, end = cleaned.get("quiet_from"), cleaned.get("quiet_until")
        if {"quiet_from", "quiet_until"} & set(self.errors):
            return cleaned
        if start is None and end is not None:
            self.add_error("quiet_from", "Say from when nothing is sent, or leave both empty.")
        elif end is None and start is not None:
            self.add_error("quiet_until", "Say until when nothing is sent, or leave both empty.")
        elif start is not None and start == end:
            self.add_error("quiet_until", "Choose another end: these hours would fill the whole day.")
        return cleaned

    @property
    def choices(self) -> dict[str, bool]:
        """Which kinds are wanted, once the form is valid."""
        return {
            name.removeprefix(PREFIX): wanted
            for name, wanted in self.cleaned_data.items()
            if name.startswith(PREFIX)
        }
