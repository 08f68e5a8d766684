"""The small forms of a session's page."""

import uuid
from datetime import date
from typing import Any, cast

from django import forms
from django.utils import timezone

from alongside.domain.scheme import Side
from alongside.partnerships.actions.holding import LONGEST, SHORTEST
from alongside.partnerships.models import Partnership, Session
from alongside.partnerships.queries.topics import topics_of
from alongside.web.fields import DayField, WritingField

LINE = 1000


class SharedTextForm(forms.Form):
    """A text that both partners may change; `version` is the one the writer had before them."""

    theirs = ""

    def keep_both(self, theirs: str, version: int) -> None:
        """The partner saved another text meanwhile: show it as `theirs`, keep what was typed, ask again."""
        self.theirs = theirs
        self.data = {name: self.data[name] for name in self.data} | {self.add_prefix("version"): str(version)}
        self.add_error(
            None, "This was changed somewhere else while you wrote. Compare, then save what you want."
        )


class AgendaItemForm(SharedTextForm):
    """Something to talk about. `item_id` is the new item's id, so that sending twice adds it once."""

    text = WritingField(label="What would you like to talk about?", limit=LINE, unit="characters", rows=2)
    topic = forms.ChoiceField(label="Topic", required=False)
    item_id = forms.UUIDField(widget=forms.HiddenInput, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, partnership: Partnership, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("item_id", uuid.uuid4())
        choice = cast(forms.ChoiceField, self.fields["topic"])
        choice.choices = [("", "No topic"), *topics_of(partnership)]
        self.fields["text"].error_messages["required"] = "Write what you would like to talk about."


class ActionForm(SharedTextForm):
    """A step one of the two will take. `action_id` is the new action's id, so that sending twice adds it once."""

    text = WritingField(label="What is to be done?", limit=LINE, unit="characters", rows=2)
    owner = forms.ChoiceField(label="Who does it?", widget=forms.RadioSelect)
    due_on = DayField(label="By when?", required=False)
    action_id = forms.UUIDField(widget=forms.HiddenInput, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, partnership: Partnership, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("action_id", uuid.uuid4())
        self.initial.setdefault("owner", partnership.rules.actions.default_owner)
        choice = cast(forms.ChoiceField, self.fields["owner"])
        choice.choices = [("mentee", partnership.mentee.name), ("mentor", partnership.mentor.name)]
        self.fields["text"].error_messages["required"] = "Write what is to be done."


class PreparationForm(forms.Form):
    """One's own checklist before a session."""

    done = forms.MultipleChoiceField(
        label="Your preparation", required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, session: Session, role: Side, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        items = session.partnership.rules.preparation.items_for(role, session.number)
        choice = cast(forms.MultipleChoiceField, self.fields["done"])
        choice.choices = [(item.key, item.label) for item in items]
        self.initial.setdefault(
            "done", [tick.item for tick in session.preparation_ticks.all() if tick.role == role]
        )


class MetForm(forms.Form):
    """When two met and for how long; both are filled in already."""

    held_on = DayField(label="On which day did you meet?")
    minutes = forms.IntegerField(
        label="For how many minutes?",
        min_value=SHORTEST,
        max_value=LONGEST,
        error_messages={
            "required": "Say for how long you met.",
            "min_value": f"Give a length of at least {SHORTEST} minutes.",
            "max_value": f"Give a length of at most {LONGEST} minutes.",
        },
    )

    def __init__(self, session: Session, *args: Any, today: date | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        day, minutes = met_defaults(session, today or timezone.localdate())
        self.initial.setdefault("held_on", day)
        self.initial.setdefault("minutes", minutes)
        self.fields["minutes"].widget.attrs["class"] = "short"


def met_defaults(session: Session, today: date) -> tuple[date, int]:
    """The day and length that “We met” takes for granted: as said before, as planned, or today."""
    if session.held_on is not None and session.held_minutes is not None:
        return session.held_on, session.held_minutes
    planned = timezone.localtime(session.starts_at).date() if session.starts_at else today
    return min(planned, today), session.minutes


class RecordForm(SharedTextForm):
    """The record of what was said and decided; `version` is the one the writer had before them."""

    text = WritingField(label="What you want to keep of this session", rows=12)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].error_messages["required"] = "Write something before you save, or go back."


class FeedbackForm(forms.Form):
    """An answer to the scheme's one question."""

    text = WritingField(label="Your answer", limit=LINE, unit="characters", rows=4)

    def __init__(self, question: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].label = question
        self.fields["text"].error_messages["required"] = "Write a sentence, or skip the question."


class ReasonForm(forms.Form):
    """Why a session is complete although someone has no goal yet."""

    reason = WritingField(
        label="Why do you complete it without goals?", limit=LINE, unit="characters", rows=3
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].error_messages["required"] = "Give a reason, or wait until both have a goal."
