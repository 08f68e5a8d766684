"""A mentor keeps their entry, and answers requests, signed in or by the link of a mail."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables

from alongside.directory.actions.answering import answer_offer, answer_suggestion, offer_by_link
from alongside.directory.actions.entries import change_entry
from alongside.directory.forms import AnswerForm, EntryForm
from alongside.directory.models import MentorEntry, Offer, Suggestion
from alongside.directory.queries.offers import choices_of, told_of
from alongside.domain.lifecycle import MoveRefused
from alongside.people.requests import SignedInRequest
from alongside.web.announce import announce, announce_problem


def own_entry(request: SignedInRequest, mentor_entry_id: UUID) -> HttpResponse:
    """What members read of one, and when one can be asked."""
    rows = MentorEntry.objects.of(request.user).select_related(
        "application__member__account", "application__definition", "scheme__body"
    )
    found = get_object_or_404(rows, pk=mentor_entry_id)
    today = timezone.localdate()
    form = EntryForm(found, request.POST if request.method == "POST" else None, today=today)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        change_entry(
            found,
            by=request.user,
            answers=form.answers(),
            capacity=said["capacity"],
            away_until=said["away_until"],
            rest_days=said["rest_days"],
            hidden=said["hidden"],
        )
        announce(request, f"Saved. {_who_sees(found, hidden=said['hidden'])}")
        return redirect("own-entry", mentor_entry_id=found.pk)
    directory = found.rules.directory
    context = {
        "entry": found,
        "form": form,
        "rules": found.rules,
        "ways": directory.ways if directory else (),
        "needs_both": bool(directory and directory.preparation == "both"),
        "done": list(found.preparations.order_by("on")),
    }
    return render(request, "directory/own_entry.html", context)


def _who_sees(entry: MentorEntry, *, hidden: bool) -> str:
    if hidden:
        return "Your entry is hidden."
    return "Members see it once you are listed." if entry.listed_at is None else "Members see it at once."


def offer(request: SignedInRequest, offer_id: UUID) -> HttpResponse:
    """A request that is put to one."""
    found = get_object_or_404(Offer.objects.of(request.user), pk=offer_id)
    return _answering(request, found)


@sensitive_variables("token")
def offer_by_mail(request: HttpRequest, token: str) -> HttpResponse:
    """The same by the link of a mail. Looking answers nothing, so a scanner of mails that follows it does no harm."""
    found = offer_by_link(token)
    answer = _answering(request, found) if found else render(request, "directory/offer_over.html", status=410)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _answering(request: HttpRequest, found: Offer) -> HttpResponse:
    """Who asks and what they seek; a yes or a no by a button."""
    found = Offer.objects.select_related(
        "request__application__member", "request__definition", "request__scheme__body",
        "mentor_application__member__account",
    ).get(pk=found.pk)  # fmt: skip
    says_no = request.method == "POST" and request.POST.get("answer") == "no"
    form = AnswerForm(found, request.POST if says_no else None)
    if request.method == "POST" and (not says_no or form.is_valid()):
        said = form.cleaned_data if says_no else {}
        try:
            answer_offer(
                found,
                yes=not says_no,
                now=timezone.now(),
                reason=said.get("reason") or "",
                suggested=said.get("colleague"),
            )
            announce(request, "Thank you. Your answer has been noted.")
        except MoveRefused as refused:
            announce_problem(request, str(refused))
        return redirect(request.path)
    told = told_of(found, timezone.now())
    return render(
        request,
        "directory/offer.html",
        {"offer": found, "form": form, "told": told, "rules": found.request.rules},
    )


def suggestion(request: SignedInRequest, suggestion_id: UUID) -> HttpResponse:
    """A colleague thinks of one for a mentee, who is not named: may they learn of one?"""
    rows = Suggestion.objects.of(request.user).select_related(
        "request__application__member__account", "request__definition", "request__scheme__body"
    )
    found = get_object_or_404(rows, pk=suggestion_id)
    if request.method == "POST":
        try:
            yes = request.POST.get("answer") == "yes"
            answer_suggestion(found, yes=yes, by=request.user, now=timezone.now())
            announce(
                request,
                "Thank you. They read your entry and decide whom to ask."
                if yes
                else "Noted. Nobody learns of it.",
            )
        except MoveRefused as refused:
            announce_problem(request, str(refused))
        return redirect("home")
    context = {"suggestion": found, "rules": found.request.rules, "answers": choices_of(found.request)}
    return render(request, "directory/suggestion.html", context)
