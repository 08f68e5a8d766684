"""What people fill in: a search, an entry, an answer, a decision, a preparation."""

from datetime import date, timedelta
from typing import Any, Final

from django import forms
from django.http import QueryDict

from alongside.directory.models import EntryWords, MentorEntry, Offer
from alongside.directory.queries.search import SORTS, Asked
from alongside.domain.finding import Term, words_in
from alongside.domain.scheme.asking import Directory
from alongside.enrolment.forms.application import MOST_PLACES, question_field
from alongside.web.fields import DayField, WritingField

SORT_WORDS: Final = {"name": "By name", "newest": "Newest first"}
REST_WORDS: Final = {0: "None", 30: "A month", 60: "Two months", 90: "Three months", 180: "Half a year"}
FURTHEST: Final = timedelta(days=2 * 366)
MOST_TERMS: Final = 50
MOST_NAMESAKES: Final = 50
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
        words = words_in(name)
        rows = EntryWords.objects.filter(
            scheme=self.offer.request.scheme_id,
            is_listed=True,
            words__holds=tuple((Term((word,), open_ended=False),) for word in words),
        ).exclude(entry__application=self.offer.mentor_application)
        rows = rows.select_related("entry__application__member")[:MOST_NAMESAKES]
        found = [row.entry for row in rows if words and words_in(row.entry.member.name) == words]
        if len(found) > 1:
            raise forms.ValidationError(
                "Several mentors of this name are listed, so we cannot tell whom you mean. Leave it empty, and write "
                "to the office."
            )
        if not found:
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
