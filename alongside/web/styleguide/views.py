"""The style guide's pages: parts, charts and tables on one, a form with problems on another."""

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from alongside.web import charts
from alongside.web.styleguide import examples
from alongside.web.styleguide.forms import ExampleForm, FilterExample, example_with_problems
from alongside.web.templatetags.icons import icon_names


def styleguide(request: HttpRequest) -> HttpResponse:
    """Every part of a page; 404 outside demo and debug."""
    _only_where_shown()
    rows = [row for _ in range(9) for row in examples.MEMBERS]
    return render(
        request,
        "web/styleguide/parts.html",
        {
            "step": examples.NEXT_STEP,
            "stones": examples.STONES,
            "milestones": examples.MILESTONES,
            "members": Paginator(rows, 3).get_page(request.GET.get("page", 4)),
            "filters": FilterExample(request.GET or None),
        },
    )


def styleguide_forms(request: HttpRequest) -> HttpResponse:
    """Every kind of field, chart and icon."""
    _only_where_shown()
    drawn = [
        charts.line(examples.DAYS_TO_INTRODUCTION),
        charts.columns(examples.WAITED),
        charts.bars(examples.GOALS),
    ]
    context = {"example": ExampleForm(), "icons": icon_names(), "charts": drawn}
    return render(request, "web/styleguide/forms.html", context)


def styleguide_problems(request: HttpRequest) -> HttpResponse:
    """A form that came back with things to put right."""
    _only_where_shown()
    return render(request, "web/styleguide/problems.html", {"form": example_with_problems()})


def styleguide_confirm(request: HttpRequest) -> HttpResponse:
    """A page that asks by saying what happens."""
    _only_where_shown()
    context = {"consequences": examples.CONSEQUENCES, "button": "End this partnership", "ending": True}
    return render(request, "web/styleguide/confirm.html", context | {"back_url": "/styleguide/"})


def _only_where_shown() -> None:
    if not (settings.DEBUG or settings.DEMO):
        raise Http404
