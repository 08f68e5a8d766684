"""The undo button of an announcement."""

from typing import Any

from django import template
from django.contrib.messages.storage.base import Message

from alongside.web.announce import UNDO

register = template.Library()


@register.inclusion_tag("web/parts/undo.html", takes_context=True)
def undo_form(context: template.Context, message: Message) -> dict[str, Any]:
    """A small form that posts to the address the announcement carries, or nothing."""
    tags = message.extra_tags or ""
    url = tags.removeprefix(UNDO) if tags.startswith(UNDO) else ""
    return {"url": url, "csrf_token": context.get("csrf_token")}
