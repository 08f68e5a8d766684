"""The public list of schemes, and the office's own: rules in force, new rules from a date, opening and closing."""

from uuid import UUID

from django.db import IntegrityError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from alongside.people.queries import office_body_or_404
from alongside.people.requests import SignedInRequest
from alongside.presets import preset_text
from alongside.schemes.actions import (
    add_term,
    adopt_definition,
    set_scheme_open,
    start_scheme,
)
from alongside.schemes.forms import AdoptForm, RegionForm, StartSchemeForm, TermForm
from alongside.schemes.models import Scheme
from alongside.schemes.permissions import can_adopt_definition
from alongside.schemes.queries import (
    definition_in_force,
    listed_schemes,
    office_scheme_or_404,
    rules_of,
    schemes_open_to,
    terms_of,
)
from alongside.schemes.refusals import DateRefused, DefinitionRefused, TermRefused
from alongside.web.announce import announce


def public_list(request: HttpRequest) -> HttpResponse:
    """Every scheme that somebody can join, for anybody; it names no member."""
    listed = listed_schemes(timezone.localdate())
    form = RegionForm((region for each in listed for region in each.regions), request.GET or None)
    region = form.chosen()
    rows = [each for each in listed if not region or not each.regions or region in each.regions]
    account = request.user if request.user.is_authenticated else None
    own = set(schemes_open_to(account).values_list("pk", flat=True)) if account else set()
    context = {"rows": rows, "filter": form, "any": bool(listed), "own": own}
    return render(request, "schemes/public_list.html", context)


def schemes(request: SignedInRequest, body_slug: str) -> HttpResponse:
    """The body's schemes."""
    body = office_body_or_404(request.user, body_slug)
    rows = body.schemes.order_by("name")
    context = {"body": body, "schemes": rows, "can_start": can_adopt_definition(request.user, body)}
    return render(request, "schemes/schemes.html", context)


def start(request: SignedInRequest, body_slug: str) -> HttpResponse:
    """Start a scheme from a preset; directors only."""
    body = office_body_or_404(request.user, body_slug, "director")
    form = StartSchemeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        text = preset_text("schemes", form.cleaned_data["preset"])
        try:
            scheme = start_scheme(
                body, by=request.user, text=text, slug=form.cleaned_data["slug"], today=timezone.localdate()
            )
        except IntegrityError:
            form.add_error(
                "slug", "There is a scheme of this name already. Give the new one another short name."
            )
        else:
            announce(request, f"{scheme.name} is open for applications.")
            return redirect("office-scheme", body_slug=body.slug, scheme_id=scheme.pk)
    return render(request, "schemes/start.html", {"body": body, "form": form})


def scheme(request: SignedInRequest, body_slug: str, scheme_id: UUID) -> HttpResponse:
    """The rules in force, the versions there were, and the lists that the office may add to."""
    found = office_scheme_or_404(request.user, body_slug, scheme_id)
    adopted = definition_in_force(found, timezone.localdate())
    rules = rules_of(adopted)
    form = TermForm(rules, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            add_term(
                found,
                by=request.user,
                vocabulary=form.cleaned_data["vocabulary"],
                label=form.cleaned_data["label"],
                rules=rules,
            )
        except TermRefused as refused:
            form.add_error("label", str(refused))
        else:
            announce(request, "Added. New forms show it at once.")
            return redirect("office-scheme", body_slug=body_slug, scheme_id=found.pk)
    context = {
        "body": found.body,
        "scheme": found,
        "rules": rules,
        "adopted": adopted,
        "versions": found.definitions.order_by("-version").select_related("adopted_by"),
        "vocabularies": [(each.name, terms_of(found, rules, each.key)) for each in rules.vocabularies],
        "joint": found.joint_bodies.order_by("body__name").select_related("body"),
        "form": form,
        "can_adopt": can_adopt_definition(request.user, found.body),
    }
    return render(request, "schemes/scheme.html", context)


def adopt(request: SignedInRequest, body_slug: str, scheme_id: UUID) -> HttpResponse:
    """Adopt new rules from a day on; all problems of the text are shown at once."""
    found = _for_director(request, body_slug, scheme_id)
    form = AdoptForm(
        timezone.localdate(), *((request.POST, request.FILES) if request.method == "POST" else ())
    )
    problems: tuple[object, ...] = ()
    if request.method == "POST" and form.is_valid():
        try:
            adopted = adopt_definition(
                found,
                by=request.user,
                text=form.definition_text(),
                in_force_from=form.cleaned_data["in_force_from"],
                today=timezone.localdate(),
            )
        except DefinitionRefused as refused:
            problems = refused.problems
        except DateRefused as refused:
            form.add_error("in_force_from", str(refused))
        else:
            announce(
                request, f"Version {adopted.version} is adopted. What is under way keeps its own version."
            )
            return redirect("office-scheme", body_slug=body_slug, scheme_id=found.pk)
    later = found.definitions.filter(in_force_from__gt=timezone.localdate()).order_by(
        "in_force_from", "version"
    )
    coming = {
        version.in_force_from: version for version in later
    }  # of one day's versions the last one counts
    context = {
        "body": found.body,
        "scheme": found,
        "form": form,
        "problems": problems,
        "coming": list(coming.values()),
    }
    return render(request, "schemes/adopt.html", context)


def definition(request: SignedInRequest, body_slug: str, scheme_id: UUID, version: int) -> HttpResponse:
    """An adopted text, exactly as it was adopted."""
    found = office_scheme_or_404(request.user, body_slug, scheme_id)
    adopted = get_object_or_404(found.definitions.all(), version=version)
    name = f"{found.slug}-version-{version}.toml"
    return HttpResponse(
        adopted.text,
        content_type="application/toml; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def set_open(request: SignedInRequest, body_slug: str, scheme_id: UUID) -> HttpResponse:
    """Open or close a scheme to new applications."""
    found = _for_director(request, body_slug, scheme_id)
    set_scheme_open(found, by=request.user, is_open=not found.is_open)
    announce(
        request,
        f"{found.name} {'takes applications again' if found.is_open else 'takes no new applications'}.",
    )
    return redirect("office-scheme", body_slug=body_slug, scheme_id=found.pk)


def _for_director(request: SignedInRequest, body_slug: str, scheme_id: UUID) -> Scheme:
    found = office_scheme_or_404(request.user, body_slug, scheme_id)
    if not can_adopt_definition(request.user, found.body):
        raise Http404
    return found
