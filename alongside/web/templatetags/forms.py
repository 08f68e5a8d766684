"""Forms on pages: the whole form, its summary of problems, the key against double sending."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django import template
from django.forms import BaseForm
from django.utils.safestring import SafeString

register = template.Library()


@dataclass(frozen=True)
class Problem:
    """One line of the summary, and the field it leads to; `label` where the sentence does not name it."""

    text: str
    anchor: str
    label: str = ""


@register.simple_tag
def render_form(form: BaseForm) -> SafeString:
    """The form's summary and fields, as `{{ form }}` draws them."""
    return form.render()


@register.inclusion_tag("web/forms/error_summary.html")
def error_summary(form: BaseForm) -> dict[str, Any]:
    """Everything to put right, in the order of the page; takes the focus when the page opens."""
    return {"problems": problems_of(form), "id": f"{form.prefix or 'form'}-problems"}


def problems_of(form: BaseForm) -> list[Problem]:
    """The form's own errors first, then each field's, each with the id to jump to."""
    if not form.is_bound:
        return []
    problems = [Problem(str(text), "") for text in form.non_field_errors()]
    for field in form:
        anchor = "" if field.is_hidden else getattr(field, "anchor", field.auto_id)
        label = str(field.label)
        problems.extend(
            Problem(str(text), anchor, "" if label in str(text) else label) for text in field.errors
        )
    return problems


@register.inclusion_tag("web/forms/filter_bar.html", takes_context=True)
def filter_bar(
    context: template.Context, form: BaseForm, label: str = "Show", back: str = "Show all", anchor: str = ""
) -> dict[str, Any]:
    """A GET form in one line above a list, with a way back to everything; what is in hidden fields stays.

    `anchor` is the id of the list's heading where the list stands far down its page.
    """
    request = context.get("request")
    path = request.path if request else ""
    place = f"#{anchor}" if anchor else ""
    kept = {field.html_name: field.value() for field in form.hidden_fields() if field.value()}
    return {
        "form": form,
        "label": label,
        "back": back,
        "path": f"{path}{place}",
        "whole": f"{path}?{urlencode(kept)}{place}" if kept else f"{path}{place}",
        "sort": request.GET.get("sort", "") if request else "",
        "narrowed": form.is_bound and any(field.name in form.changed_data for field in form.visible_fields()),
    }
