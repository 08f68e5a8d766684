"""The demonstration's world: whoever one can be has something to see, and what is special to their scheme is there."""

from collections import Counter

import pytest
from django.urls import reverse

from alongside.certificates.models import Certificate
from alongside.cpd.models import Assessment, PlannedGoal
from alongside.demo.bodies import BODIES
from alongside.demo.cast import cast_bodies
from alongside.demo.names import plain
from alongside.demo.stage import Plan
from alongside.directory.models import NamedMentor, Request
from alongside.enrolment.models import Application, DeclaredConflict
from alongside.partnerships.models import MandateReport, OutcomeAnswer, Partnership, Pulse, Session
from alongside.partnerships.queries.pulse import pulse_rules
from alongside.schemes.models import Scheme
from alongside.schemes.queries import rules_of
from alongside.training.models import Run
from tests.demo.worlds import PLANS, account_at, page_of, pair_of
from tests.reading import text_of

pytestmark = [pytest.mark.django_db, pytest.mark.timeout(300), pytest.mark.usefixtures("world")]

STARS = [f"{local}@{plan.slug}" for plan in BODIES for local in plan.stars]
OFFICE = [f"{plain(given)}@{plan.slug}" for plan in BODIES for given, _, _ in plan.office]
HALF_WAY = {"elodie@glmp": "Kwabena Asante", "aoife@sna": "Chiamaka Obi", "anjali@trdn": "Gwenllian Price"}


def read(address: str, route: str) -> str:
    """The words of one of the pages of somebody's partnership."""
    return text_of(page_of(address, reverse(route, kwargs={"partnership_id": pair_of(address).pk})))


def test_there_is_a_body_for_every_scheme_that_we_ship_for_mentoring() -> None:
    adopted = [
        rules_of(scheme.definitions.get()).key for scheme in Scheme.objects.order_by("body__created_at")
    ]
    assert sorted(adopted) == ["asme", "comp", "imi", "nhs", "nursing"]
    assert adopted == [plan.preset for plan in BODIES]


def test_everybody_of_the_cast_is_offered_once_under_their_body_the_office_first(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # The address of the link is there in demo mode only.
    monkeypatch.setattr("alongside.demo.cast.sign_in_address", lambda account: account.email)
    shown = cast_bodies()
    assert [body.name for body in shown] == [plan.name for plan in BODIES]
    for body, plan in zip(shown, BODIES, strict=True):
        assert [link.what for link in body.links[: len(plan.office)]] == [role for *_, role in plan.office]
        assert {link.what for link in body.links} >= set(plan.stars.values())
    everybody = Counter(link.address for body in shown for link in body.links)
    assert {*everybody.values()} == {1}


@pytest.mark.parametrize("address", STARS)
def test_everybody_of_the_cast_has_a_home_page_with_a_next_step(address: str) -> None:
    assert f"Hello, {account_at(address).given_name}" in text_of(page_of(address, "/"))


@pytest.mark.parametrize("plan", BODIES, ids=lambda plan: plan.slug)
def test_the_office_of_every_body_has_something_to_look_at(plan: Plan) -> None:
    for given, _, role in plan.office[:2]:
        assert role in ("director", "coordinator")
        address = f"{plain(given)}@{plan.slug}"
        shown = page_of(address, reverse("office-home", args=[plan.slug]))
        assert plan.short_name in text_of(shown) or plan.name in text_of(shown)


@pytest.mark.parametrize("address, partner", HALF_WAY.items())
def test_a_pair_half_way_has_met_agreed_and_set_goals_with_steps(address: str, partner: str) -> None:
    pair = pair_of(address)
    held = Session.objects.filter(partnership=pair, state="held").count()
    assert (pair.state, held >= 2, pair.agreement.in_force) == ("active", True, 1)
    assert partner in text_of(page_of(address, "/"))
    goals = read(address, "goals")
    assert any(aim.text in goals for aim in PLANS[address.partition("@")[2]].voice.goals["mentee"])
    assert pair.actions.exclude(goal=None).exists()


@pytest.mark.parametrize("address", HALF_WAY)
def test_a_pair_half_way_has_answered_every_pulse_that_was_asked(address: str) -> None:
    held = Session.objects.filter(partnership=pair_of(address), state="held", held_on__isnull=False).order_by(
        "number"
    )
    asked = [session for session in held if pulse_rules(session)]
    earlier = asked[:-1]  # the newest may have been asked yesterday
    assert Pulse.objects.filter(session__in=earlier, text__isnull=False).count() == 2 * len(earlier)
    assert asked


@pytest.mark.parametrize(
    "address, partner",
    [("piotr@glmp", "Margaret"), ("agnieszka@sna", "Nuala"), ("zanele@trdn", "Iolo")],
)
def test_a_finished_partnership_can_be_looked_back_on(address: str, partner: str) -> None:
    pair = pair_of(address)
    assert (pair.state, pair.ending) == ("ended", "completed")
    assert partner in text_of(page_of(address, "/"))
    assert pair.acknowledgements.count() == 2


@pytest.mark.parametrize("plan", BODIES, ids=lambda plan: plan.slug)
def test_in_every_body_somebody_waits_for_the_office_or_for_a_partner(plan: Plan) -> None:
    assert Application.objects.filter(
        scheme__body__slug=plan.slug, state__in=("submitted", "waiting")
    ).exists()


def test_physicists_organise_by_the_mentee_lead_by_a_pack_and_say_what_helps() -> None:
    pair = pair_of("elodie@glmp")
    assert pair.rules.meetings.arranging() == ("mentee",)
    assert Session.objects.filter(partnership=pair, prompt_pack="grow").exists()
    assert {given.role for given in pair.partner_feedback.all()} == {"mentee", "mentor"}
    said = PLANS["glmp"].voice.partner_feedback["mentor"]["try"]
    assert said in text_of(
        page_of("elodie@glmp", reverse("partnership-feedback", kwargs={"partnership_id": pair.pk}))
    )


def test_nurses_rate_plan_succeed_and_have_doors_opened() -> None:
    aoife = account_at("aoife@sna")
    assert Assessment.objects.filter(owner=aoife).count() == 2
    assert PlannedGoal.objects.filter(owner=aoife).count() == 2
    doors = read("aoife@sna", "opening-doors")
    assert any(whom in doors for whom, _ in PLANS["sna"].voice.doors)
    assert pair_of("aoife@sna").achievements.exclude(released=None).count() == 1
    assert pair_of("agnieszka@sna").recommendation.shown_at is not None


def test_doctors_have_a_list_a_letter_papers_and_somebody_is_kept_apart() -> None:
    pair = pair_of("anjali@trdn")
    first = Session.objects.get(partnership=pair, number=1)
    assert first.checklist_lines.exclude(ticked_by="").count() == len(pair.rules.checklist.items) - 1
    assert OutcomeAnswer.objects.filter(partnership=pair, stage="start").count() == 2
    assert pair.managers_told.filter(role="mentee").exists()
    assert "binder" in read("anjali@trdn", "papers").lower()
    kinds = set(DeclaredConflict.objects.filter(member=pair.mentee).values_list("kind", flat=True))
    assert kinds == {"appraiser", "educational_supervisor"}


def test_a_doctor_who_must_be_mentored_has_had_attendance_reported() -> None:
    reports = MandateReport.objects.filter(mandate__partnership=pair_of("tomasz@trdn"))
    assert reports.count() == 1


def test_a_doctor_has_asked_a_mentor_of_their_own_and_another_has_brought_one() -> None:
    asked = NamedMentor.objects.filter(application__member__account=account_at("kofi@trdn"))
    assert [one.state for one in asked] == ["open"]
    assert (
        Partnership.objects.filter(mentor__account=account_at("ruaridh@trdn"), origin="brought").count() == 1
    )


def test_a_workshop_of_the_educators_and_of_the_doctors_is_over_and_another_has_a_waiting_list() -> None:
    for slug in ("ame", "trdn"):
        runs = Run.objects.filter(scheme__body__slug=slug)
        assert sorted(run.state for run in runs) == ["allotted", "over"]
        places = runs.get(state="allotted").asked_for
        assert {*places.values_list("state", flat=True)} == {"taken", "offered", "waiting"}
        served, waiting = (
            set(rows.values_list("tier", flat=True)) for rows in (places.held(), places.in_line())
        )
        assert max(served) <= min(waiting)  # who comes first by the scheme's own rule has a place
    assert Request.objects.filter(scheme__body__slug="ame").exists()


def test_the_audited_member_has_a_certificate() -> None:
    assert Certificate.objects.filter(owner=account_at("nadia@imi")).exists()


def test_what_nurses_want_to_work_on_is_told_in_groups_of_five() -> None:
    looked = Assessment.objects.filter(counted=True).latest("on")
    scheme = Scheme.objects.get(body__slug="sna")
    path = reverse("scheme-outcomes", kwargs={"body_slug": "sna", "scheme_id": scheme.pk})
    told = text_of(page_of("deirdre@sna", path, year=looked.on.year))
    assert "Mentoring competencies: mentee" in told
    assert "Mentoring competencies: mentor" in told
