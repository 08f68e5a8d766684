"""What people fill in: a search, an entry, an answer, a decision, a preparation."""

import uuid
from datetime import date, timedelta
from typing import Any, Final

from django import forms
from django.http import QueryDict

from alongside.directory.models import MentorEntry, NamedMentor, Offer
from alongside.directory.queries.search import SORTS, Asked
from alongside.domain.relations import RELATIONS
from alongside.domain.scheme import SchemeDefinition
from alongside.domain.scheme.asking import Directory
from alongside.enrolment.forms.application import MOST_PLACES, question_field
from alongside.web.fields import DayField, WritingField

SORT_WORDS: Final = {"name": "By name", "newest": "Newest first"}
REST_WORDS: Final = {0: "None", 30: "A month", 60: "Two months", 90: "Three months", 180: "Half a year"}
FURTHEST: Final = timedelta(days=2 * 366)
MOST_TERMS: Final = 50
WAYS: Final = {"workshop": "The workshop", "handbook": "The handbook"}


class SearchForm(forms.Form):
    """Words, who has a place and the order; the choices of each question are read as they stand in the address."""

    words = forms.CharField(
        label="Words",
        help_text="Names, subjects, places; put a phrase in quotation marks.",
        required=False,
        max_length=200,
    )
    place = forms.BooleanField(label="Only those with a place now", required=False)
    sort = forms.ChoiceField(label="Order", choices=list(SORT_WORDS.items()), required=False)

    def __init__(self, data: QueryDict, directory: Directory) -> None:
        super().__init__(data)
        self.narrow_by = directory.narrow_by

    def asked(self) -> Asked:
        """What is looked for; an address that somebody has altered asks for what of it can be understood."""
        self.is_valid()
        said: dict[str, Any] = self.cleaned_data
        asked = {key: self.data.getlist(f"by_{key}") for key in self.narrow_by}  # type: ignore[attr-defined]  # a QueryDict
        chosen = {key: tuple(term[:60] for term in terms[:MOST_TERMS]) for key, terms in asked.items()}
        sort = said.get("sort") or "name"
        return Asked(
            words=said.get("words") or "",
            chosen={key: terms for key, terms in chosen.items() if terms},
            with_a_place=bool(said.get("place")),
            sort=sort if sort in SORTS else "name",
        )


class EntryForm(forms.Form):
    """What a mentor says of themselves, and when they can be asked."""

    def __init__(self, entry: MentorEntry, data: QueryDict | None = None, *, today: date) -> None:
        application, rules = entry.application, entry.rules
        directory = rules.directory
        self.keys = directory.questions if directory else ()
        initial = {key: application.answers.get(key) for key in self.keys}
        super().__init__(
            data,
            initial=initial
            | {
                "capacity": application.capacity,
                "away_until": entry.away_until,
                "rest_days": entry.rest_days,
                "hidden": entry.hidden,
            },
        )
        for key in self.keys:
            question = rules.forms.mentor.question(key)
            if question:
                self.fields[key] = question_field(question, entry.scheme, rules)
        many = rules.roles.mentee.plural
        self.fields["capacity"] = forms.IntegerField(
            label=f"How many {many} can you take at the same time?",
            help_text="0 for none at present. Those you have stay with you.",
            min_value=0,
            max_value=MOST_PLACES,
        )
        self.fields["away_until"] = DayField(
            label="Away until",
            help_text="The last day of a leave. Until then nobody is put to you.",
            required=False,
            earliest=today if entry.away_until is None else min(entry.away_until, today),
            latest=today + FURTHEST,
        )
        self.fields["rest_days"] = forms.TypedChoiceField(
            label="A rest after a partnership has ended",
            choices=list(REST_WORDS.items()),
            coerce=int,
        )
        self.fields["hidden"] = forms.BooleanField(
            label="Hide my entry: nobody finds me until I show it again", required=False
        )

    def answers(self) -> dict[str, Any]:
        """The answers that stand on the entry; those left empty are left out."""
        return {
            key: self.cleaned_data[key]
            for key in self.keys
            if self.cleaned_data.get(key) not in (None, "", [])
        }


class AnswerForm(forms.Form):
    """What goes with a no: a reason of the scheme, and a colleague; neither has to be given."""

    reason = forms.ChoiceField(
        label="Why not this time?",
        help_text="Only the office reads this.",
        required=False,
        widget=forms.RadioSelect,
    )
    colleague = forms.CharField(
        label="A colleague you would suggest",
        help_text="Their name, as it stands in the directory. They decide for themselves.",
        required=False,
        max_length=200,
    )

    def __init__(self, offer: Offer, data: QueryDict | None = None) -> None:
        super().__init__(data)
        self.offer = offer
        reasons = offer.request.settings.decline_reasons
        if reasons:
            named = [(reason.key, reason.label) for reason in reasons]
            self.fields["reason"].choices = [("", "I would rather not say"), *named]  # type: ignore[attr-defined]  # a ChoiceField
        else:
            del self.fields["reason"]

    def clean_colleague(self) -> MentorEntry | None:
        """The entry of the mentor with this name, in the same directory."""
        name = " ".join(self.cleaned_data["colleague"].split())
        if not name:
            return None
        rows = MentorEntry.objects.listed().filter(scheme=self.offer.request.scheme_id)
        rows = rows.exclude(application=self.offer.mentor_application).select_related("application__member")
        found = [
            entry
            for entry in rows.filter(application__member__family_name__iexact=name.rsplit(" ", 1)[-1])[:50]
            if entry.member.name.casefold() == name.casefold()
        ]
        if len(found) != 1:
            raise forms.ValidationError(
                "No other mentor of exactly this name is listed. Check it in the directory, or leave it empty."
            )
        return found[0]


class SendBackForm(forms.Form):
    """Why a request goes back to its mentee."""

    message = WritingField(
        label="Why, and what they can change",
        help_text="The mentee reads it. What they wrote and chose is kept.",
        limit=300,
        error_messages={"required": "Write why, and what the mentee can change."},
    )


class PreparationForm(forms.Form):
    """In which way a mentor has prepared, and when."""

    way = forms.ChoiceField(label="How", widget=forms.RadioSelect)
    on = DayField(label="When")
    version = forms.CharField(
        label="Which run or version",
        help_text="For example “June 2027” or “version 3 of the handbook”.",
        required=False,
        max_length=60,
    )

    def __init__(self, directory: Directory, data: QueryDict | None = None, *, today: date) -> None:
        super().__init__(data, initial={"on": today, "way": directory.ways[0] if directory.ways else ""})
        self.fields["way"].choices = [(way, WAYS[way]) for way in directory.ways]  # type: ignore[attr-defined]  # a ChoiceField
        self.fields["on"].latest = today  # type: ignore[attr-defined]  # a DayField


STATES: Final = [
    ("", "Any state"),
    ("submitted", "To be reviewed"),
    ("asking", "Mentors are being asked"),
    ("exhausted", "Needs help"),
    ("accepted", "To be introduced"),
    ("paused", "Paused"),
    ("introduced", "Introduced"),
    ("withdrawn", "Withdrawn"),
    ("draft", "Sent back"),
]


class RequestFilter(forms.Form):
    """A name and a state; anything left empty does not narrow the list."""

    words = forms.CharField(label="Name, email or number", required=False, max_length=100)
    state = forms.ChoiceField(label="State", choices=STATES, required=False)


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
