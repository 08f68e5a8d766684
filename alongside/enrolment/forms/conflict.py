"""With whom a member must not be paired."""

from django import forms
from django.http import QueryDict

from alongside.enrolment.models import DeclaredConflict
from alongside.people.models import Member


class ConflictForm(forms.Form):
    """With whom a member must not be paired."""

    email = forms.EmailField(
        label="Their email",
        help_text="The address by which your body knows them. They are not told.",
        error_messages={
            "required": "Write their email.",
            "invalid": "Write an address such as name@example.org.",
        },
    )
    kind = forms.ChoiceField(
        label="Why",
        help_text="Of the two of you; it makes no difference who is which.",
        choices=[(key, words[0].upper() + words[1:]) for key, words in DeclaredConflict.KINDS],
        widget=forms.RadioSelect,
    )

    def __init__(self, member: Member, data: QueryDict | None = None) -> None:
        super().__init__(data)
        self.member = member

    def clean_email(self) -> Member | None:
        """The other member; None for an address that the body does not know, which is not told: addresses stay private."""
        email = self.cleaned_data["email"].lower()
        if email == self.member.email:
            raise forms.ValidationError("This is your own address. Write the other person's.")
        return Member.objects.filter(body=self.member.body_id, email=email).first()
