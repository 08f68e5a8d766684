"""A member sees who is proposed to them and why, and says yes or no."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from alongside.domain.lifecycle import MoveRefused
from alongside.enrolment.apart import apart_of
from alongside.matching.actions import answer_proposal
from alongside.matching.models import Proposal
from alongside.matching.permissions import can_answer
from alongside.people.requests import SignedInRequest
from alongside.schemes.queries import rules_of
from alongside.web.announce import announce, announce_problem


def proposal(request: SignedInRequest, proposal_id: UUID) -> HttpResponse:
    """Who it is, why, and by when to answer."""
    found = _own(request, proposal_id)
    role = found.role_of(request.user)
    rules = rules_of(found.definition)
    mentee, mentor = found.mentee_application.member, found.mentor_application.member
    apart = apart_of(mentee, mentor, rules)
    context = {
        "proposal": found,
        "own": mentee if role == "mentee" else mentor,
        "barriers": apart.barriers(mentee.pk, mentor.pk),
        "flags": apart.flags(mentee.pk, mentor.pk),
        "other": found.other_of(request.user),
        "words": rules.roles.mentor if role == "mentee" else rules.roles.mentee,
        "other_side": "mentor" if role == "mentee" else "mentee",
        "reasons": [reason[f"to_{role}"] for reason in found.reasons if reason["points"]],
        "can_answer": can_answer(request.user, found, rules),
        "said": found.answer_of(role),
        "rules": rules,
    }
    return render(request, "matching/proposal.html", context)


def answer(request: SignedInRequest, proposal_id: UUID) -> HttpResponse:
    """Take the answer. No reason is asked for."""
    found = _own(request, proposal_id)
    yes = request.POST.get("answer") == Proposal.YES
    try:
        answered = answer_proposal(found, by=request.user, yes=yes, now=timezone.now())
    except MoveRefused as refused:
        announce_problem(request, str(refused))
        return redirect("proposal", proposal_id=found.pk)
    if answered.state == "accepted":
        announce(request, "You have both said yes. Here you are.")
        return redirect("home")
    announce(request, "Thank you. Your answer is noted.")
    return redirect("proposal", proposal_id=found.pk)


def _own(request: SignedInRequest, proposal_id: UUID) -> Proposal:
    rows = Proposal.objects.visible_to(request.user).select_related(
        "mentee_application__member", "mentor_application__member", "scheme__body", "definition"
    )
    return get_object_or_404(rows, pk=proposal_id)
