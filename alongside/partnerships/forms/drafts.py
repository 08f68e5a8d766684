"""What somebody is typing, taken from a form as it stands, whether or not it could be saved."""

from django import forms


def typed_fields(form: forms.Form) -> dict[str, str]:
    """The visible fields of a form that was sent, by name, and the version it was drawn with."""
    names = [field.name for field in form.visible_fields()] + ["version"]
    return {name: str(form.data.get(name) or "") for name in names if name in form.fields}
