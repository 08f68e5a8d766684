"""Forms about members: one record, and what of the list is shown."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q

from alongside.people.forms.fields import AddressField, LineField
from alongside.people.importing.cells import CellRefused, clean_text
from alongside.people.importing.fields import FIELD
from alongside.people.importing.readers import MOST_SECTIONS, MOST_YEARS
from alongside.people.models import Body, Member
from alongside.web.fields import DayField

STATUS_WORDS = {"active": "Active", "lapsed": "Lapsed", "pending": "Pending", "ended": "Ended"}


def _line(key: str, *, required: bool = False, help_text: str = "") -> LineField:
    return LineField(
        longest=FIELD[key].longest, label=FIELD[key].label, required=required, help_text=help_text
    )


class MemberForm(forms.Form):
    """One member as the body's list has them."""

    given_name = _line("given_name", required=True, help_text="Or the only name, where a person has one.")
    family_name = _line("family_name")
    email = AddressField(label="Email address", max_length=254)
    number = _line("number")
    status = forms.ChoiceField(label="Membership status", choices=list(STATUS_WORDS.items()))
    since = DayField(label="Member since", required=False)
    years_experience = forms.DecimalField(
        label="Years of experience",
        required=False,
        min_value=0,
        max_value=MOST_YEARS,
        decimal_places=1,
        help_text="As of today. The years go on from there by themselves.",
    )
    experience_since = DayField(
        label="Working in the field since",
        required=False,
        help_text="Where known, it counts before the years.",
    )
    career_stage = _line("career_stage")
    profession = _line("profession")
    grade = _line("grade")
    job_title = _line("job_title")
    employer = _line("employer")
    sections = forms.CharField(
        label="Sections and committees",
        required=False,
        help_text="Separate names with semicolons.",
        strip=True,
    )
    country = _line("country")
    region = _line("region")
    adult_on = DayField(
        label="Turns 18 on",
        required=False,
        help_text="Only of somebody who is younger. Whoever is under 18 takes part only where a scheme protects them.",
    )
    line_manager = forms.CharField(
        label="Line manager",
        required=False,
        help_text="Their member number or email address. The two are never paired.",
    )

    def __init__(self, *args: Any, body: Body, member: Member | None = None, **kwargs: Any) -> None:
        """`member` is the one whose record it is; None for a new one."""
        self.body, self.member = body, member
        if member is not None:
            kwargs.setdefault("initial", _as_typed(member))
        super().__init__(*args, **kwargs)

    def clean_number(self) -> str:
        """A number belongs to one member of the body."""
        number = str(self.cleaned_data["number"])
        self._refuse_taken(Q(number__iexact=number), number, "member number")
        return number

    def clean_email(self) -> str:
        """And so does an address."""
        address = str(self.cleaned_data["email"])
        self._refuse_taken(Q(email=address) | Q(account__email=address), address, "address")
        return address

    def _refuse_taken(self, same: Q, value: str, noun: str) -> None:
        others = Member.objects.filter(same, body=self.body)
        if self.member is not None:
            others = others.exclude(pk=self.member.pk)
        holder = others.first() if value else None
        if holder:
            raise ValidationError(f"{holder.name} has this {noun}.")

    def clean_sections(self) -> list[str]:
        """Names, each once."""
        try:
            parts = [
                clean_text(part, longest=FIELD["sections"].longest)
                for part in str(self.cleaned_data["sections"]).replace(",", ";").split(";")
            ]
        except CellRefused as refusal:
            raise ValidationError(str(refusal)) from refusal
        names = list(dict.fromkeys(part for part in parts if part))
        if len(names) > MOST_SECTIONS:
            raise ValidationError(f"There is room for {MOST_SECTIONS} names.")
        return names

    def clean_line_manager(self) -> Member | None:
        """Another member of the same body."""
        reference = str(self.cleaned_data["line_manager"]).strip()
        if not reference:
            return None
        found = Member.objects.filter(
            Q(number__iexact=reference) | Q(email__iexact=reference), body=self.body
        ).first()
        if found is None:
            raise ValidationError(
                "No member has this number or address. Add the manager first, or leave this empty."
            )
        if self.member is not None and found.pk == self.member.pk:
            raise ValidationError("Nobody is their own line manager.")
        return found


def _as_typed(member: Member) -> dict[str, Any]:
    typed = {name: getattr(member, name) for name in MemberForm.base_fields}
    typed["sections"] = "; ".join(member.sections)
    manager = member.line_manager
    typed["line_manager"] = (manager.number or manager.email) if manager else ""
    return typed


class MemberFilter(forms.Form):
    """What of the list is shown."""

    words = forms.CharField(label="Name, number or address", required=False, max_length=100)
    status = forms.ChoiceField(
        label="Status", required=False, choices=[("", "Any status"), *STATUS_WORDS.items()]
    )


class StatusForm(forms.Form):
    """The status alone, from the member's page."""

    status = forms.ChoiceField(label="Membership status", choices=list(STATUS_WORDS.items()))
