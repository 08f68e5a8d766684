"""Audit profiles: begin one, write it, look through it, take it away as PDF or JSON."""

from uuid import UUID, uuid4

from django.http import Http404, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.gzip import gzip_page

from alongside.cpd.actions.profiles import (
    begin_profile,
    change_profile,
    reopen_profile,
    save_profile,
    send_profile,
)
from alongside.cpd.actions.sessions import record_session_hours
from alongside.cpd.documents import profile_json
from alongside.cpd.forms.drafts import bring_back, fields_to_keep, with_version
from alongside.cpd.forms.profile import FrameForm, ProfileForm, initial_frame
from alongside.cpd.issuing import issued_profile_pdf
from alongside.cpd.models import Profile
from alongside.cpd.queries.profiles import WrittenProfile, deadline_of, open_profile, profile_or_404
from alongside.cpd.queries.reflections import reflected_sessions
from alongside.cpd.queries.rules import all_profile_rules, rules_for
from alongside.cpd.views.places import place_of
from alongside.domain.cpd.activities import Kind
from alongside.domain.lifecycle import MoveRefused
from alongside.people.queries import memberships_of
from alongside.people.requests import SignedInRequest
from alongside.vault.drafts import discard_draft, open_draft, save_draft
from alongside.vault.notes import WrittenMeanwhile
from alongside.web.announce import announce, announce_problem
from alongside.web.downloads import download
from alongside.web.wording import clock

UNSAVED = "Words that you typed there and have not saved are not in it. Go back and save them first if they went out."


def begin(request: SignedInRequest) -> HttpResponse:
    """Say what the profile is for, and go on to write it."""
    form = _frame_form(request)
    if request.method == "POST" and form.is_valid():
        profile = begin_profile(
            form.chosen_member,
            by=request.user,
            frame=form.frame,
            profile_id=form.cleaned_data["profile_id"],
        )
        return redirect("cpd-profile", profile_id=profile.pk)
    return render(request, "cpd/frame.html", {"form": form, "profile": None})


def frame(request: SignedInRequest, profile_id: UUID) -> HttpResponse:
    """Change the days, the rules or the language of a profile."""
    found = profile_or_404(request.user, profile_id)
    form = _frame_form(request, found)
    if request.method == "POST" and form.is_valid():
        try:
            change_profile(found, by=request.user, frame=form.frame)
        except MoveRefused as refused:
            announce_problem(request, str(refused))
        return redirect("cpd-profile", profile_id=found.pk)
    return render(request, "cpd/frame.html", {"form": form, "profile": found})


@gzip_page
@sensitive_post_parameters()
def profile(request: SignedInRequest, profile_id: UUID) -> HttpResponse:
    """The page on which a profile is written; one that was sent can be read and downloaded.

    It is long, so it travels compressed: nothing in it repeats what an address could smuggle in, its form key
    is masked anew each time, and the answer's length is blurred.
    """
    found = profile_or_404(request.user, profile_id)
    if found.sent_on is not None:
        return render(request, "cpd/profile_sent.html", {"profile": found})
    if request.method == "POST":
        return _save(request, found)
    record_session_hours(request.user)
    written = open_profile(found, by=request.user, today=timezone.localdate())
    form = ProfileForm(written=written)
    kept = open_draft(request.user, _purpose(found))
    came_back = bring_back(form, kept)
    return _writing_page(request, form, kept=kept if came_back else None)


def _save(request: SignedInRequest, found: Profile) -> HttpResponse:
    written = open_profile(found, by=request.user, today=timezone.localdate())
    form = ProfileForm(request.POST, written=written)
    if not form.is_valid():
        return _writing_page(request, form, kept=_lists(request.POST))
    try:
        save_profile(
            found,
            by=request.user,
            text=form.text,
            described=form.chosen("described"),
            left_out=form.chosen("left_out"),
            version=form.cleaned_data["version"],
        )
    except WrittenMeanwhile:
        form.data = with_version(request.POST, found.version)
        return _writing_page(request, form, kept=_lists(request.POST), saved_meanwhile=True)
    except MoveRefused as refused:
        announce_problem(request, str(refused))
    else:
        discard_draft(request.user, _purpose(found))
        announce(request, "Your profile is saved.")
    return redirect("cpd-profile", profile_id=found.pk)


def _writing_page(
    request: SignedInRequest,
    form: ProfileForm,
    *,
    kept: dict[str, list[str]] | None = None,
    saved_meanwhile: bool = False,
) -> HttpResponse:
    written = form.written
    described = set(kept.get("described", [])) if kept else set(map(str, written.described))
    left_out = set(kept.get("left_out", [])) if kept else set(map(str, written.left_out))
    reflected = reflected_sessions(written.records, by=request.user)
    # As the document and the form number them: what was left out when last saved has no number.
    numbers = {record.pk: number for number, record in enumerate(written.listed, start=1)}
    due = deadline_of(written.profile)
    context = {
        "due": due,
        "days_left": (due - timezone.localdate()).days if due else None,
        "form": form,
        "written": written,
        "profile": written.profile,
        "rows": [
            {
                "record": record,
                "number": numbers.get(record.pk),
                "described": str(record.pk) in described,
                "left_out": str(record.pk) in left_out,
                "reflected": record.reference in reflected,
                "has_words": record.text_id is not None,
                "learning_type": written.rules.type_of(Kind(record.kind)).name,
            }
            for record in written.records
        ],
        "findings": [place_of(finding, written) for finding in written.findings],
        "came_back": kept is not None and not form.is_bound,
        "saved_meanwhile": saved_meanwhile,
    }
    return render(request, "cpd/profile.html", context, status=409 if saved_meanwhile else 200)


@sensitive_post_parameters()
def draft(request: SignedInRequest, profile_id: UUID) -> HttpResponse:
    """Keep what is being written."""
    found = profile_or_404(request.user, profile_id)
    saved_at = save_draft(request.user, _purpose(found), fields_to_keep(request.POST))
    return JsonResponse({"saved_at": clock(saved_at)})


def pdf(request: SignedInRequest, profile_id: UUID) -> HttpResponse:
    """The profile as it was last saved, as PDF."""
    written = _opened(request, profile_id)
    return _file(
        issued_profile_pdf(written.document, written.profile.member.body, timezone.localdate()),
        "application/pdf",
        written,
        "pdf",
    )


def as_json(request: SignedInRequest, profile_id: UUID) -> HttpResponse:
    """The profile as it was last saved, as JSON."""
    written = _opened(request, profile_id)
    return _file(profile_json(written.document), "application/json", written, "json")


def send(request: SignedInRequest, profile_id: UUID) -> HttpResponse:
    """Say that the profile went to the regulator."""
    found = profile_or_404(request.user, profile_id)
    if found.sent_on is not None:
        return redirect("cpd-profile", profile_id=found.pk)
    if request.method == "POST":
        send_profile(found, by=request.user, today=timezone.localdate())
        announce(request, "Noted as sent.", undo_url=reverse("cpd-profile-reopen", args=[found.pk]))
        return redirect("cpd-profile", profile_id=found.pk)
    unsaved = [UNSAVED] if open_draft(request.user, _purpose(found)) else []
    context = {
        "profile": found,
        "consequences": [
            *unsaved,
            "The profile stays as it is now, and so do the activities in it.",
            "You can still download it whenever you need it.",
            "Nothing is sent from here: you upload the files to your regulator yourself.",
        ],
        "button": "I have sent it",
        "back_url": reverse("cpd-profile", args=[found.pk]),
    }
    return render(request, "cpd/send.html", context)


def reopen(request: SignedInRequest, profile_id: UUID) -> HttpResponse:
    """It was not sent after all."""
    found = profile_or_404(request.user, profile_id)
    reopen_profile(found, by=request.user)
    announce(request, "You can change this profile again.")
    return redirect("cpd-profile", profile_id=found.pk)


def _opened(request: SignedInRequest, profile_id: UUID) -> WrittenProfile:
    found = profile_or_404(request.user, profile_id)
    return open_profile(found, by=request.user, today=timezone.localdate())


def _file(content: bytes, kind: str, written: WrittenProfile, suffix: str) -> HttpResponse:
    name = f"cpd-audit-profile-{written.profile.on}-to-{written.profile.until}.{suffix}"
    return download(content, kind, name)


def _frame_form(request: SignedInRequest, found: Profile | None = None) -> FrameForm:
    memberships = [found.member] if found else list(memberships_of(request.user).on_the_list())
    if not memberships:
        raise Http404
    return FrameForm(
        request.POST if request.method == "POST" else None,
        initial=initial_frame(found)
        if found
        else {"rules_key": rules_for(request.user, timezone.localdate()).key, "profile_id": uuid4()},
        memberships=memberships,
        rules=all_profile_rules(),
        today=timezone.localdate(),
    )


def _lists(data: QueryDict) -> dict[str, list[str]]:
    return dict(data.lists())


def _purpose(found: Profile) -> str:
    return f"cpd-profile:{found.pk}"
