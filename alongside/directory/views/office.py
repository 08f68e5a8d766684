"""The office reads requests, lets them pass, helps and introduces."""

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from alongside.directory.actions.choosing import pass_request, send_back_request, suggest_mentor
from alongside.directory.actions.ending import introduce_request, reopen_request, withdraw_request
from alongside.directory.forms import RequestFilter, SendBackForm
from alongside.directory.models import Request
from alongside.directory.permissions import can_review_request
from alongside.directory.queries.history import history_of
from alongside.directory.queries.requests import (
    candidates_for,
    lines_of,
    live_offer,
    load_of,
    requests_in_office,
)
from alongside.directory.queries.waiting import waiting_of
from alongside.domain.lifecycle import MoveRefused
from alongside.enrolment.forms.application import answers_in_words
from alongside.people.models import holding_words
from alongside.people.queries import office_body_or_404
from alongside.people.requests import SignedInRequest
from alongside.training.queries.priority import priority_for, tier_label
from alongside.web import charts
from alongside.web.announce import announce, announce_problem

PAGE = 50


def requests(request: SignedInRequest, body_slug: str) -> HttpResponse:
    """Every request, in the order in which they are served."""
    body = office_body_or_404(request.user, body_slug)
    filters = RequestFilter(request.GET or QueryDict())
    said: dict[str, Any] = filters.cleaned_data if filters.is_valid() else {}
    rows = requests_in_office(body)
    if state := said.get("state"):
        rows = rows.filter(state=state)
    elif not said.get("words"):
        rows = rows.under_way() if "state" not in request.GET else rows  # type: ignore[attr-defined]  # a RequestQuerySet
    rows = rows.filter(holding_words(said.get("words") or "", "application__member__"))
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    today = timezone.localdate()
    waiting = waiting_of(body, today)
    listed = [
        {
            "found": row,
            "days": (today - timezone.localdate(row.sent_at)).days,
            "tier": tier_label(row.rules, "requests", row.tier),
        }
        for row in page
    ]
    return render(
        request,
        "directory/office_requests.html",
        {
            "body": body,
            "filters": filters,
            "page": page,
            "rows": listed,
            "waiting": waiting,
            "waiting_chart": charts.bars(waiting.chart) if waiting.chart else "",
            "priorities": [each for each in {priority_for(row.rules, "requests") for row in page} if each],
        },
    )


def request_page(request: SignedInRequest, body_slug: str, request_id: UUID) -> HttpResponse:
    """One request as the office reads it, with what it can do next."""
    rows = Request.objects.run_by(request.user).filter(scheme__body__slug=body_slug)
    found = get_object_or_404(
        rows.select_related(
            "application__member__account",
            "application__definition",
            "definition",
            "scheme__body",
            "reviewed_by",
        ),
        pk=request_id,
    )
    form = SendBackForm(request.POST if "send_back" in request.POST else None)
    if request.method == "POST" and ("send_back" not in request.POST or form.is_valid()):
        try:
            _act(request, found, form)
        except MoveRefused as refused:
            announce_problem(request, str(refused))
        return redirect("office-request", body_slug=body_slug, request_id=found.pk)
    return render(request, "directory/office_request.html", _page(request, found, form))


def _act(request: SignedInRequest, found: Request, form: SendBackForm) -> None:
    """Carry out the one button that was pressed."""
    now, name = timezone.now(), found.member.name
    if {"pass", "send_back"} & request.POST.keys() and not can_review_request(request.user, found):
        raise MoveRefused("In this scheme a director decides on requests.")
    if "pass" in request.POST:
        passed = pass_request(found, by=request.user, now=now)
        announce(
            request, f"The request of {name} goes on. {_went(passed, 'The first mentor is being asked.')}"
        )
    elif "send_back" in request.POST:
        send_back_request(found, by=request.user, message=form.cleaned_data["message"], now=now)
        announce(request, f"{name} has been asked to look at it again.")
    elif "introduce" in request.POST:
        introduce_request(found, by=request.user, now=now)
        announce(request, "Both have been introduced to each other.")
    elif "reopen" in request.POST:
        reopened = reopen_request(found, by=request.user, now=now)
        announce(request, f"Both have been told. {_went(reopened, 'The next choice is being asked.')}")
    elif "withdraw" in request.POST:
        withdraw_request(found, by=request.user, role="office", now=now)
        announce(request, f"Withdrawn. {name} has been told.")
    elif entry_id := request.POST.get("suggest"):
        _suggest(request, found, entry_id)


def _went(found: Request, asked: str) -> str:
    return asked if found.state == "asking" else "Nobody on the request can be asked now."


def _suggest(request: SignedInRequest, found: Request, entry_id: str) -> None:
    today = timezone.now().astimezone(found.scheme.body.zone).date()
    candidate = next((each for each in candidates_for(found, today) if str(each.entry.pk) == entry_id), None)
    if candidate is None:
        raise MoveRefused("This mentor cannot be suggested any more. Choose another.")
    suggest_mentor(
        found, entry=candidate.entry, by=request.user, now=timezone.now(), reasons=candidate.reasons
    )
    announce(request, f"{candidate.entry.member.name} has been suggested to {found.member.name}.")


def _page(request: SignedInRequest, found: Request, form: SendBackForm) -> dict[str, Any]:
    today = timezone.now().astimezone(found.scheme.body.zone).date()
    lines = lines_of(found, today)
    load = load_of([line.choice.entry for line in lines])
    needs_help = found.state in ("exhausted", "asking", "paused")
    reasons = dict(found.offers.exclude(reason="").values_list("mentor_application", "reason"))
    return {
        "body": found.scheme.body,
        "found": found,
        "rules": found.rules,
        "form": form,
        "answers": answers_in_words(
            found.rules.forms.mentee.questions, found.application.answers, found.scheme, found.rules
        ),
        "rows": [
            {
                "line": line,
                "load": load.get(line.choice.entry_id, 0),
                "reason": found.settings.decline_label(reasons.get(line.choice.entry.application_id, "")),
            }
            for line in lines
        ],
        "offer": live_offer(found),
        "priority": priority_for(found.rules, "requests"),
        "tier": tier_label(found.rules, "requests", found.tier),
        "can_review": can_review_request(request.user, found),
        "candidates": candidates_for(found, today) if needs_help else [],
        "suggested": set(found.suggestions.values_list("entry", flat=True)),
        "history": history_of(found),
    }
