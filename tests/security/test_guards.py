"""Each guard is taken out in turn, and the permission matrix must notice; a guard that nothing notices fails here."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser

from tests.security.guards import Guard, all_guards, taken_out
from tests.security.matrix import ADMITS, ASKS, REFUSES, Cell, Matrix
from tests.security.routes import Address, our_addresses
from tests.security.vault_cells import vault_faults

# Asking every route under a tracer is minutes of work on a busy machine; the limit is against hanging, not slowness.
pytestmark = [pytest.mark.django_db, pytest.mark.timeout(900)]
Place = tuple[str, int]
OFFICE = "people.queries.office_body_or_404: Body.objects.run_by"
SCHEME = "schemes.queries.office_scheme_or_404: Scheme.objects.run_by(account)"
PAIR = "partnerships.queries.partnerships.with_everything: Partnership"
# Guards that stand behind another: only with both gone does somebody get in.
BEHIND = {
    "enrolment.models.ApplicationQuerySet.visible_to": "enrolment.views.applicant._writable: can_write",
    "enrolment.views.applicant._writable: Application": "enrolment.views.applicant._writable: can_write",
    "enrolment.views.applicant._membership: get_object": "enrolment.views.applicant.scheme: Scheme",
    "enrolment.views.age.age: Application": "enrolment.views.age.age: can_write",
    "directory.views.named.own_mentor: Scheme": "directory.views.named.own_mentor: get_object_or_404(Member",
    "directory.views.named.own_mentor: get_object_or_404(Member": "directory.views.named.own_mentor: Scheme",
    "certificates.models.CertificateQuerySet.run_by": OFFICE,
    "circles.models.CircleQuerySet.run_by": OFFICE,
    "events.models.EventQuerySet.run_by": OFFICE,
    "events.queries.events_in_office: Event.objects.run_by(account)": OFFICE,
    "circles.queries.kept_posts: Circle.objects.run_by(account)": OFFICE,
    "certificates.queries.office_certificates: Certificate.objects.run_by(account)": OFFICE,
    "matching.models.proposal.ProposalQuerySet.visible_to: self.filter(own).exclude(state='draft').exclude": (
        "matching.models.proposal.ProposalQuerySet.visible_to: self.filter(own).exclude(state='draft')"
    ),
    "matching.models.proposal.ProposalQuerySet.visible_to: self.filter(own).exclude(state='draft')": (
        "matching.models.proposal.ProposalQuerySet.visible_to: "
        "self.filter(own).exclude(state='draft').exclude(published_at=None)"
    ),
    "partnerships.models.agenda.AgendaItemQuerySet.visible_to": "partnerships.views.agenda._own: can_change",
    "partnerships.views.agenda._own: AgendaItem": "partnerships.views.agenda._own: can_change",
    "partnerships.models.partnership.PartnershipQuerySet.run_by": OFFICE,
    "partnerships.queries.office.partnerships_run_by: Partnership.objects.run_by(account)": OFFICE,
    "partnerships.models.session.SessionQuerySet.visible_to": PAIR,
    "partnerships.queries.partnerships.session_or_404: Session": PAIR,
    "people.models.imports.ImportQuerySet.visible_to": OFFICE,
    "reports.models.ReviewQuerySet.run_by": SCHEME,
    "reports.queries.programme.reviews_of: Review.objects.run_by(account)": SCHEME,
    "schemes.models.JointBodyQuerySet.visible_to": OFFICE,
    "people.models.member.MemberQuerySet.visible_to": OFFICE,
    "people.queries.members.office_member_or_404: Member.objects.visible_to(account)": OFFICE,
    "people.views.imports.membership_import: Import.objects.visible_to(request.user)": OFFICE,
}
# What reads like a guard and lets nobody in when it is gone, with the reason.
NO_DOOR = {
    "cpd.queries.competencies.levels_in: CompetencySum": "tests/cpd/test_competencies.py asks of another body",
    "cpd.queries.competencies.was_counted: Assessment": "tests/cpd/test_competencies.py counts several people",
    "circles.queries.kept_circles: Circle": "of a body whose office one is in; tests/circles asks of two",
    "circles.queries.own_place: rows.filter": "which of the places in a circle that one is in; tests/circles asks as two",
    "cpd.queries.records.twin_of: Record": "tests/cpd/test_pages.py asks of another's twin",
    "certificates.queries.completed_by: Partnership": "tests/certificates asks what a stranger is offered",
    "certificates.queries.members_named: Member": "tests/certificates names a member of another body",
    "certificates.queries.revoked_places_or_404: Certificate": "numbers that everybody may have",
    "certificates.queries.sessions_held: Session": "only sessions in which one has a part are counted",
    "cpd.views.audit_views._views_of: AuditView": "those of a profile that was fetched as one's own",
    "cpd.models.counting.CountingQuerySet.visible_to": "a choice of published rules; tests/cpd/test_standing.py asks whose",
    "cpd.queries.competencies.partnerships_for_goals: can_change_partnership": "tests/cpd/test_competencies.py asks",
    "cpd.queries.credit.counting_of: Counting": "a choice of published rules; tests/cpd/test_standing.py asks whose",
    "cpd.models.naming.NamingConsentQuerySet.visible_to": "what is found is looked up by one's own account again",
    "cpd.queries.naming.namings_of: NamingConsent": "what is found is looked up by one's own account again",
    "cpd.permissions.can_edit_record": "the action refuses a record that went out; whose it is, the fetch asks",
    "cpd.views.records.record: can_edit_record": "the action refuses a record that went out",
    "cpd.queries.learning.learning_to_count: Record": "only records made from one's own entries are asked for",
    "cpd.queries.learning.record_of_learning: Record": "only records made from one's own entry are asked for",
    "cpd.queries.documents.opened_documents: Document": "of activities that were fetched as one's own",
    "cpd.queries.overview._last_day: Record": "a day at the edge of one's own picture",
    "cpd.queries.overview._everything: Record": "a day at the edge of one's own picture",
    "cpd.queries.rules.rules_for: Member": "which regulator's rules are proposed",
    "cpd.queries.sessions.held_sessions_of: Session": "a session makes a record for its two partners alone",
    "cpd.queries.sessions.newest_open_record: Record": "test_acknowledgement.py asks whose activity it goes to",
    "cpd.queries.sessions.session_records_of: Record": "records are found by the sessions one held",
    "partnerships.queries.closing.errands_after_end: Acknowledgement": "test_member_home.py asks whose thanks count",
    "partnerships.views.reflections.reflections: rows": "of what one may read; test_reflections.py asks whose is where",
    "matching.permissions.can_answer": "draws the buttons; the action asks again",
    "matching.views.member.proposal: can_answer": "draws the buttons; the action asks again",
    "partnerships.models.feedback.SessionFeedbackQuerySet.visible_to": "nobody asks for it yet",
    "people.queries.office_accounts: OfficeRole": "test_quiet_word.py asks who is told",
    "partnerships.permissions.can_change_partnership": "draws the buttons; every action refuses what has ended",
    "partnerships.views.page.partnership_page: can_change": "draws the buttons",
    "partnerships.queries.goals.goals_of: Goal": "whether there is a goal at all",
    "partnerships.queries.goals.goals_for: Goal.objects.visible_to(account).filter(": "which of one's own pairs",
    "partnerships.queries.learning.learning_log: rows.filter": "which of one's own pairs",
    "partnerships.queries.reflections.last_reflection_of": "which of one's own pairs",
    "enrolment.views.age.clearance: Application.objects.filter(scheme__body=body, role=Application.MENTOR).exclude": (
        "tests/enrolment/test_age.py asks for a draft"
    ),
    "directory.views.named._own: NamedMentor": "tests/directory/test_own_mentor.py asks as another mentee",
    "directory.permissions.can_review_request": "tests/directory/views/test_pages.py asks as coordinator",
    "directory.queries.requests.offers_to: Offer": "which of one's own offers; the page of an offer asks again",
    "directory.queries.requests.requests_of: Request": "which of one's own requests; the page of one asks again",
    "directory.queries.requests.requests_in_office: Request": "tests/directory/views/test_pages.py asks of another body",
    "directory.queries.schemes.first_directory: Scheme": "where the navigation leads; the directory asks again",
    "directory.views.directory._member: Member": "whose request is looked up; choosing asks again",
    "directory.views.directory.choose: Member": "tests/directory/views/test_pages.py asks as staff and as a stranger",
    "directory.views.directory.choose: get_object_or_404(Member": "the membership is one's own",
    "directory.views.office._act: can_review": "tests/directory/views/test_pages.py asks as coordinator",
    "directory.views.office._page: can_review": "draws the buttons; the act asks again",
    "events.views.event: found.body.members": "whether a button is drawn; the page behind it asks again",
    "enrolment.permissions.can_review_application": "tests/directory/views/test_pages.py asks as coordinator",
    "enrolment.views.office._decide: can_review_application": "tests/directory/views/test_pages.py asks as coordinator",
    "enrolment.views.office.application: can_review_application": "draws the buttons; the decision asks again",
    "enrolment.models.ApplicationQuerySet.visible_to: Scheme.objects.run_by(account) #2": (
        "whoever left the office is tried where a role is taken away"
    ),
    "partnerships.queries.reflections.reflections_for: Reflection.objects.visible_to(account)": (
        "what is not shared has no copy to open"
    ),
    "people.models.imports.ImportQuerySet.continued_by: self.visible_to(account)": "nobody uploads but the office",
    "people.permissions.can_manage_members": "asked by the worker once more; the page has asked already",
    "people.queries.imports.mapping_for: ImportMapping": "headings that the uploader has in hand, and no person",
    "people.queries.imports.known_members: Member": "the tests of imports count whom a list misses",
    "people.views.office_roles.revoke: can_grant": "where one is led after letting oneself go",
    "training.models.workshop.RunQuerySet.led_by: self.announced().filter": (
        "tests/training/test_pages.py asks as another trainer"
    ),
    "training.models.workshop.RunQuerySet.led_by: OfficeRole.objects.filter": (
        "tests/training/test_pages.py asks once the role is taken away"
    ),
    "reports.queries.reaching.reached_in: Partnership": "tests/reports/test_programme.py asks as a stranger",
    "reports.queries.member_home._roles_of": "which hint stands on a home page; test_member_home.py asks as two",
    "reports.queries.office_home._waiting": "counted by the ids of the body's own schemes",
    "schemes.permissions.can_run_scheme": "asked before the vault admits; the page has asked already",
    "schemes.models.SchemeQuerySet._as_guest: memberships": "tests/schemes/test_joint.py asks as no guest yet",
    "schemes.queries.joint_lines: JointBody": "tests/schemes/test_joint.py asks as the office of two bodies",
    "schemes.queries.why_no_guest: Member": "tests/schemes/test_joint.py asks whose membership at home has lapsed",
    "schemes.queries.why_no_guest: scheme.joint_bodies": "tests/schemes/test_joint.py asks once a body has ended it",
    "schemes.queries.schemes_open_to: Scheme.objects.visible_to(account)": "the filter beside it says the same",
}


def behind(guard: Guard) -> list[Guard]:
    """The guard in front of it, if it stands behind another."""
    front = next((first for mine, first in BEHIND.items() if str(guard).startswith(mine)), None)
    found = [one for one in all_guards() if front and str(one).startswith(front)]
    return [one for one in found if str(one) == front] or found[:1]


TRIED = [one for one in all_guards() if not str(one).startswith(tuple(NO_DOOR))]


@contextmanager
def traced(places: frozenset[Place], met: set[Place]) -> Iterator[None]:
    """Note which of these functions run."""

    def note(frame: FrameType, event: str, argument: Any) -> None:
        place = (frame.f_code.co_filename, frame.f_code.co_firstlineno)
        if event == "call" and place in places:
            met.add(place)

    sys.setprofile(note)
    try:
        yield
    finally:
        sys.setprofile(None)


@pytest.fixture(scope="module")
def asked_by(matrix: Matrix) -> dict[Place, list[Address]]:
    """By function: the routes that run it, the quickest to try first."""
    places = frozenset(guard.place for guard in all_guards())
    asked: dict[Place, list[Address]] = {place: [] for place in places}
    for address in our_addresses():
        met: set[Place] = set()
        with traced(places, met):
            list(matrix.faults(_one_of_each(matrix.cells(address))))
        for place in met:
            asked[place].append(address)
    return asked


def _one_of_each(cells: Iterator[Cell]) -> Iterator[Cell]:
    seen = set()
    for cell in cells:
        key = (cell.method, cell.path.label)
        if cell.promise == ADMITS and key not in seen:
            seen.add(key)
            yield cell


def _telling(matrix: Matrix, addresses: list[Address], guard: Guard) -> Iterator[Cell]:
    """The cells that can notice, those likeliest to first: of the guard's own app, there refusals of what is there, then
    what pages show; and then of the others.
    """
    app = guard.module.split(".")[1]
    cells = [
        (address.view.__module__.split(".")[1] != app, cell)
        for address in addresses
        for cell in matrix.cells(address)
        if cell.role != "visitor" and cell.promise in (ADMITS, REFUSES) and cell.method != "HEAD"
    ]
    cells.sort(
        key=lambda one: (one[0], one[1].promise == ADMITS, not one[1].path.exists, one[1].path.has_hole)
    )
    return (cell for _, cell in cells)


@pytest.mark.parametrize("guard", TRIED, ids=str)
def test_the_matrix_notices_a_guard_that_is_gone(
    matrix: Matrix, asked_by: dict[Place, list[Address]], guard: Guard
) -> None:
    if guard.module.startswith("alongside.vault"):
        with taken_out(guard):
            assert list(vault_faults(matrix.world)) != []
        return
    front = behind(guard)
    cells = _telling(matrix, asked_by[guard.place], guard)
    assert any(_is_noticed(matrix, cell, guard, front) for cell in cells)


def _is_noticed(matrix: Matrix, cell: Cell, guard: Guard, front: list[Guard]) -> bool:
    """Whether the cell fails without the guard; where it stands behind another, without both but not without that."""
    with taken_out(guard, *front):
        fails = any(matrix.faults([cell]))
    if fails and front:
        with taken_out(*front):
            return not any(matrix.faults([cell]))
    return fails


def test_every_reason_is_about_a_guard_that_is_there() -> None:
    guards = [str(one) for one in all_guards()]
    reasons = [*NO_DOOR, *BEHIND, *BEHIND.values()]
    assert [one for one in reasons if not any(guard.startswith(one) for guard in guards)] == []


def test_the_vault_keeps_its_promises(matrix: Matrix) -> None:
    assert list(vault_faults(matrix.world)) == []


def test_the_matrix_notices_a_route_without_its_sign_in(
    matrix: Matrix, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(AnonymousUser, "is_authenticated", True)
    unnoticed = []
    for address in our_addresses():
        asking = [cell for cell in matrix.cells(address) if cell.promise == ASKS][:1]
        if asking and next(matrix.faults(asking), None) is None:
            unnoticed.append(address.name)
    assert unnoticed == []
