"""With whom a member must not be paired: their own list, which the others never see."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from alongside.domain.relations import RELATIONS
from alongside.enrolment.actions import declare_conflict, take_back_conflict
from alongside.enrolment.forms.conflict import ConflictForm
from alongside.enrolment.models import DeclaredConflict
from alongside.people.models import Member
from alongside.people.requests import SignedInRequest
from alongside.web.announce import announce


def conflicts(request: SignedInRequest, member_id: UUID) -> HttpResponse:
    """The list, and the form to add to it."""
    member = get_object_or_404(Member.objects.of(request.user).select_related("body"), pk=member_id)
    form = ConflictForm(member, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        other = form.cleaned_data["email"]
        if other is not None:
            declare_conflict(member, other=other, kind=form.cleaned_data["kind"], by=request.user)
        # The same words whether the address is known or not: the page is no directory of members.
        at_work = form.cleaned_data["kind"] in RELATIONS
        follows = "each scheme follows its rule" if at_work else "you will not be paired with them"
        announce(request, f"Noted. If they are a member, {follows}.")
        return redirect("conflicts", member_id=member.pk)
    rows = member.declared_conflicts.select_related("other").order_by("other__family_name")
    return render(request, "enrolment/conflicts.html", {"member": member, "form": form, "rows": rows})


def take_back(request: SignedInRequest, conflict_id: UUID) -> HttpResponse:
    """Remove one declaration."""
    conflict = get_object_or_404(
        DeclaredConflict.objects.filter(member__account=request.user), pk=conflict_id
    )
    member_id = conflict.member_id
    take_back_conflict(conflict, by=request.user)
    announce(request, "Taken back.")
    return redirect("conflicts", member_id=member_id)
