"""The office writes the handbook."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from alongside.people.requests import SignedInRequest
from alongside.schemes.queries import definition_in_force, office_scheme_or_404, rules_of
from alongside.training.actions.handbook import publish_edition
from alongside.training.forms.handbook import EditionForm
from alongside.training.queries.handbook import newest_edition, side_or_404, starter_text
from alongside.web.announce import announce
from alongside.web.markdown import read_book


def write(request: SignedInRequest, body_slug: str, scheme_id: UUID, side: str) -> HttpResponse:
    """Write the next edition; it begins with the last one, and the first with the text that is shipped."""
    side = side_or_404(side)
    scheme = office_scheme_or_404(request.user, body_slug, scheme_id)
    rules = rules_of(definition_in_force(scheme, timezone.localdate()))
    last = newest_edition(scheme, side)
    text = last.text if last else starter_text(side, scheme, rules)
    form = EditionForm(request.POST if request.method == "POST" else None, initial={"text": text})
    preview = None
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        if "publish" in request.POST:
            made = publish_edition(scheme, side=side, by=request.user, **said)
            announce(request, f"Edition {made.number} is published.")
            return redirect("handbook", scheme_id=scheme.pk, side=side)
        preview = read_book(said["text"])
    context = {
        "body": scheme.body,
        "scheme": scheme,
        "rules": rules,
        "side": side,
        "last": last,
        "form": form,
        "preview": preview,
        "editions": scheme.handbooks.filter(side=side).select_related("published_by").order_by("-number"),
    }
    return render(request, "training/office_handbook.html", context)
