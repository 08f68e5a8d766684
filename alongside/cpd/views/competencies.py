"""Looking at oneself by a competency framework, seeing how it changed, and what one has to show for it."""

from uuid import UUID

from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters

from alongside.cpd.actions.assessments import (
    assess_oneself,
    remove_assessment,
    restore_assessment,
    show_competencies,
)
from alongside.cpd.actions.plan import DRAFT as PLAN_DRAFT
from alongside.cpd.forms.competencies import AssessmentForm, ShownForm, name_of
from alongside.cpd.forms.drafts import bring_back, fields_to_keep
from alongside.cpd.queries.competencies import (
    Seen,
    all_frameworks,
    assessment_or_404,
    framework_or_404,
    partnership_for_goals,
    seen_of,
    shelves_of,
)
from alongside.cpd.queries.records import record_or_404
from alongside.domain.cpd.competencies import Framework, Indicator
from alongside.domain.scheme.part import Side
from alongside.partnerships.actions.goals import goal_draft
from alongside.people.requests import SignedInRequest
from alongside.spreadsheets.answers import spreadsheet
from alongside.vault.drafts import discard_draft, open_draft, save_draft
from alongside.web.announce import announce, announce_problem
from alongside.web.wording import clock

PART_WORDS = {"mentor": "As a mentor", "mentee": "As a mentee"}


def competencies(request: SignedInRequest) -> HttpResponse:
    """What one can look at oneself by, and when one last did."""
    shelves = [(shelf, PART_WORDS[shelf.part]) for shelf in shelves_of(request.user)]
    return render(request, "cpd/competencies.html", {"shelves": shelves})


@sensitive_post_parameters()
def assess(request: SignedInRequest, framework: str, part: str) -> HttpResponse:
    """Rate oneself, one tap an indicator; what is tapped is kept until it is saved."""
    found, side = framework_or_404(framework, part)
    form = AssessmentForm(request.POST if request.method == "POST" else None, framework=found, part=side)
    if form.is_bound and form.is_valid():
        made = assess_oneself(
            request.user,
            by=request.user,
            framework=found,
            part=side,
            answers=form.answers,
            counts=form.cleaned_data["counts"],
        )
        discard_draft(request.user, _purpose(found, side))
        announce(
            request,
            "Your look at yourself is kept.",
            undo_url=reverse("competencies-remove", args=[made.pk]),
        )
        return redirect("competencies-progress", framework=found.key, part=side)
    came_back = not form.is_bound and bring_back(form, open_draft(request.user, _purpose(found, side)))
    context = {
        "form": form,
        "framework": found,
        "part": side,
        "part_words": PART_WORDS[side],
        "came_back": came_back,
    }
    return render(request, "cpd/assess.html", context)


@sensitive_post_parameters()
def assess_draft(request: SignedInRequest, framework: str, part: str) -> HttpResponse:
    """Keep what was tapped so far."""
    purpose = _purpose(*framework_or_404(framework, part))
    saved_at = save_draft(request.user, purpose, fields_to_keep(request.POST))
    return JsonResponse({"saved_at": clock(saved_at)})


def progress(request: SignedInRequest, framework: str, part: str) -> HttpResponse:
    """The newest level of each indicator beside the one before, what shows it, and what to do about the low ones."""
    found, side = framework_or_404(framework, part)
    seen = seen_of(request.user, found, side)
    context = {
        "seen": seen,
        "levels": found.levels,
        "part_words": PART_WORDS[side],
        "low": [one for group in seen.groups for one in group.indicators if one.is_low],
        "rated": sum(group.rated for group in seen.groups),
        "compares": any(one.before is not None for group in seen.groups for one in group.indicators),
        "partnership": partnership_for_goals(request.user, side),
    }
    return render(request, "cpd/progress.html", context)


def take_competencies(request: SignedInRequest, framework: str, part: str) -> HttpResponse:
    """Every indicator with its newest level and the activities that show it, as CSV."""
    found, side = framework_or_404(framework, part)
    seen = seen_of(request.user, found, side)
    return spreadsheet(
        "csv", f"competencies-{found.key}-{side}-{timezone.localdate()}", HEADINGS, _rows(seen)
    )


HEADINGS = ("Group", "Competency", "Now", "Before", "Shown by", "On", "Hours")


def _rows(seen: Seen) -> list[list[str]]:
    """A line for each activity that shows an indicator, and one for an indicator that nothing shows."""
    levels = seen.framework.levels
    rows = []
    for group in seen.groups:
        for one in group.indicators:
            level = ["" if given is None else levels[given] for given in (one.now, one.before)]
            start = [group.group.name, one.indicator.text, *level]
            shown = seen.shown_by.get(one.indicator.key, [])
            rows += [[*start, each.title, str(each.on), f"{each.hours.normalize():f}"] for each in shown]
            rows += [] if shown else [[*start, "", "", ""]]
    return rows


@sensitive_post_parameters()
def aim(request: SignedInRequest, framework: str, part: str) -> HttpResponse:
    """Begin a goal from an indicator: in a partnership that asks for goals, or else in one's plan.

    It is a draft of one's own until one saves it; a draft that waits is kept.
    """
    found, side = framework_or_404(framework, part)
    indicator = _asked(request, found, side)
    if indicator is None:
        announce_problem(request, "There is no such competency here.")
        return redirect("competencies-progress", framework=found.key, part=side)
    partnership = partnership_for_goals(request.user, side)
    purpose = goal_draft(partnership) if partnership else PLAN_DRAFT
    if open_draft(request.user, purpose):
        announce_problem(request, "You had begun another goal. Save it first, then begin this one.")
    else:
        text = indicator.text
        save_draft(request.user, purpose, {"goal": text, "begun": True} if partnership else {"goal": [text]})
        announce(request, "Your goal is begun. Put it in your own words, then keep it.")
    return redirect("goal-new", partnership_id=partnership.pk) if partnership else redirect("cpd-plan")


def remove(request: SignedInRequest, assessment_id: UUID) -> HttpResponse:
    """Leave a look out, with a way back."""
    found = assessment_or_404(request.user, assessment_id)
    remove_assessment(found, by=request.user)
    announce(
        request,
        "That look at yourself is left out.",
        undo_url=reverse("competencies-restore", args=[found.pk]),
    )
    return redirect("competencies")


def restore(request: SignedInRequest, assessment_id: UUID) -> HttpResponse:
    """Put a look back."""
    found = assessment_or_404(request.user, assessment_id)
    restore_assessment(found, by=request.user)
    announce(request, "That look at yourself is back.")
    return redirect("competencies")


def shows(request: SignedInRequest, record_id: UUID) -> HttpResponse:
    """Tick the competencies that an activity shows."""
    record = record_or_404(request.user, record_id)
    frameworks = all_frameworks()
    form = ShownForm(
        request.POST if request.method == "POST" else None,
        frameworks=frameworks,
        initial={"shows": record.competencies},
    )
    if form.is_bound and form.is_valid():
        # What a framework no longer asks is not on the page, so it is not taken away by saving.
        offered = {name for name, _ in form.fields["shows"].choices}  # type: ignore[attr-defined]  # a MultipleChoiceField
        kept = [name for name in record.competencies if name not in offered]
        show_competencies(record, by=request.user, competencies=[*kept, *form.cleaned_data["shows"]])
        announce(request, "It is noted what this activity shows.")
        return redirect("cpd-record", record_id=record.pk)
    ticked = set(record.competencies)
    parts = [
        (shelf.framework, PART_WORDS[shelf.part], _boxes(shelf.framework, shelf.part, ticked))
        for shelf in shelves_of(request.user)
    ]
    return render(request, "cpd/shows.html", {"form": form, "record": record, "parts": parts})


def _boxes(framework: Framework, part: Side, ticked: set[str]) -> list[dict[str, object]]:
    """The groups of one part with a box for each indicator."""
    groups = []
    for group in framework.groups_for(part):
        names = [(name_of(framework, one.key), one.text) for one in group.indicators]
        boxes = [{"name": name, "text": text, "ticked": name in ticked} for name, text in names]
        groups.append(
            {"name": group.name, "boxes": boxes, "ticked": sum(name in ticked for name, _ in names)}
        )
    return groups


def _asked(request: SignedInRequest, framework: Framework, part: Side) -> Indicator | None:
    wanted = request.POST.get("indicator", "")
    return next((one for one in framework.indicators_for(part) if one.key == wanted), None)


def _purpose(framework: Framework, part: Side) -> str:
    return f"assessment:{framework.key}:{part}"
