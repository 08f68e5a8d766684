"""Audit profiles: what their writer keeps, and the document they make."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from alongside.cpd.actions import agree_to_be_named, record_session_hours, save_profile, send_profile
from alongside.cpd.actions.profiles import reopen_profile
from alongside.cpd.models import Profile
from alongside.cpd.queries.profiles import open_profile
from alongside.cpd.queries.rules import rules_for
from alongside.cpd.writing import ProfileText
from alongside.domain.cpd.activities import Kind
from alongside.domain.cpd.composing import EvidenceNote, GapNote
from alongside.domain.lifecycle import MoveRefused
from alongside.vault.models import Note
from alongside.vault.notes import WrittenMeanwhile
from tests.cpd.worlds import SECRET, first_session, hold, introduced, make_profile, make_record, write_profile
from tests.factories import Cast

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
MONTH = timedelta(days=31)
TEXT = ProfileText(summary="I take photographs.", statement=f"I learned {SECRET}.")


def a_profile(cast: Cast) -> Profile:
    return make_profile(cast.alice, on=TODAY - 4 * MONTH, until=TODAY)


@pytest.mark.requirement("R53")
def test_a_profile_has_what_was_written_chosen_and_done_in_its_period(cast: Cast) -> None:
    inside = make_record(cast.alice.account, on=TODAY - MONTH)
    make_record(cast.alice.account, on=TODAY - 6 * MONTH, title="Long ago")
    make_record(cast.bob.account, on=TODAY - MONTH, title="Somebody else's")
    evidence = EvidenceNote(
        title="Certificate", description="", form="1 page", references=frozenset({str(inside.pk)})
    )
    profile = write_profile(a_profile(cast), replace(TEXT, evidence=(evidence,)), inside)
    document = open_profile(profile, by=cast.alice.account, today=TODAY).document
    assert [(one.title, one.learned) for one in document.activities] == [("A paper on consent", SECRET)]
    assert (document.summary.text, document.statement.words) == ("I take photographs.", 4)
    assert (document.hours, document.evidence[0].activities) == (Decimal("1.25"), (1,))
    assert (document.person.name, document.person.body) == (cast.alice.name, cast.body.name)


@pytest.mark.requirement("R50", "R51")
def test_benefits_go_out_under_the_standard_that_they_serve(cast: Cast) -> None:
    record = make_record(cast.alice.account)
    profile = write_profile(a_profile(cast), TEXT, record)
    (activity,) = open_profile(profile, by=cast.alice.account, today=TODAY).document.described
    answers = (activity.benefit_self, activity.benefit_service_users)
    assert [(one.standard, one.text) for one in answers if one] == [
        ("quality", "I ask twice."),
        ("service_users", "They know."),
    ]


def test_words_that_were_not_chosen_are_not_even_opened(cast: Cast) -> None:
    make_record(cast.alice.account)
    profile = write_profile(a_profile(cast), ProfileText(summary="I work."))
    (activity,) = open_profile(profile, by=cast.alice.account, today=TODAY).document.activities
    assert (activity.described, activity.learned) == (False, "")


def test_what_a_profile_says_is_sealed(cast: Cast) -> None:
    profile = write_profile(a_profile(cast), TEXT)
    assert profile.text is not None
    blob = bytes(Note.objects.get(pk=profile.text.pk).blob)
    assert [word for word in (SECRET, "photographs") if word.encode() in blob] == []


def test_what_was_left_out_stays_out_and_is_not_told_in_full(cast: Cast) -> None:
    record = make_record(cast.alice.account)
    profile = save_profile(
        a_profile(cast),
        by=cast.alice.account,
        text=TEXT,
        described=[record.pk],
        left_out=[record.pk],
        version=1,
    )
    assert open_profile(profile, by=cast.alice.account, today=TODAY).document.activities == ()
    assert list(profile.described.all()) == []


def test_nobody_can_put_somebody_elses_record_into_their_profile(cast: Cast) -> None:
    foreign = make_record(cast.bob.account)
    profile = write_profile(a_profile(cast), TEXT, foreign)
    assert list(profile.described.all()) == []


@pytest.mark.parametrize("agreed", [False, True])
def test_a_partner_is_named_only_with_their_consent(cast: Cast, agreed: bool) -> None:
    pair = introduced(cast)
    hold(first_session(pair), by=cast.alice.account)
    record_session_hours(cast.alice.account)
    if agreed:
        agree_to_be_named(cast.bob.account, receiver=cast.alice.account)
    profile = write_profile(a_profile(cast), replace(TEXT, statement=f"I met {cast.bob.name}."))
    written = open_profile(profile, by=cast.alice.account, today=TODAY)
    (activity,) = written.document.activities
    pointed_out = [finding for finding in written.findings if cast.bob.name in finding.sentence]
    assert (activity.partner, len(pointed_out)) == ((cast.bob.name, 0) if agreed else (None, 1))


def test_consent_of_one_side_says_nothing_about_the_other(cast: Cast) -> None:
    pair = introduced(cast)
    hold(first_session(pair), by=cast.alice.account)
    record_session_hours(cast.alice.account)
    agree_to_be_named(cast.alice.account, receiver=cast.bob.account)
    written = open_profile(a_profile(cast), by=cast.alice.account, today=TODAY)
    assert written.document.activities[0].partner is None


def test_the_reason_for_a_gap_is_kept_with_it(cast: Cast) -> None:
    make_record(cast.alice.account, on=TODAY)
    note = GapNote(on=TODAY - 4 * MONTH, until=TODAY - timedelta(days=1), text="I was on leave.")
    profile = write_profile(a_profile(cast), replace(TEXT, gap_notes=(note,)))
    (gap,) = open_profile(profile, by=cast.alice.account, today=TODAY).document.gaps
    assert gap.explanation == "I was on leave."


def test_an_unwritten_profile_hears_everything_at_once(cast: Cast) -> None:
    written = open_profile(a_profile(cast), by=cast.alice.account, today=TODAY)
    assert [finding.place for finding in written.to_fix] == [
        "summary",
        "activities",
        "gaps[1]",
        "statement",
        "evidence",
    ]


def test_a_finding_about_an_activity_counts_as_the_page_does(cast: Cast) -> None:
    for title in ("B", "A", "C"):
        make_record(cast.alice.account, title=title, kind=Kind.COURSE)
    records = open_profile(a_profile(cast), by=cast.alice.account, today=TODAY).records
    assert [record.title for record in records] == ["A", "B", "C"]


def test_an_older_version_is_not_written_over_the_newer(cast: Cast) -> None:
    profile = a_profile(cast)
    write_profile(profile, TEXT)
    with pytest.raises(WrittenMeanwhile):
        save_profile(profile, by=cast.alice.account, text=TEXT, described=[], left_out=[], version=1)


def test_a_sent_profile_stays_as_it_was(cast: Cast) -> None:
    profile = send_profile(a_profile(cast), by=cast.alice.account, today=TODAY)
    with pytest.raises(MoveRefused):
        write_profile(profile, TEXT)


def titles(profile: Profile) -> list[str]:
    document = open_profile(profile, by=profile.member.account, today=TODAY).document
    return [one.title for one in document.activities]


@pytest.mark.requirement("R53")
def test_what_is_noted_after_a_profile_was_sent_is_not_in_it(cast: Cast) -> None:
    alice = cast.alice.account
    make_record(alice, on=TODAY - MONTH)
    sent = send_profile(a_profile(cast), by=alice, today=TODAY)
    make_record(alice, on=TODAY - 2 * MONTH, title="Remembered later")
    hold(first_session(introduced(cast)), by=alice, on=TODAY - timedelta(days=2))
    record_session_hours(alice)
    assert titles(sent) == ["A paper on consent"]
    # Nor does it come in by way of a second profile of the same days, which locks it.
    second = send_profile(make_profile(cast.alice, on=TODAY - 3 * MONTH, until=TODAY), by=alice, today=TODAY)
    assert titles(second)[:2] == ["Remembered later", "A paper on consent"]
    assert titles(sent) == ["A paper on consent"]


def test_a_profile_that_was_not_sent_after_all_takes_in_what_was_noted_meanwhile(cast: Cast) -> None:
    alice = cast.alice.account
    make_record(alice, on=TODAY - MONTH)
    sent = send_profile(a_profile(cast), by=alice, today=TODAY)
    make_record(alice, on=TODAY - 2 * MONTH, title="Remembered later")
    assert titles(reopen_profile(sent, by=alice)) == ["Remembered later", "A paper on consent"]


def test_rows_without_words_are_not_kept(cast: Cast) -> None:
    empty = EvidenceNote(title=" ", description="", form="")
    profile = write_profile(a_profile(cast), replace(TEXT, evidence=(empty,)))
    assert open_profile(profile, by=cast.alice.account, today=TODAY).text.evidence == ()


@pytest.mark.requirement("R53")
def test_the_scheme_says_which_audit_profile_its_members_are_asked_for(cast: Cast) -> None:
    assert rules_for(cast.alice.account, TODAY).key == "ahcs-imi"


def test_somebody_without_a_scheme_gets_an_audit_profile_all_the_same(cast: Cast) -> None:
    assert rules_for(cast.carol, date(2026, 1, 1)).key == "general"
