"""The form by which a director lets somebody work in the office."""

from django import forms

from alongside.people.forms.fields import AddressField, LineField
from alongside.people.models import OfficeRole
from alongside.web.widgets import HintedRadios

ROLE_WORDS = {
    OfficeRole.COORDINATOR: "Coordinator",
    OfficeRole.DIRECTOR: "Director",
    OfficeRole.TRAINER: "Trainer",
    OfficeRole.AUDITOR: "Auditor",
}
_HINTS = {
    OfficeRole.COORDINATOR: "Runs schemes: members, applications, matching.",
    OfficeRole.DIRECTOR: "The same, reviews requests, and says who belongs to the office.",
    OfficeRole.TRAINER: "Sees workshops, their places and attendance.",
    OfficeRole.AUDITOR: "Reads a portfolio that its owner shows them, and nothing else.",
}


class GrantForm(forms.Form):
    """Who, and what they may do."""

    email = AddressField(label="Email address", max_length=254)
    given_name = LineField(label="Given name", longest=150)
    family_name = LineField(label="Family name", longest=150, required=False)
    role = forms.ChoiceField(
        label="Office role", choices=list(ROLE_WORDS.items()), widget=HintedRadios(_HINTS)
    )
