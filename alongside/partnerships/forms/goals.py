"""The form of a goal, made from the parts of the scheme definition, and the note of progress."""

import uuid
from collections.abc import Sequence
from typing import Any, cast

from django import forms

from alongside.partnerships.forms.session import SharedTextForm
from alongside.partnerships.models import Partnership
from alongside.partnerships.queries.goals import GoalText, kinds_of_goal, may_add_kinds
from alongside.web.fields import WritingField

GOAL, PART, OWN_KIND, PROGRESS = 1000, 2000, 80, 2000
"""How many characters each may have."""
ANOTHER, OWN = "another", "own:"


class GoalForm(SharedTextForm):
    """A goal. `goal_id` is the new goal's id, so that sending twice makes one; `version` is the one changed."""

    goal = WritingField(
        label="What do you want to reach?",
        help_text="One sentence is enough to begin with.",
        limit=GOAL,
        unit="characters",
        rows=3,
        error_messages={"required": "Say what you want to reach, or go back."},
    )
    category = forms.ChoiceField(
        label="What kind of goal is it?",
        required=False,
    )
    own_category = forms.CharField(
        label="Another kind, in your own words", required=False, max_length=OWN_KIND
    )
    goal_id = forms.UUIDField(widget=forms.HiddenInput, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, partnership: Partnership, *args: Any, own_kinds: Sequence[str] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.parts = partnership.rules.goals.parts
        self.initial.setdefault("goal_id", uuid.uuid4())
        choice = cast(forms.ChoiceField, self.fields["category"])
        kinds = [*kinds_of_goal(partnership), *((f"{OWN}{kind}", kind) for kind in own_kinds)]
        if may_add_kinds(partnership):
            kinds.append((ANOTHER, "Another kind"))
        else:
            del self.fields["own_category"]
        choice.choices = [("", "None in particular"), *kinds]
        for part in self.parts:
            self.fields[f"part_{part.key}"] = WritingField(
                label=part.label,
                help_text=part.help or "",
                required=False,
                limit=PART,
                unit="characters",
                rows=2,
            )
        self.fields["is_stretch"] = forms.BooleanField(
            label="This is a stretch",
            required=False,
            help_text="You reach for more than you are sure of. Not getting there does not count against you.",
        )

    def clean(self) -> dict[str, Any]:
        """A kind of one's own is either chosen again or written; writing one is choosing it."""
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("category") == ANOTHER and not cleaned.get("own_category"):
            self.add_error("own_category", "Name the kind of goal, or choose one above.")
        return cleaned

    def text(self) -> GoalText:
        """What is sealed."""
        said = self.cleaned_data
        chosen, own = str(said.get("category") or ""), str(said.get("own_category") or "").strip()
        if chosen.startswith(OWN):
            chosen, own = "", chosen.removeprefix(OWN)
        elif chosen not in ("", ANOTHER):
            own = ""
        parts = {part.key: said[f"part_{part.key}"] for part in self.parts if said.get(f"part_{part.key}")}
        return GoalText(said["goal"], "" if own else chosen, own, parts, bool(said.get("is_stretch")))


def goal_initial(text: GoalText) -> dict[str, Any]:
    """The form's values for a goal as it was saved."""
    parts = {f"part_{key}": words for key, words in text.parts.items()}
    kind = f"{OWN}{text.own_category}" if text.own_category else text.category
    return {"goal": text.goal, "category": kind, "is_stretch": text.is_stretch} | parts


class ProgressForm(forms.Form):
    """What came of a goal so far."""

    text = WritingField(
        label="What has moved since?",
        limit=PROGRESS,
        unit="characters",
        rows=2,
        error_messages={"required": "Write what has moved, however small."},
    )
    progress_id = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("progress_id", uuid.uuid4())
