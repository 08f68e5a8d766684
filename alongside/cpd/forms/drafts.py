"""What a half-written form leaves behind, and how it comes back as a form's first values."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict


def fields_to_keep(data: QueryDict) -> dict[str, list[str]]:
    """Everything typed, as lists of texts; the form's own key against forgery is not part of it."""
    return {name: values for name, values in data.lists() if name != "csrfmiddlewaretoken"}


def with_version(data: QueryDict, version: int) -> QueryDict:
    """What was typed, as if the newest version had been before the writer: sending it again replaces that one."""
    renewed = data.copy()
    renewed["version"] = str(version)
    return renewed


def bring_back(form: forms.Form, kept: dict[str, list[str]] | None) -> bool:
    """Make kept values the form's first ones; returns whether there were any. Its version and its id are never old ones."""
    if not kept:
        return False
    data: MultiValueDict[str, Any] = MultiValueDict(kept)
    for name, field in form.fields.items():
        if name not in ("version", "record_id"):
            form.initial[name] = field.widget.value_from_datadict(
                data, MultiValueDict(), form.add_prefix(name)
            )
    return True
