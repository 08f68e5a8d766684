"""What the office fills in about applications, and what it can filter its list by."""

from typing import cast

from django import forms
from django.http import QueryDict

from alongside.domain.scheme import SchemeDefinition
from alongside.people.models import Body, Member
from alongside.schemes.models import Scheme
from alongside.web.fields import WritingField

STATES = [
    ("", "Any state"),
    ("open", "Open"),
    ("submitted", "To be reviewed"),
    ("waiting", "Waiting"),
    ("paired", "Paired"),
    ("refused", "Refused"),
    ("withdrawn", "Withdrawn"),
    ("closed", "Closed"),
]
ROLES = [("", "Either part"), ("mentee", "Mentees"), ("mentor", "Mentors")]


class OfficeMessageForm(forms.Form):
    """What the office says to an applicant."""

    message = WritingField(
        label="Your message to the applicant",
        help_text="They read it on their page. Say what they can do next.",
        limit=300,
        error_messages={"required": "Write what the applicant should know."},
    )


class KeyInForm(forms.Form):
    """Whose paper form is to be keyed in, and for which part."""

    number_or_email = forms.CharField(
        label="Membership number or email",
        max_length=254,
        error_messages={"required": "Write the member's number or email."},
    )
    side = forms.ChoiceField(label="Which form", widget=forms.RadioSelect)

    def __init__(self, scheme: Scheme, rules: SchemeDefinition, data: QueryDict | None = None) -> None:
        super().__init__(data)
        self.scheme = scheme
        choice = cast(forms.ChoiceField, self.fields["side"])
        choice.choices = [(side, rules.forms.for_side(side).title) for side in ("mentee", "mentor")]
        if any(rules.eligibility.declaration(side) for side in ("mentee", "mentor")):
            self.fields["declared"] = forms.BooleanField(
                label="They have signed that this part is meant for them",
                help_text="Only where the form says so. What of it is true of them is nobody’s to know.",
                required=False,
            )

    def clean_number_or_email(self) -> Member:
        """The member of the scheme's own body."""
        return find_member(self.scheme, self.cleaned_data["number_or_email"])


class ApplicationFilter(forms.Form):
    """Words, state, part and scheme; anything left empty does not narrow the list."""

    words = forms.CharField(label="Name, email or number", required=False, max_length=100)
    state = forms.ChoiceField(label="State", choices=STATES, required=False)
    role = forms.ChoiceField(label="Part", choices=ROLES, required=False)
    scheme = forms.ModelChoiceField(
        label="Scheme", queryset=Scheme.objects.none(), required=False, empty_label="Every scheme"
    )

    def __init__(self, body: Body, data: QueryDict) -> None:
        super().__init__(data)
        choice = cast("forms.ModelChoiceField[Scheme]", self.fields["scheme"])
        choice.queryset = body.schemes.order_by("name")


def find_member(scheme: Scheme, text: str) -> Member:
    """The member of the scheme's body with this number or email."""
    members = Member.objects.filter(body=scheme.body_id)
    member = members.filter(number=text.strip()).first() or members.filter(email=text.strip().lower()).first()
    if member is None:
        raise forms.ValidationError("No member has this number or email. Check it, or add the member first.")
    return member
