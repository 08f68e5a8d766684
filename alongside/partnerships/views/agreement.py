"""The agreement of a partnership: what it says, what changed, who signed, and its earlier versions."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render

from alongside.partnerships.actions.agreements import read_agreement
from alongside.partnerships.forms.agreement import PaperForm, SignForm
from alongside.partnerships.models import Agreement, Partnership
from alongside.partnerships.queries.agreement_words import changes_between, clauses_of, settled_in_words
from alongside.partnerships.queries.agreements import (
    OpenedVersion,
    agreement_of,
    newest_version,
    opened_versions,
    renewed_until,
    scan_or_404,
    seen_before,
    starting_text,
    version_or_404,
    waits_for_signature,
)
from alongside.partnerships.queries.partnerships import partnership_or_404
from alongside.partnerships.views.page import partnership_page
from alongside.people.requests import SignedInRequest
from alongside.web.downloads import download


def agreement(request: SignedInRequest, partnership_id: UUID) -> HttpResponse:
    """The newest version, what changed since this partner last signed, and the form to sign it."""
    found = partnership_or_404(request.user, partnership_id)
    read_agreement(found, by=request.user)
    return agreement_page(request, found)


def agreement_page(
    request: SignedInRequest,
    found: Partnership,
    *,
    sign_form: SignForm | None = None,
    paper_form: PaperForm | None = None,
) -> HttpResponse:
    """Draw the page; `sign_form` or `paper_form` is one to be put right."""
    page = partnership_page(found, request.user, tab="agreement")
    standing = agreement_of(found)
    if standing is None:
        context: dict[str, Any] = {"clauses": clauses_of(found)}
    else:
        context = _standing(request, found, standing, page["role"], sign_form)
        context["paper_form"] = paper_form or PaperForm(prefix="paper", initial={"seen": standing.version})
        context["form"] = paper_form or context["sign_form"]
    return render(request, "partnerships/agreement.html", page | context)


def _standing(
    request: SignedInRequest, found: Partnership, standing: Agreement, role: str, sign_form: SignForm | None
) -> dict[str, Any]:
    known = seen_before(standing, role)
    rows = [newest_version(standing), *([known] if known else [])]
    for row in rows:
        row.agreement = standing
    opened, *before = opened_versions(rows, found, by=request.user)
    base = before[0].text if before else starting_text(found)
    member = found.member_of(role)
    form = sign_form or SignForm(member.name, initial={"seen": standing.version})
    return {
        "agreement": standing,
        "waits_for_you": waits_for_signature(standing, role),
        "changes": changes_between(base, opened.text, found),
        "base": before[0].version if before else None,
        "acceptances": _acceptances(found, standing),
        "renewed": renewed_until(found),
        "sign_form": form,
        "earlier": range(standing.version - 1, 0, -1),
        **_reading(found, opened),
    }


def agreement_scan(request: SignedInRequest, partnership_id: UUID, version: int, side: str) -> HttpResponse:
    """The paper as it was uploaded. It is handed over, never shown among our own pages."""
    found = partnership_or_404(request.user, partnership_id)
    file = scan_or_404(found, version, side, by=request.user)
    return download(file.data, file.kind.media_type, f"signed-agreement.{file.kind.ending}")


def agreement_version(request: SignedInRequest, partnership_id: UUID, version: int) -> HttpResponse:
    """One version as it was suggested and, perhaps, signed."""
    found = partnership_or_404(request.user, partnership_id)
    standing = agreement_of(found)
    row = version_or_404(standing, version)
    (opened,) = opened_versions([row], found, by=request.user)
    page = partnership_page(found, request.user, tab="agreement", exactly=False)
    context = {"agreement": standing, **_reading(found, opened)}
    return render(request, "partnerships/agreement_version.html", page | context)


def _reading(found: Partnership, opened: OpenedVersion) -> dict[str, Any]:
    """A version as the page reads it: its clauses with their headings, and what was settled by a number."""
    clauses = [(clause, opened.text.clauses.get(clause.key, "")) for clause in clauses_of(found)]
    return {
        "opened": opened,
        "version": opened.version,
        "clauses": [(clause, words) for clause, words in clauses if words],
        "settled": settled_in_words(opened.text),
    }


def _acceptances(found: Partnership, standing: Agreement) -> list[dict[str, Any]]:
    """For each partner: whether they signed the newest version, and whether they had signed an earlier one."""
    rows = (
        ("mentee", found.mentee, standing.mentee_signed),
        ("mentor", found.mentor, standing.mentor_signed),
    )
    return [
        {"role": role, "member": member, "signed": standing.is_signed_by(role), "earlier": signed}
        for role, member, signed in rows
    ]
