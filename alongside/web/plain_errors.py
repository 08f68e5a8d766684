"""Puts our sentences in the place of Django's own: what to do, not what is wrong."""

from __future__ import annotations

from typing import Final

from django import forms

_BY_VALIDATORS: Final = {
    "max_length": "Use at most %(limit_value)d characters; this has %(show_value)d.",
    "min_length": "Use at least %(limit_value)d characters; this has %(show_value)d.",
    "min_value": "Write %(limit_value)s or more.",
    "max_value": "Write %(limit_value)s or less.",
    "null_characters_not_allowed": "One of the characters is broken. Type that part again.",
}
_BY_FIELDS: Final[tuple[tuple[type[forms.Field], str, str], ...]] = (
    (forms.IntegerField, "invalid", "Write a whole number, in figures."),
    (forms.FloatField, "invalid", "Write a number, in figures."),
    (forms.DecimalField, "invalid", "Write a number, in figures."),
    (forms.URLField, "invalid", "Write a web address such as https://example.org."),
    (forms.DateField, "invalid", "Write the day as in 12 March 2027 or 12/03/2027."),
    (forms.TimeField, "invalid", "Write the time as in 14:30."),
    (forms.ChoiceField, "invalid_choice", "Choose one of the answers shown."),
    (forms.MultipleChoiceField, "invalid_choice", "Choose from the answers shown."),
    (forms.ModelChoiceField, "invalid_choice", "Choose one of the answers shown."),
    (forms.FileField, "empty", "This file is empty. Choose another."),
    (forms.FileField, "missing", "Choose a file."),
    (forms.FileField, "max_length", "Give the file a name of at most %(max)d characters; it has %(length)d."),
)


def speak_plainly(field: forms.Field, label: str) -> None:
    """Change the messages of this one form's field; wording that a form chose for itself is left alone."""
    messages = field.error_messages
    for code, words in _BY_VALIDATORS.items():
        messages.setdefault(code, words)
    if isinstance(field, forms.EmailField):
        messages.setdefault("invalid", "Write an address such as name@example.org.")
    for kind, code, words in _BY_FIELDS:
        if isinstance(field, kind) and messages.get(code) == kind.default_error_messages[code]:
            messages[code] = words
    if messages.get("required") == forms.Field.default_error_messages["required"]:
        messages["required"] = _ask(field, label)


def _ask(field: forms.Field, label: str) -> str:
    name = f"“{label}”"
    if isinstance(field, forms.BooleanField):
        return f"Tick {name} to go on."
    if isinstance(field, forms.FileField):
        return f"Choose a file for {name}."
    if isinstance(field, (forms.ChoiceField, forms.ModelChoiceField)):
        return f"Choose an answer to {name}."
    return f"Fill in {name}."
