"""What partners fill in about the partnership itself."""

import uuid
from datetime import date, timedelta
from typing import Any, cast

from django import forms
from django.utils import timezone

from alongside.partnerships.models import Partnership
from alongside.schemes.queries import terms_of
from alongside.web.fields import DayField

OTHER = "other"


class ToolForm(forms.Form):
    """How the two like to meet: one of the scheme's tools, or their own words."""

    tool = forms.ChoiceField(label="How do you like to meet?", widget=forms.RadioSelect, required=False)
    own = forms.CharField(
        label="Another way", max_length=80, required=False, help_text="It is printed in your invitations."
    )

    def __init__(self, partnership: Partnership, data: Any = None) -> None:
        key = partnership.rules.meetings.tool_vocabulary
        terms = terms_of(partnership.scheme, partnership.rules, key) if key else []
        known = {term for term, _ in terms}
        chosen = partnership.preferred_tool
        super().__init__(
            data,
            initial={
                "tool": chosen if chosen in known or not chosen else OTHER,
                "own": "" if chosen in known else chosen,
            },
        )
        choice = cast(forms.ChoiceField, self.fields["tool"])
        choice.choices = [*terms, (OTHER, "Another way"), ("", "We have not decided")]

    def chosen(self) -> str:
        """What to keep."""
        tool = str(self.cleaned_data.get("tool") or "")
        own = str(self.cleaned_data.get("own") or "").strip()
        return own if tool == OTHER or (own and not tool) else tool


class PauseForm(forms.Form):
    """Until when a partnership pauses."""

    until = DayField(label="Until which day?", help_text="Your partnership resumes by itself on this day.")

    def __init__(self, account_today: date, data: Any = None) -> None:
        super().__init__(data, initial={"until": account_today + timedelta(days=28)})
        self.fields["until"] = DayField(
            label="Until which day?",
            help_text="Your partnership resumes by itself on this day.",
            earliest=account_today + timedelta(days=1),
            latest=account_today + timedelta(days=366),
        )


class EndForm(forms.Form):
    """How it ends, whether the mentee would like another partner, and whether they mentor next where they may."""

    ending = forms.ChoiceField(
        label="How would you put it?",
        help_text="Nobody is told which you choose: the scheme counts these, and shows no count of fewer than five.",
        widget=forms.RadioSelect,
        required=False,
    )

    rematch = forms.BooleanField(
        label="Find me a new partner",
        required=False,
        help_text="You stand at the head of the queue, as you have waited before.",
    )
    mentor_next = forms.BooleanField(
        label="I would like to mentor somebody next",
        required=False,
        help_text="A draft of your application is opened. Nothing is sent before you send it.",
    )

    def __init__(
        self,
        *args: Any,
        endings: list[tuple[str, str]],
        wants_another: bool,
        may_mentor: bool,
        recommended_by: str = "",
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        if recommended_by:
            draft = self.fields["mentor_next"].help_text
            self.fields["mentor_next"].help_text = f"{recommended_by} recommends you as a mentor. {draft}"
        self.fields["ending"].choices = endings  # type: ignore[attr-defined]  # a ChoiceField
        if not wants_another:
            del self.fields["rematch"]
        if not may_mentor:
            del self.fields["mentor_next"]


class AddSessionForm(forms.Form):
    """By when another session is to be; `session_id` is its id, so that sending twice adds it once."""

    target_on = DayField(label="Around which day?")
    session_id = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        self.initial.setdefault("session_id", uuid.uuid4())
        self.initial.setdefault("target_on", today + timedelta(days=28))
        self.fields["target_on"] = DayField(
            label="Around which day?", earliest=today, latest=today + timedelta(days=730)
        )
