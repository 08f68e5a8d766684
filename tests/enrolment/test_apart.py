"""Who manages, appraises or supervises whom: declared by either, and followed as each scheme says."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from alongside.directory.actions.answering import answer_offer
from alongside.directory.actions.asking import release_who_left
from alongside.directory.actions.choosing import choose_mentor, send_request
from alongside.directory.models import MentorEntry, Offer, Request
from alongside.domain.lifecycle import MoveRefused
from alongside.domain.relations import RELATIONS
from alongside.domain.scheme import load_scheme
from alongside.enrolment.actions import declare_conflict
from alongside.enrolment.apart import Apart, why_apart
from alongside.enrolment.models import DeclaredConflict
from alongside.matching.actions import ask_for_run, carry_out_run, publish_run, rule_on_pair
from alongside.matching.actions.answering import release_impossible
from alongside.matching.models import MatchRun, Proposal
from alongside.notices.models import Mail, Notice
from alongside.partnerships.actions import introduce_pair
from alongside.partnerships.models import Partnership
from alongside.presets import preset_text
from alongside.schemes.models import Scheme
from alongside.schemes.queries import definition_in_force, rules_of
from tests.factories import Cast, make_application, make_entry, make_request, make_scheme
from tests.reading import text_of

pytestmark = pytest.mark.django_db
Browser = Callable[[str], Client]
APPRAISES = "One of you told us that one appraises the other."
SUPERVISES = "One of you told us that one is the other’s educational supervisor."


@pytest.fixture
def doctors(cast: Cast) -> Scheme:
    return make_scheme(cast.body, preset="nhs", slug="doctors")


@pytest.fixture
def bob(cast: Cast, doctors: Scheme) -> MentorEntry:
    return make_entry(doctors, cast.bob, director=cast.dan)


def declare(cast: Cast, kind: str, *, by_mentor: bool = False) -> DeclaredConflict:
    one, other = (cast.bob, cast.alice) if by_mentor else (cast.alice, cast.bob)
    return declare_conflict(one, other=other, kind=kind, by=one.account)


def asked(cast: Cast, bob: MentorEntry) -> Offer:
    send_request(make_request(cast.alice, [bob]), by=cast.alice.account, now=timezone.now())
    return Offer.objects.get(state="open")


def run_of(cast: Cast) -> MatchRun:
    return carry_out_run(ask_for_run(cast.scheme, by=cast.carol, now=timezone.now()))


def waiting_pair(cast: Cast) -> None:
    long_ago = timezone.now() - timedelta(days=20)
    make_application(cast.scheme, cast.alice, "mentee", now=long_ago)
    make_application(cast.scheme, cast.bob, "mentor", now=long_ago)


@pytest.mark.requirement("R249")
@pytest.mark.parametrize("by_mentor", [False, True])
def test_whoever_declares_an_appraiser_is_not_paired_with_them_and_the_mentee_reads_why(
    cast: Cast, bob: MentorEntry, browser_of: Browser, by_mentor: bool
) -> None:
    page = reverse("conflicts", args=[(cast.bob if by_mentor else cast.alice).pk])
    said = {"email": (cast.alice if by_mentor else cast.bob).email, "kind": "appraiser"}
    browser_of("bob" if by_mentor else "alice").post(page, said)
    with pytest.raises(MoveRefused, match=APPRAISES):
        choose_mentor(bob, member=cast.alice, by=cast.alice.account, now=timezone.now())
    entry = text_of(browser_of("alice").get(reverse("mentor-entry", args=[bob.pk])).content)
    assert APPRAISES in entry
    assert "Put Bob on my request" not in entry


@pytest.mark.requirement("R249")
def test_a_mentor_who_says_so_while_they_are_asked_is_not_asked_any_more_and_reads_why(
    cast: Cast, bob: MentorEntry, browser_of: Browser
) -> None:
    offer = asked(cast, bob)
    browser, page = browser_of("bob"), reverse("offer", args=[offer.pk])
    assert reverse("conflicts", args=[cast.bob.pk]) in browser.get(page).content.decode()
    declare(cast, "appraiser", by_mentor=True)
    shown = text_of(browser.get(page).content)
    assert APPRAISES in shown
    assert "Yes, I will" not in shown
    with pytest.raises(MoveRefused, match=APPRAISES):
        answer_offer(offer, yes=True, now=timezone.now())
    assert release_who_left(timezone.now()) == 1
    assert Offer.objects.get(pk=offer.pk).state == "withdrawn"
    assert APPRAISES in text_of(browser.get(page).content)
    request = Request.objects.get()
    assert APPRAISES in text_of(browser_of("alice").get(reverse("request", args=[request.pk])).content)


@pytest.mark.requirement("R225", "R249")
def test_a_supervisor_is_flagged_to_both_and_to_the_office_and_may_be_their_mentor(
    cast: Cast, bob: MentorEntry, browser_of: Browser
) -> None:
    declare(cast, "educational_supervisor")
    alice, carol = browser_of("alice"), browser_of("carol")
    assert SUPERVISES in text_of(alice.get(reverse("mentor-entry", args=[bob.pk])).content)
    offer = asked(cast, bob)
    assert SUPERVISES in text_of(browser_of("bob").get(reverse("offer", args=[offer.pk])).content)
    of_office = reverse("office-request", args=[cast.body.slug, offer.request_id])
    assert f"Nothing, but look: {SUPERVISES}" in text_of(carol.get(of_office).content)
    answer_offer(offer, yes=True, now=timezone.now())
    carol.post(of_office, {"introduce": "1"})
    pair = Partnership.objects.get()
    page = reverse("office-partnership", args=[cast.body.slug, pair.pk])
    assert SUPERVISES in text_of(carol.get(page).content)
    told = Notice.objects.filter(event=f"partnership:{pair.pk}:relation")
    assert {notice.account for notice in told} == {cast.carol, cast.dan}
    mail = Mail.objects.filter(kind="introduced-anyway")[0]
    assert "supervisor" not in mail.text


@pytest.mark.requirement("R249")
@pytest.mark.parametrize("kind", RELATIONS)
def test_the_match_run_pairs_nobody_with_whom_they_have_a_relation_at_work(cast: Cast, kind: str) -> None:
    waiting_pair(cast)
    declare(cast, kind, by_mentor=True)
    assert not run_of(cast).proposals.exists()


def test_a_pair_that_the_office_keeps_together_by_hand_is_kept_apart_all_the_same(cast: Cast) -> None:
    waiting_pair(cast)
    run = run_of(cast)
    found = run.proposals.get()
    mentee, mentor = found.mentee_application, found.mentor_application
    rule_on_pair(mentee, mentor, by=cast.carol, kind="pin")
    declare(cast, "appraiser")
    assert "kept apart" in publish_run(run, by=cast.carol, now=timezone.now()).held_back[0]
    pinned = run_of(cast)
    assert pinned.state == "failed"
    assert APPRAISES in pinned.fault
    definition = definition_in_force(cast.scheme, timezone.localdate())
    with pytest.raises(MoveRefused, match=APPRAISES):
        introduce_pair(
            mentee_application=mentee, mentor_application=mentor, definition=definition, by=cast.carol,
            now=timezone.now(),
        )  # fmt: skip


def test_a_proposal_ends_when_one_says_so_and_both_read_why(cast: Cast, browser_of: Browser) -> None:
    waiting_pair(cast)
    run = run_of(cast)
    publish_run(run, by=cast.carol, now=timezone.now())
    proposal = Proposal.objects.get()
    declare(cast, "management_chain", by_mentor=True)
    assert release_impossible(timezone.now()) == 1
    assert Proposal.objects.get().state == "withdrawn"
    for name in ("alice", "bob"):
        page = text_of(browser_of(name).get(reverse("proposal", args=[proposal.pk])).content)
        assert "One of you told us that one stands above the other in the line of management." in page
        assert "Yes, introduce us" not in page


def test_of_a_wish_nobody_reads_the_reason(cast: Cast, bob: MentorEntry, browser_of: Browser) -> None:
    offer = asked(cast, bob)
    declare(cast, "rather_not")
    release_who_left(timezone.now())
    page = text_of(browser_of("bob").get(reverse("offer", args=[offer.pk])).content)
    assert "needs no answer from you any more" in page
    assert "One of you told us" not in page
    assert "apart" not in page


@pytest.mark.parametrize(
    "treatment, apart, flags", [("block", True, 0), ("flag", False, 1), ("ignore", False, 0)]
)
def test_each_scheme_says_what_follows(cast: Cast, treatment: str, apart: bool, flags: int) -> None:
    text = preset_text("schemes", "nhs").replace(
        'clinical_supervisor = "flag"', f'clinical_supervisor = "{treatment}"'
    )
    rules, problems = load_scheme(text)
    assert not problems
    assert rules is not None
    declare(cast, "clinical_supervisor")
    assert bool(why_apart(cast.alice, cast.bob, rules)) is apart
    assert len(Apart([cast.alice.pk], rules).flags(cast.alice.pk, cast.bob.pk)) == flags


def test_a_scheme_that_says_nothing_of_relations_keeps_apart(cast: Cast) -> None:
    rules = rules_of(definition_in_force(cast.scheme, timezone.localdate()))
    assert set(rules.relations.treated("block")) == set(RELATIONS)
