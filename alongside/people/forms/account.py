"""The form of one's own settings."""

from functools import lru_cache
from zoneinfo import available_timezones

from django import forms

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

    @classmethod
    def for_account(cls, account: Account, data: dict[str, str] | None = None) -> "AccountForm":
        """The form with what the account has now."""
        now = {name: getattr(account, name) for name in ("given_name", "family_name", "time_zone")}
        return cls(data, initial=now)
