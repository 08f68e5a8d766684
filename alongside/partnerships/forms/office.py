"""What the office can narrow its list of partnerships by."""

from typing import cast

from django import forms
from django.http import QueryDict

from alongside.people.models import Body
from alongside.schemes.models import Scheme

STATES = [
    ("", "Any state"),
    ("introduced", "Introduced"),
    ("active", "Under way"),
    ("paused", "Paused"),
    ("ended", "Ended"),
]


class PartnershipFilter(forms.Form):
    """Words and state, and the scheme where there are several."""

    words = forms.CharField(label="Name, email or number", required=False, max_length=100)
    state = forms.ChoiceField(label="State", choices=STATES, required=False)
    scheme = forms.ModelChoiceField(
        label="Scheme", queryset=Scheme.objects.none(), required=False, empty_label="Every scheme"
    )

    def __init__(self, body: Body, data: QueryDict) -> None:
        super().__init__(data)
        schemes = body.schemes.order_by("name")
        if schemes.count() > 1:
            cast("forms.ModelChoiceField[Scheme]", self.fields["scheme"]).queryset = schemes
        else:
            del self.fields["scheme"]
