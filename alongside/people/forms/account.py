"""The form of one's own settings."""

from functools import lru_cache
from zoneinfo import available_timezones

from django import forms

from alongside.domain.orcid import read_orcid
from alongside.people.forms.fields import LineField
from alongside.people.models import Account

REGIONS = ("Africa", "America", "Antarctica", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific")


@lru_cache(maxsize=1)
def zones_by_region() -> list[tuple[str, list[tuple[str, str]]]]:
    """Every zone that is named after a place, for a list that can be searched by typing the place."""
    zones = sorted(available_timezones())
    return [
        (region, [(zone, _place(zone)) for zone in zones if zone.startswith(f"{region}/")])
        for region in REGIONS
    ]


def _place(zone: str) -> str:
    return ", ".join(reversed(zone.replace("_", " ").split("/")[1:]))


class AccountForm(forms.Form):
    """How one wishes to be called, and in which zone one's days are."""

    given_name = LineField(
        longest=150,
        label="Given name",
        widget=forms.TextInput({"autocomplete": "given-name"}),
        help_text="As you wish to be called here. Your body’s own list keeps the name it has.",
    )
    family_name = LineField(
        longest=150,
        label="Family name",
        required=False,
        widget=forms.TextInput({"autocomplete": "family-name"}),
    )
    time_zone = forms.ChoiceField(
        label="Time zone",
        choices=zones_by_region,
        help_text="Every time you see, and your quiet hours, are in this zone.",
    )

    orcid = LineField(
        longest=60,
        label="ORCID iD",
        required=False,
        help_text="Sixteen characters, such as 0000-0002-1825-0097, or the whole address of your ORCID page.",
    )

    def clean_orcid(self) -> str:
        """The iD in its usual form, its last character checked."""
        typed = str(self.cleaned_data["orcid"])
        if not typed:
            return ""
        orcid = read_orcid(typed)
        if orcid is None:
            raise forms.ValidationError(
                "This is no ORCID iD: a digit is missing or wrong. Copy it from your ORCID page."
            )
        return orcid

    @classmethod
    def for_account(cls, account: Account, data: dict[str, str] | None = None) -> "AccountForm":
        """The form with what the account has now."""
        now = {name: getattr(account, name) for name in ("given_name", "family_name", "time_zone", "orcid")}
        return cls(data, initial=now)
