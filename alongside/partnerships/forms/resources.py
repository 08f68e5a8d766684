"""The filter of the list of resources."""

from typing import Any, cast

from django import forms

from alongside.partnerships.models import Partnership
from alongside.partnerships.queries.resources import PHASES


class ResourceFilter(forms.Form):
    """By phase and by part; empty means all."""

    phase = forms.ChoiceField(label="When", required=False)
    role = forms.ChoiceField(label="For", required=False)

    def __init__(self, partnership: Partnership, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        phases = [(key, words) for key, words in PHASES.items() if key != "any"]
        cast(forms.ChoiceField, self.fields["phase"]).choices = [("", "Any time"), *phases]
        roles = partnership.rules.roles
        cast(forms.ChoiceField, self.fields["role"]).choices = [
            ("", "Both of you"),
            ("mentee", f"The {roles.mentee.singular}"),
            ("mentor", f"The {roles.mentor.singular}"),
        ]

    def chosen(self) -> dict[str, str]:
        """What was chosen; a value that is not in the list counts as none."""
        self.is_valid()
        return {name: str(self.cleaned_data.get(name) or "") for name in ("phase", "role")}
