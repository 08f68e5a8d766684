"""Tables: heads that sort, pages of rows, and the way to take them along."""

from __future__ import annotations

from typing import Any

from django import template
from django.core.paginator import Page
from django.http import HttpRequest, QueryDict
from django.utils.html import format_html
from django.utils.safestring import SafeString

from alongside.web.templatetags.icons import icon
from alongside.web.wording import count_of as count_in_words

register = template.Library()


@register.simple_tag(takes_context=True)
def sort_head(context: template.Context, key: str, words: str, number: bool = False) -> SafeString:
    """A head that sorts by `?sort=key`, and by `?sort=-key` the second time; keeps the filters, drops the page."""
    request: HttpRequest = context["request"]
    now = request.GET.get("sort", "")
    rising, falling = now == key, now == f"-{key}"
    address = _address(request, sort=f"-{key}" if rising else key, page=None)
    order = {(True, False): "ascending", (False, True): "descending"}.get((rising, falling))
    return format_html(
        '<th scope="col"{}{}><a class="sort" href="{}">{}{}</a></th>',
        SafeString(' class="number"') if number else "",
        format_html(' aria-sort="{}"', order) if order else "",
        address,
        words,
        icon("up" if rising else "down" if falling else "sort"),
    )


@register.inclusion_tag("web/parts/pages.html", takes_context=True)
def pages(
    context: template.Context, page: Page[Any], noun: str, plural: str = "", name: str = "page"
) -> dict[str, Any]:
    """How many there are and the pages of them; nothing to choose where one page holds all.

    `name` is the number's name in the address, and tells several lists on one page apart.
    """
    request: HttpRequest = context["request"]
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return {
        "page": page,
        "total": count_in_words(page.paginator.count, noun, plural),
        "links": [(number, _address(request, **{name: number})) for number in numbers],
    }


@register.simple_tag(takes_context=True)
def export_link(context: template.Context, words: str = "Take this list as a spreadsheet") -> SafeString:
    """A link to the same list, filtered and sorted as shown, with `?export=xlsx` for the view to answer."""
    address = _address(context["request"], page=None, export="xlsx")
    return format_html('<a href="{}">{}{}</a>', address, icon("download"), words)


def _address(request: HttpRequest, **changes: Any) -> str:
    query: QueryDict = request.GET.copy()
    for name, value in changes.items():
        if value is None:
            query.pop(name, None)
        else:
            query[name] = str(value)
    return f"{request.path}?{query.urlencode()}" if query else request.path
