"""Schemes that several bodies hold together: what an office is asked, and how a member takes part as a guest."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from alongside.domain.lifecycle import MoveRefused
from alongside.people.models import Member
from alongside.people.queries import office_body_or_404
from alongside.people.requests import SignedInRequest
from alongside.schemes.joint import answer_for_body, join_as_guest, leave_as_guest
from alongside.schemes.models import JointBody, Scheme
from alongside.schemes.permissions import can_adopt_definition
from alongside.schemes.queries import JointOffer, joint_lines, joint_offers, schemes_open_to
from alongside.web.announce import announce, announce_problem

SAID = {
    "agree": "Your members read of {scheme} from now on, and each decides for themselves.",
    "decline": "Your members are not told of {scheme}. You can still agree later.",
    "end": "Nobody else joins {scheme}. Whoever takes part already goes on.",
}


def office_list(request: SignedInRequest, body_slug: str) -> HttpResponse:
    """Schemes of other bodies that this one is asked to hold with them."""
    body = office_body_or_404(request.user, body_slug)
    context = {
        "body": body,
        "lines": joint_lines(request.user, body, timezone.localdate()),
        "can_answer": can_adopt_definition(request.user, body),
    }
    return render(request, "schemes/joint_schemes.html", context)


def answer(request: SignedInRequest, body_slug: str, joint_id: UUID, move: str) -> HttpResponse:
    """Agree, decline, or let nobody else join; directors only."""
    body = office_body_or_404(request.user, body_slug, "director")
    rows = JointBody.objects.visible_to(request.user).filter(body=body)
    joint = get_object_or_404(rows.select_related("scheme__body", "body"), pk=joint_id)
    if move not in SAID:
        raise Http404
    try:
        answer_for_body(joint, move, by=request.user)
    except MoveRefused:
        announce_problem(request, "This has been answered already. The page shows how it stands.")
    else:
        announce(request, SAID[move].format(scheme=joint.scheme.name))
    return redirect("office-joint-schemes", body_slug=body.slug)


def guest(request: SignedInRequest, scheme_id: UUID) -> HttpResponse:
    """What a guest of this scheme passes on, and the button that does it."""
    offer = _offer(request, scheme_id)
    if offer is None:
        found = get_object_or_404(schemes_open_to(request.user), pk=scheme_id)
        return redirect("scheme", scheme_id=found.pk)
    if request.method == "POST" and offer.rules.joint is not None:
        join_as_guest(offer.scheme, offer.rules.joint, offer.home, by=request.user)
        announce(request, f"You take part as a guest of {offer.scheme.body.name}. Choose a part below.")
        return redirect("scheme", scheme_id=scheme_id)
    context = {"offer": offer, "passed_on": offer.passed_on(timezone.localdate())}
    return render(request, "schemes/guest.html", context)


def leave(request: SignedInRequest, scheme_id: UUID) -> HttpResponse:
    """Be no guest of the scheme's body any more."""
    found = get_object_or_404(Scheme.objects.visible_to(request.user).select_related("body"), pk=scheme_id)
    member = get_object_or_404(Member.objects.of(request.user), body=found.body_id)
    if member.guest_of_id is None:
        announce_problem(request, f"You are a member of {found.body.name} and no guest.")
        return redirect("scheme", scheme_id=found.pk)
    leave_as_guest(member, by=request.user)
    announce(request, f"You are no guest of {found.body.name} any more. You can join again at any time.")
    return redirect("schemes")


def _offer(request: SignedInRequest, scheme_id: UUID) -> JointOffer | None:
    offers = joint_offers(request.user, timezone.localdate())
    return next((offer for offer in offers if offer.scheme.pk == scheme_id), None)
