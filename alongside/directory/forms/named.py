"""What a mentee and whoever they name as mentor fill in."""

import uuid
from typing import Any

from django import forms
from django.http import QueryDict

from alongside.directory.models import NamedMentor
from alongside.domain.relations import RELATIONS
from alongside.domain.scheme import SchemeDefinition
from alongside.web.fields import WritingField


def relation_field(rules: SchemeDefinition) -> forms.ChoiceField:
    """How the two stand to each other at work, as far as it makes a difference in the scheme."""
    asked = rules.relations.treated("block", "flag")
    words = [(key, f"{RELATIONS[key][:1].upper()}{RELATIONS[key][1:]}") for key in asked]
    return forms.ChoiceField(
        label="Does one of you manage, appraise or supervise the other?",
        help_text="It makes no difference who is which.",
        choices=[("none", "No"), *words],
        widget=forms.RadioSelect,
        error_messages={"required": "Say whether this is so."},
    )


def relation_of(form: forms.Form) -> str:
    """The relation that was chosen, empty for none."""
    chosen = str(form.cleaned_data["relation"])
    return "" if chosen == "none" else chosen


class MessageForm(forms.Form):
    """What the mentee writes to somebody whom they ask; `named_id` makes sending twice ask once."""

    message = WritingField(
        label="Your words to them",
        help_text="Why you think of them, and what you would like to talk about.",
        limit=1000,
        unit="characters",
        rows=5,
        error_messages={"required": "Write them a few words."},
    )

    def __init__(self, data: QueryDict | None = None, *, rules: SchemeDefinition, to: str = "") -> None:
        """`to` tells several such forms on one page apart."""
        super().__init__(data, auto_id=f"id_{to}_%s" if to else "id_%s")
        self.fields["relation"] = relation_field(rules)


class NamingForm(MessageForm):
    """Somebody whom a mentee has in mind."""

    name = forms.CharField(
        label="Their name", max_length=150, error_messages={"required": "Write their name."}
    )
    email = forms.EmailField(
        label="Their email",
        max_length=254,
        error_messages={
            "required": "Write their email.",
            "invalid": "Write an address such as name@example.org.",
        },
    )
    named_id = forms.UUIDField(widget=forms.HiddenInput, required=False)
    field_order = ("name", "email", "message", "relation")

    def __init__(self, data: QueryDict | None = None, *, rules: SchemeDefinition) -> None:
        super().__init__(data, rules=rules)
        self.initial.setdefault("named_id", uuid.uuid4())

    def clean_name(self) -> str:
        """On one line, as it stands in a mail."""
        return " ".join(str(self.cleaned_data["name"]).split())


class AcceptForm(forms.Form):
    """A yes; whoever is no member yet says how they are called."""

    def __init__(self, named: NamedMentor, data: QueryDict | None = None, *, is_known: bool) -> None:
        given, _, family = named.name.partition(" ")
        super().__init__(data, initial={"given_name": given, "family_name": family})
        if not is_known:
            self.fields["given_name"] = forms.CharField(label="Your given name", max_length=150)
            self.fields["family_name"] = forms.CharField(
                label="Your family name", max_length=150, required=False
            )
        self.fields["relation"] = relation_field(named.rules)
        if declaration := named.rules.eligibility.declaration("mentor"):
            self.fields["declared"] = forms.BooleanField(
                label=declaration,
                error_messages={"required": "Tick this if it is true of you; otherwise say no."},
            )


class ThinkOfForm(forms.Form):
    """With a no: somebody else of whom one thinks."""

    name = forms.CharField(label="Their name", max_length=150, required=False)
    email = forms.EmailField(
        label="Their email",
        max_length=254,
        required=False,
        error_messages={"invalid": "Write an address such as name@example.org, or leave it empty."},
    )

    def clean(self) -> dict[str, Any]:
        """Both or neither."""
        said: dict[str, Any] = super().clean() or {}
        for one, other in (("name", "email"), ("email", "name")):
            if said.get(one) and not said.get(other) and other not in self.errors:
                self.add_error(other, "Write this too, or leave both empty.")
        return said
