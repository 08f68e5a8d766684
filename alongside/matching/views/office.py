"""The office's pages: who waits, the runs, one run with its reasons, and what another pairing would cost."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from alongside.domain.lifecycle import MoveRefused
from alongside.domain.matching.segments import Need
from alongside.domain.matching.simulate import Outcome
from alongside.enrolment.apart import Apart
from alongside.enrolment.models import Application
from alongside.matching.actions import (
    ask_for_run,
    discard_run,
    publish_run,
    release_pair,
    rule_on_pair,
    withdraw_proposal,
)
from alongside.matching.actions.ruling import RulingRefused
from alongside.matching.charts import rhythm_charts
from alongside.matching.forms import RhythmForm, rate
from alongside.matching.models import MatchRun, Proposal, Ruling
from alongside.matching.pool import Pool
from alongside.matching.queries import (
    alternatives_for,
    changes_since,
    come_since,
    job_of,
    pool_in_figures,
    proposals_of_run,
    rulings_among,
    run_before,
)
from alongside.matching.rhythm import history_of, needs, rhythms
from alongside.matching.words import kinds_sought
from alongside.people.queries import office_body_or_404
from alongside.people.requests import SignedInRequest
from alongside.schemes.queries import definition_in_force, office_scheme_or_404, rules_of
from alongside.web.announce import announce, announce_problem
from alongside.web.wording import count_of

PAGE = 50


def schemes(request: SignedInRequest, body_slug: str) -> HttpResponse:
    """The body's schemes to match in; straight to the one there is."""
    body = office_body_or_404(request.user, body_slug)
    rows = list(body.schemes.order_by("name"))
    if len(rows) == 1:
        return redirect("matching", body_slug=body.slug, scheme_id=rows[0].pk)
    return render(request, "matching/schemes.html", {"body": body, "schemes": rows})


def matching(request: SignedInRequest, body_slug: str, scheme_id: UUID) -> HttpResponse:
    """Who waits and what places there are, the runs so far, and the proposals that wait for answers."""
    scheme = office_scheme_or_404(request.user, body_slug, scheme_id)
    rules = rules_of(definition_in_force(scheme, timezone.localdate()))
    proposals = Proposal.objects.filter(scheme=scheme, state="open").select_related(
        "mentee_application__member", "mentor_application__member"
    )
    pool = Pool(scheme, rules, timezone.localdate())
    context = {
        "body": scheme.body,
        "scheme": scheme,
        "rules": rules,
        "figures": pool_in_figures(scheme, pool),
        "not_taken": pool.not_taken,
        "at_work": scheme.match_runs.filter(state__in=["queued", "draft"]).first(),
        "runs": scheme.match_runs.select_related("asked_by").order_by("-number")[:20],
        "proposals": proposals.order_by("answer_by")[:200],
    }
    return render(request, "matching/matching.html", context)


def how_often(request: SignedInRequest, body_slug: str, scheme_id: UUID) -> HttpResponse:
    """Daily, weekly or monthly: what each rhythm would mean for people like those who have come so far."""
    scheme = office_scheme_or_404(request.user, body_slug, scheme_id)
    today = timezone.localdate()
    rules = rules_of(definition_in_force(scheme, today))
    history = history_of(scheme, today)
    own = {"mentees": rate(history.mentees_per_month), "places": rate(history.places_per_month)}
    kinds = {fact: heading for fact, (_, heading) in kinds_sought(rules).items()}
    form = RhythmForm(request.GET if request.GET.keys() & own.keys() else own, initial=own, kinds=kinds)
    found: tuple[Outcome, ...] = ()
    needed: tuple[Need, ...] = ()
    if form.is_valid() and history.market.mentees and history.market.mentors:
        asked = form.cleaned_data
        rates = float(asked["mentees"]), float(asked["places"])
        found = rhythms(history, rules, *rates)
        needed = needs(history, rules, *rates, asked["by"]) if asked["by"] else ()
    context = {
        "body": scheme.body,
        "scheme": scheme,
        "rules": rules,
        "form": form,
        "history": history,
        "outcomes": found,
        "charts": rhythm_charts(found) if found else (),
        "needs": needed,
        "by": kinds.get(form.cleaned_data.get("by", ""), ""),
    }
    return render(request, "matching/how_often.html", context)


def ask(request: SignedInRequest, body_slug: str, scheme_id: UUID) -> HttpResponse:
    """Ask for a run."""
    scheme = office_scheme_or_404(request.user, body_slug, scheme_id)
    run = ask_for_run(scheme, by=request.user, now=timezone.now())
    return redirect("match-run", body_slug=body_slug, run_id=run.pk)


def run(request: SignedInRequest, body_slug: str, run_id: UUID) -> HttpResponse:
    """One run: how far it is while it works, then who is left out, every pair with its reasons, and what changed."""
    found = _run(request, body_slug, run_id)
    if found.state == "queued":
        return render(request, "matching/run_at_work.html", _page(found) | {"job": job_of(found)})
    page = Paginator(proposals_of_run(found), PAGE).get_page(request.GET.get("page"))
    rulings = rulings_among([proposal.mentee_application for proposal in page])
    rules = rules_of(found.definition)
    apart = Apart([proposal.mentee_application.member_id for proposal in page], rules)
    before = run_before(found)
    context = _page(found) | {
        "page": page,
        "rows": [
            (
                proposal,
                rulings.get((proposal.mentee_application_id, proposal.mentor_application_id), ""),
                apart.flags(proposal.mentee_application.member_id, proposal.mentor_application.member_id),
            )
            for proposal in page
        ],
        "before": before,
        "changes": changes_since(found, before) if before else [],
        "come": come_since(found, timezone.localdate()) if found.state == "draft" else [],
        "rules": rules,
    }
    return render(request, "matching/run.html", context)


def progress(request: SignedInRequest, body_slug: str, run_id: UUID) -> HttpResponse:
    """How far the run is, for the page that waits; tells it to load anew once the run has ended."""
    found = _run(request, body_slug, run_id)
    if found.state != "queued":
        here = reverse("match-run", kwargs={"body_slug": body_slug, "run_id": found.pk})
        return HttpResponse(headers={"HX-Redirect": here})
    return render(request, "matching/progress.html", _page(found) | {"job": job_of(found)})


def publish(request: SignedInRequest, body_slug: str, run_id: UUID) -> HttpResponse:
    """Asked once by consequence; then every pair hears together."""
    found = _run(request, body_slug, run_id)
    if request.method == "POST":
        try:
            published = publish_run(found, by=request.user, now=timezone.now())
        except MoveRefused as refused:
            announce_problem(request, str(refused))
        else:
            announce(request, f"{count_of(published.told, 'pair has', 'pairs have')} been told.")
            for sentence in published.held_back:
                announce_problem(request, f"Held back: {sentence}")
        return redirect("match-run", body_slug=body_slug, run_id=found.pk)
    if found.state != "draft":  # somebody came back to this page with the button of their browser
        return redirect("match-run", body_slug=body_slug, run_id=found.pk)
    context = _page(found) | {
        "count": found.proposals.filter(state="draft").count(),
        "rules": rules_of(found.definition),
        "come": come_since(found, timezone.localdate()),
    }
    return render(request, "matching/publish.html", context)


def discard(request: SignedInRequest, body_slug: str, run_id: UUID) -> HttpResponse:
    """Throw a draft away; nobody was told."""
    found = _run(request, body_slug, run_id)
    try:
        discard_run(found, by=request.user)
        announce(request, "Discarded. Nobody was told of it.")
    except MoveRefused as refused:
        announce_problem(request, str(refused))
    return redirect("matching", body_slug=body_slug, scheme_id=found.scheme_id)


def what_would_help(request: SignedInRequest, body_slug: str, run_id: UUID) -> HttpResponse:
    """Whom to recruit next, what each rule costs, and whether groups fare alike."""
    found = _run(request, body_slug, run_id)
    return render(
        request, "matching/guidance.html", _page(found) | {"guidance": found.outcome.get("guidance")}
    )


def alternatives(
    request: SignedInRequest, body_slug: str, run_id: UUID, application_id: UUID
) -> HttpResponse:
    """Every mentor for one mentee, with what each pairing would cost the others; pin or ban from here."""
    found = _run(request, body_slug, run_id)
    mentee = _application(found, application_id, Application.MENTEE)
    rows = alternatives_for(found, mentee, timezone.localdate())
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    return render(request, "matching/alternatives.html", _page(found) | {"mentee": mentee, "page": page})


def rule(request: SignedInRequest, body_slug: str, run_id: UUID) -> HttpResponse:
    """Keep a pair together or apart from the next run on, or release it."""
    found = _run(request, body_slug, run_id)
    mentee = _application(found, request.POST.get("mentee", ""), Application.MENTEE)
    mentor = _application(found, request.POST.get("mentor", ""), Application.MENTOR)
    kind = request.POST.get("kind", "")
    names = f"{mentee.member.name} and {mentor.member.name}"
    try:
        if kind in (Ruling.PIN, Ruling.BAN):
            rule_on_pair(mentee, mentor, by=request.user, kind=kind)
            how = "together" if kind == Ruling.PIN else "apart"
            announce(
                request, f"{names} are kept {how} in the next run. Run the match again to see what follows."
            )
        else:
            release_pair(mentee, mentor, by=request.user)
            announce(request, f"{names} are left to the engine again.")
    except RulingRefused as refused:
        announce_problem(request, str(refused))
    if "from_alternatives" in request.POST:
        return redirect("match-alternatives", body_slug=body_slug, run_id=found.pk, application_id=mentee.pk)
    return redirect("match-run", body_slug=body_slug, run_id=found.pk)


def withdraw(request: SignedInRequest, body_slug: str, proposal_id: UUID) -> HttpResponse:
    """Take an open proposal back."""
    rows = Proposal.objects.run_by(request.user).filter(scheme__body__slug=body_slug)
    proposal = get_object_or_404(rows, pk=proposal_id)
    try:
        withdraw_proposal(proposal, by=request.user, now=timezone.now())
        announce(request, "Withdrawn. Both have been told and keep their places in the queue.")
    except MoveRefused as refused:
        announce_problem(request, str(refused))
    return redirect("matching", body_slug=body_slug, scheme_id=proposal.scheme_id)


def _run(request: SignedInRequest, body_slug: str, run_id: UUID) -> MatchRun:
    rows = MatchRun.objects.visible_to(request.user).filter(scheme__body__slug=body_slug)
    return get_object_or_404(rows.select_related("scheme__body", "definition", "asked_by"), pk=run_id)


def _application(found: MatchRun, application_id: object, role: str) -> Application:
    """An application of the run's own scheme, in the part asked for; anything else does not exist here."""
    rows = Application.objects.filter(scheme=found.scheme_id, role=role).exclude(state="draft")
    return get_object_or_404(rows.select_related("member", "scheme"), pk=_uuid_or_none(application_id))


def _uuid_or_none(value: object) -> UUID | None:
    try:
        return value if isinstance(value, UUID) else UUID(str(value))
    except ValueError:
        return None


def _page(found: MatchRun) -> dict[str, object]:
    return {"body": found.scheme.body, "scheme": found.scheme, "run": found}
