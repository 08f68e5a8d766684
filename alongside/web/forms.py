"""How Django draws our forms: label, hint, what is wrong, then the field."""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms.renderers import TemplatesSetting

from alongside.web.plain_errors import speak_plainly
from alongside.web.wording import count_of, count_words


class PageField(forms.BoundField):
    """A field that knows its kind, what is wrong with it, and how much may be written in it."""

    def __init__(self, form: forms.BaseForm, field: forms.Field, name: str) -> None:
        """Drop placeholders: they vanish while typing and are too pale to read. A hint says it."""
        super().__init__(form, field, name)
        field.widget.attrs.pop("placeholder", None)
        speak_plainly(field, str(self.label))

    @property
    def kind(self) -> str:
        """Which part of the field template draws it: check, choices, group or plain."""
        widget = self.field.widget
        if isinstance(widget, forms.CheckboxInput):
            return "check"
        if isinstance(widget, (forms.RadioSelect, forms.CheckboxSelectMultiple)):
            return "choices"
        return "group" if self.use_fieldset else "plain"

    @property
    def use_fieldset(self) -> bool:
        """A file field is one input, so it takes a label, whatever Django thinks."""
        return super().use_fieldset and not isinstance(self.field.widget, forms.FileInput)

    @property
    def is_optional(self) -> bool:
        """Whether the label says so; a lone checkbox explains itself, and some pages say it of all fields at once."""
        says = self.kind != "check" and getattr(self.field, "says_optional", True)
        return says and not self.field.required and not self.field.disabled

    @property
    def anchor(self) -> str:
        """The id a link in the error summary jumps to: the first input of a group."""
        if self.kind == "choices":
            return f"{self.auto_id}_0"
        return self.id_for_label or self.auto_id

    @property
    def limit(self) -> tuple[str, int] | None:
        """What is counted and how much of it there may be, for fields with a count."""
        attrs = self.field.widget.attrs
        return (attrs["data-count"], int(attrs["data-limit"])) if "data-limit" in attrs else None

    @property
    def count_text(self) -> str:
        """How much has been written, as the server knows it; the script keeps it fresh."""
        if self.limit is None:
            return ""
        unit, limit = self.limit
        text = str(self.value() or "")
        written = count_words(text) if unit == "words" else len(text)
        return f"{written:,} of {count_of(limit, unit.removesuffix('s'))}"

    @property
    def aria_describedby(self) -> str:
        """Django's hint and error, and the count."""
        described = super().aria_describedby or ""
        counted = f"{self.auto_id}_count" if self.limit else ""
        return " ".join(filter(None, [described, counted]))

    def build_widget_attrs(self, attrs: dict[str, Any], widget: forms.Widget | None = None) -> dict[str, Any]:
        """Leave `required` out: the browser's own bubbles speak another language than our errors."""
        built: dict[str, Any] = super().build_widget_attrs(attrs, widget)
        built.pop("required", None)
        return built


class PageRenderer(TemplatesSetting):
    """Named in settings.FORM_RENDERER, so that `{{ form }}` simply works."""

    form_template_name = "web/forms/form.html"
    field_template_name = "web/forms/field.html"
    formset_template_name = "web/forms/formset.html"
    bound_field_class = PageField
