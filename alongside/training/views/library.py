"""The library of a scheme as it is read, and as trainers and the office keep it."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt

from alongside.domain.documents import MOST_BYTES
from alongside.people.requests import SignedInRequest
from alongside.people.uploads import CappedUpload, behind_a_cap
from alongside.schemes.models import Scheme
from alongside.schemes.queries import definition_in_force, rules_of
from alongside.training.actions.library import (
    add_item,
    change_item,
    link_works,
    put_back,
    report_link,
    take_off,
)
from alongside.training.forms.library import ItemForm, LibraryFilter
from alongside.training.models import LibraryItem
from alongside.training.queries.library import (
    broken_links,
    by_phase,
    chosen_entries,
    file_or_404,
    item_or_404,
    kept_schemes,
    library_of,
    library_scheme_or_404,
    providers_by_region,
    runs_scheme,
)
from alongside.web.announce import announce, announce_problem
from alongside.web.downloads import download


def library(request: SignedInRequest, scheme_id: UUID) -> HttpResponse:
    """The list by phase; whoever keeps it sees the links that lead nowhere, and adds to it."""
    scheme = library_scheme_or_404(request.user, scheme_id)
    today = timezone.localdate()
    rules = rules_of(definition_in_force(scheme, today))
    form = LibraryFilter(rules, request.GET or None)
    entries = library_of(scheme, today)
    keeps = kept_schemes(request.user).filter(pk=scheme.pk).exists()
    context = {
        "scheme": scheme,
        "rules": rules,
        "filter": form,
        "groups": by_phase(chosen_entries(entries, **form.chosen())),
        "is_bare": not entries,
        "providers": providers_by_region(rules),
        "keeps": keeps,
        "broken": broken_links(scheme, entries) if keeps else [],
        "in_office": runs_scheme(request.user, scheme),
        "is_member": scheme.body.members.filter(account=request.user).exists(),
    }
    return render(request, "training/library.html", context)


def file(request: SignedInRequest, item_id: UUID) -> HttpResponse:
    """The file of an item. It is handed over, never shown among our own pages."""
    found = file_or_404(request.user, item_id)
    return download(bytes(found.data), found.media_type, f"library.{found.ending}")


def report(request: SignedInRequest, scheme_id: UUID) -> HttpResponse:
    """Say that a link leads nowhere."""
    scheme = library_scheme_or_404(request.user, scheme_id)
    if report_link(scheme, request.POST.get("url", ""), by=request.user, now=timezone.now()):
        announce(request, "Thank you. Whoever keeps this list has been told.")
    else:
        announce_problem(request, "This link is not on the list any more.")
    return redirect("library", scheme_id=scheme.pk)


def works(request: SignedInRequest, scheme_id: UUID) -> HttpResponse:
    """A keeper has looked at a link and found that it leads where it should."""
    scheme = get_object_or_404(kept_schemes(request.user), pk=scheme_id)
    link = scheme.links.filter(url=request.POST.get("url", "")).select_related("scheme__body").first()
    if link is not None:
        link_works(link, by=request.user)
    announce(request, "Noted: the link works.")
    return redirect("library", scheme_id=scheme.pk)


@csrf_exempt
def add(request: SignedInRequest, scheme_id: UUID) -> HttpResponse:
    """Add to a list one keeps."""
    scheme = get_object_or_404(kept_schemes(request.user), pk=scheme_id)
    return behind_a_cap(request, _write, scheme, None, most=MOST_BYTES)


@csrf_exempt
def change(request: SignedInRequest, item_id: UUID) -> HttpResponse:
    """Change what the list says of an item, or its file."""
    item = item_or_404(request.user, item_id)
    return behind_a_cap(request, _write, item.scheme, item, most=MOST_BYTES)


def _write(
    request: SignedInRequest, scheme: Scheme, item: LibraryItem | None, cap: CappedUpload
) -> HttpResponse:
    rules = rules_of(definition_in_force(scheme, timezone.localdate()))
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = ItemForm(rules, *sent, item=item, too_large=cap.too_large)
    if form.is_bound and form.is_valid():
        data = form.cleaned_data["file"]
        if item is None:
            add_item(scheme, by=request.user, fields=form.said, data=data)
            announce(request, "It is in the library.")
        else:
            change_item(item, by=request.user, fields=form.said, data=data)
            announce(request, "Changed.")
        return redirect("library", scheme_id=scheme.pk)
    return render(
        request, "training/library_item.html", {"scheme": scheme, "rules": rules, "form": form, "item": item}
    )


def remove(request: SignedInRequest, item_id: UUID) -> HttpResponse:
    """Take an item off the list, with a way back."""
    item = item_or_404(request.user, item_id)
    take_off(item, by=request.user, now=timezone.now())
    undo = reverse("library-item-restore", args=[item.pk])
    announce(request, f"“{item.title}” is off the list.", undo_url=undo)
    return redirect("library", scheme_id=item.scheme_id)


def restore(request: SignedInRequest, item_id: UUID) -> HttpResponse:
    """Put it back."""
    item = item_or_404(request.user, item_id)
    put_back(item, by=request.user)
    announce(request, f"“{item.title}” is back on the list.")
    return redirect("library", scheme_id=item.scheme_id)
