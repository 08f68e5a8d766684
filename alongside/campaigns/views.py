"""A call as anybody with its link sees it, and as the office makes it."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from alongside.campaigns.actions import change_campaign, make_campaign, say_interested
from alongside.campaigns.forms import CampaignForm
from alongside.campaigns.models import Campaign
from alongside.campaigns.queries import (
    applied_since,
    campaign_or_404,
    campaigns_of,
    interested_in,
    mentors_by_group,
)
from alongside.domain.lifecycle import MoveRefused
from alongside.people.requests import SignedInRequest
from alongside.schemes.queries import definition_in_force, office_scheme_or_404, rules_of
from alongside.web.announce import announce, announce_problem


def call(request: HttpRequest, campaign_id: UUID) -> HttpResponse:
    """The public page. It names nobody; a member of the body can say that they are interested."""
    found = campaign_or_404(campaign_id)
    today = timezone.now().astimezone(found.scheme.body.zone).date()
    member = None
    if request.user.is_authenticated:
        member = found.scheme.body.members.filter(account=request.user.pk).first()
    context = {
        "found": found,
        "rules": rules_of(definition_in_force(found.scheme, today)),
        "stands": found.stands_on(today),
        "member": member,
        "interested": member is not None and found.interests.filter(member=member).exists(),
    }
    return render(request, "campaigns/call.html", context)


def interest(request: SignedInRequest, campaign_id: UUID) -> HttpResponse:
    """Say that one is interested, or take it back."""
    found = campaign_or_404(campaign_id)
    member = found.scheme.body.members.filter(account=request.user).select_related("account").first()
    if member is None:
        raise Http404
    today = timezone.now().astimezone(found.scheme.body.zone).date()
    interested = request.POST.get("interested") != "no"
    try:
        say_interested(found, member=member, interested=interested, today=today)
        announce(request, "Thank you. The office knows." if interested else "Taken back.")
    except MoveRefused as refused:
        announce_problem(request, str(refused))
    return redirect("call", campaign_id=found.pk)


def calls(request: SignedInRequest, body_slug: str, scheme_id: UUID) -> HttpResponse:
    """Every call of a scheme, what came of each, and where its mentors come from; a new one is made below."""
    scheme = office_scheme_or_404(request.user, body_slug, scheme_id)
    form = CampaignForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        made = make_campaign(scheme, by=request.user, fields=form.cleaned_data)
        announce(request, "The call is made. Its page opens by itself on the day.")
        return redirect("office-call", body_slug=body_slug, campaign_id=made.pk)
    today = timezone.now().astimezone(scheme.body.zone).date()
    context = {
        "body": scheme.body,
        "scheme": scheme,
        "rules": rules_of(definition_in_force(scheme, today)),
        "rows": [(each, each.stands_on(today), applied_since(each)) for each in campaigns_of(scheme)],
        "groups": mentors_by_group(scheme),
        "form": form,
    }
    return render(request, "campaigns/calls.html", context)


def office_call(request: SignedInRequest, body_slug: str, campaign_id: UUID) -> HttpResponse:
    """One call: its link, who is interested, and a change of what it says."""
    rows = Campaign.objects.run_by(request.user).filter(scheme__body__slug=body_slug)
    found: Campaign = get_object_or_404(rows.select_related("scheme__body"), pk=campaign_id)
    initial = {name: getattr(found, name) for name in ("title", "text", "opens_on", "closes_on")}
    form = CampaignForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        change_campaign(found, by=request.user, fields=form.cleaned_data)
        announce(request, "Saved. The page shows it at once.")
        return redirect("office-call", body_slug=body_slug, campaign_id=found.pk)
    today = timezone.now().astimezone(found.scheme.body.zone).date()
    context = {
        "body": found.scheme.body,
        "found": found,
        "stands": found.stands_on(today),
        "interested": interested_in(found),
        "applied": applied_since(found),
        "form": form,
    }
    return render(request, "campaigns/office_call.html", context)
