"""Certificates of one's own, the office's list of them, and the page on which anybody checks one."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from alongside.certificates.actions import (
    certify_completion,
    certify_hours,
    certify_training,
    revoke_certificate,
)
from alongside.certificates.documents import badge_svg, certificate_pdf, letter_pdf
from alongside.certificates.forms import (
    CodeForm,
    DaysForm,
    LetterForm,
    OfficeFilter,
    RevokeForm,
    TrainingForm,
)
from alongside.certificates.queries import (
    bodies_that_certify,
    certificate_or_404,
    certificates_of,
    checked,
    completed_by,
    office_certificate_or_404,
    office_certificates,
    revoked_address,
    revoked_places_or_404,
    sessions_held,
    time_held,
)
from alongside.domain.cpd.certificates import revoked_list
from alongside.domain.lifecycle import MoveRefused
from alongside.partnerships.models import Partnership
from alongside.people.queries import memberships_of, office_body_or_404
from alongside.people.requests import SignedInRequest
from alongside.vault.signing import Signer
from alongside.web.announce import announce, announce_problem
from alongside.web.downloads import download
from alongside.web.wording import count_of

PAGE = 50


def certificates(request: SignedInRequest) -> HttpResponse:
    """What one has, what one could have, and the form for hours."""
    today = timezone.localdate()
    bodies = bodies_that_certify(request.user, "hours", today)
    form = DaysForm(request.POST if request.method == "POST" else None, bodies=bodies, today=today)
    if form.is_bound and bodies and form.is_valid():
        days = form.cleaned_data
        try:
            certify_hours(
                form.chosen_body, by=request.user, on=days["on"], until=days["until"], now=timezone.now()
            )
        except MoveRefused as refused:
            form.add_error(None, str(refused))
        else:
            announce(request, "Your certificate is made.")
            return redirect("certificates")
    context = {
        "certificates": certificates_of(request.user),
        "completed": [(row, row.role_of(request.user)) for row in completed_by(request.user)],
        "form": form if bodies else None,
    }
    return render(request, "certificates/certificates.html", context)


def complete(request: SignedInRequest, partnership_id: UUID) -> HttpResponse:
    """Have a certificate of a completed partnership."""
    found = get_object_or_404(Partnership.objects.visible_to(request.user), pk=partnership_id)
    try:
        certify_completion(found, by=request.user, now=timezone.now())
    except MoveRefused as refused:
        announce_problem(request, str(refused))
    else:
        announce(request, "Your certificate is made.")
    return redirect("certificates")


def pdf(request: SignedInRequest, certificate_id: UUID) -> HttpResponse:
    """The certificate on paper."""
    found = certificate_or_404(request.user, certificate_id)
    return download(
        certificate_pdf(found, timezone.localdate()),
        "application/pdf",
        f"certificate-{found.issued_at:%Y-%m-%d}.pdf",
    )


def badge(request: SignedInRequest, certificate_id: UUID) -> HttpResponse:
    """The same as an Open Badge: a picture that carries its signed credential."""
    found = certificate_or_404(request.user, certificate_id)
    return download(badge_svg(found), "image/svg+xml", f"badge-{found.issued_at:%Y-%m-%d}.svg")


def letter(request: SignedInRequest) -> HttpResponse:
    """A letter for one's employer: sessions and hours, no content and no partner."""
    today = timezone.localdate()
    bodies = [membership.body for membership in memberships_of(request.user)]
    form = LetterForm(request.POST if request.method == "POST" else None, bodies=bodies, today=today)
    if form.is_bound and form.is_valid():
        body, on, until = form.chosen_body, form.cleaned_data["on"], form.cleaned_data["until"]
        parts = time_held(request.user, sessions_held(request.user, body, on, until))
        facts = {
            "name": request.user.name,
            "body": body.name,
            "contact": body.contact_email,
            "on": on.isoformat(),
            "until": until.isoformat(),
            "made": today.isoformat(),
            "parts": [
                {"part": one.part, "sessions": one.sessions, "hours": f"{one.hours.normalize():f}"}
                for one in parts
            ],
            **form.facts,
        }
        return download(
            letter_pdf(facts, body, today), "application/pdf", f"mentoring-time-{on}-to-{until}.pdf"
        )
    return render(request, "certificates/letter.html", {"form": form if bodies else None})


def check(request: HttpRequest) -> HttpResponse:
    """Type a code, or follow a certificate's QR code: what it says, and whether it stands; nothing that is not printed."""
    form = CodeForm(request.GET if "code" in request.GET else None)
    if not form.is_bound or not form.is_valid():
        return render(request, "certificates/check.html", {"form": form})
    found = checked(form.cleaned_data["code"])
    if found is None:
        return render(request, "certificates/check.html", {"form": form, "unknown": True}, status=404)
    context = {"certificate": found, "statement": found.statement, "signer": Signer(found.body_id)}
    return render(request, "certificates/checked.html", context)


def revoked_badges(request: HttpRequest, body_slug: str) -> HttpResponse:
    """A body's list of revoked badges, signed, for programs that verify one."""
    body, places = revoked_places_or_404(body_slug)
    signer = Signer(body.pk)
    signed = signer.sign(
        revoked_list(places, address=revoked_address(body), issuer=signer.did, now=timezone.now())
    )
    return HttpResponse(signed, content_type="application/vc+jwt")


def office(request: SignedInRequest, body_slug: str) -> HttpResponse:
    """Certificates that the body has given."""
    body = office_body_or_404(request.user, body_slug)
    filters = OfficeFilter(request.GET)
    words = filters.cleaned_data["words"] if filters.is_valid() else ""
    page = Paginator(office_certificates(request.user, body, words), PAGE).get_page(request.GET.get("page"))
    return render(
        request, "certificates/office.html", {"body": body, "filters": filters, "page": page, "words": words}
    )


def train(request: SignedInRequest, body_slug: str) -> HttpResponse:
    """Give certificates of a training to those who took part."""
    body, today = office_body_or_404(request.user, body_slug), timezone.localdate()
    form = TrainingForm(request.POST if request.method == "POST" else None, body=body, today=today)
    if form.is_bound and form.is_valid():
        made = certify_training(
            body, form.members, by=request.user, training=form.training, now=timezone.now()
        )
        had = len(form.members) - len(made)
        had_it = f" {count_of(had, 'member has', 'members have')} this one already." if had else ""
        announce(request, f"{count_of(len(made), 'certificate')} given.{had_it}")
        return redirect("office-certificates", body_slug=body.slug)
    return render(request, "certificates/train.html", {"body": body, "form": form})


def revoke(request: SignedInRequest, body_slug: str, certificate_id: UUID) -> HttpResponse:
    """Revoke a certificate, with a reason."""
    body = office_body_or_404(request.user, body_slug)
    found = office_certificate_or_404(request.user, body, certificate_id)
    form = RevokeForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        revoke_certificate(found, by=request.user, because=form.cleaned_data["because"], now=timezone.now())
        announce(request, f"The certificate of {found.owner.name} is revoked.")
        return redirect("office-certificates", body_slug=body.slug)
    context = {
        "body": body,
        "certificate": found,
        "form": form,
        "consequences": [
            "Whoever checks the code reads that it was revoked, and from which day.",
            "Programs that verify the badge refuse it from now on.",
            f"{found.owner.name} is told, with your reason.",
            "It cannot be made valid again; a new one can be made.",
        ],
        "button": "Revoke this certificate",
        "ending": True,
        "back_url": reverse("office-certificates", args=[body.slug]),
    }
    return render(request, "certificates/revoke.html", context)
