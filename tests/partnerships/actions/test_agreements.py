"""Agreements: worded in versions, in force once both have signed the same one, and followed by the plan."""

from datetime import date, timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.utils import timezone

from alongside.domain.lifecycle import MoveRefused
from alongside.journal.queries import verify_journal
from alongside.notices.models import Mail, Notice
from alongside.partnerships.actions import end_partnership, hold_session, schedule_session
from alongside.partnerships.actions.agreements import (
    SuggestedMeanwhile,
    agreement_draft,
    sign_agreement,
    suggest_agreement,
)
from alongside.partnerships.jobs import remind_partners
from alongside.partnerships.models import Agreement, AgreementVersion, Partnership, Session
from alongside.partnerships.queries.agreement_words import AgreementText, changes_between
from alongside.partnerships.queries.agreements import (
    OpenedVersion,
    ending_clauses,
    opened_versions,
    seen_before,
    starting_text,
    version_or_404,
)
from alongside.partnerships.queries.errands import waiting_on
from alongside.partnerships.queries.partnerships import partnership_or_404
from alongside.partnerships.queries.pulse import pulse_rules
from alongside.partnerships.queries.steps import next_step
from alongside.presets import preset_text
from alongside.schemes.actions import start_scheme
from alongside.vault.drafts import open_draft, save_draft
from alongside.vault.models import Note
from tests.factories import Cast, make_partnership
from tests.partnerships.conftest import INTRODUCED
from tests.plugins.races import Races

TODAY = INTRODUCED.date()
NEXT_YEAR = date(2027, 8, 31)


def words(
    pair: Partnership,
    *,
    numbers: tuple[int | None, date | None, int | None] = (None, None, None),
    **changed: str,
) -> AgreementText:
    """The scheme's own words, with some changed; `numbers` are rhythm, last day and review."""
    return AgreementText(starting_text(pair).clauses | changed, *numbers)


def suggest(
    pair: Partnership, role: str = "mentee", text: AgreementText | None = None, seen: int = 0
) -> Agreement:
    said = text or words(pair)
    return suggest_agreement(fresh(pair), by=pair.account_of(role), role=role, text=said, seen=seen)


def sign(pair: Partnership, *roles: str, seen: int = 1) -> Agreement:
    for role in roles:
        account = pair.account_of(role)
        agreement = sign_agreement(fresh(pair), by=account, role=role, seen=seen, name=account.name)
    return agreement


def agree(pair: Partnership, text: AgreementText | None = None, seen: int = 0) -> Agreement:
    suggest(pair, text=text, seen=seen)
    return sign(pair, "mentee", "mentor", seen=seen + 1)


def fresh(pair: Partnership) -> Partnership:
    found: Partnership = Partnership.objects.get(pk=pair.pk)
    return found


def opened(pair: Partnership, number: int, role: str = "mentee") -> OpenedVersion:
    row = version_or_404(Agreement.objects.get(), number)
    return opened_versions([row], pair, by=pair.account_of(role))[0]


def session(pair: Partnership, number: int) -> Session:
    found: Session = fresh(pair).sessions.get(number=number)
    return found


def days(pair: Partnership) -> list[date]:
    return list(pair.sessions.order_by("number").values_list("target_on", flat=True))


def hold(pair: Partnership, number: int, role: str = "mentee") -> Session:
    return hold_session(
        session(pair, number), by=pair.account_of(role), role=role, minutes=60, held_on=timezone.localdate()
    )


@pytest.mark.requirement("R79", "R166")
def test_it_is_in_force_once_both_have_signed_the_same_version(physicists: Partnership) -> None:
    assert suggest(physicists).state == "open"
    assert (sign(physicists, "mentor").state, Agreement.objects.get().in_force) == ("open", None)
    signed = sign(physicists, "mentee")
    assert (signed.state, signed.in_force) == ("agreed", 1)
    names = [(each.role, name) for each, name in opened(physicists, 1).signatures]
    assert names == [("mentor", "Bob Example"), ("mentee", "Alice Example")]
    assert all(each.signed_at is not None for each, _ in opened(physicists, 1).signatures)


def test_words_whose_last_day_has_passed_are_not_signed_any_more(
    physicists: Partnership, clock: time_machine.Traveller
) -> None:
    suggest(physicists, text=words(physicists, numbers=(None, TODAY + timedelta(days=30), None)))
    sign(physicists, "mentee")
    clock.shift(timedelta(days=31))
    with pytest.raises(MoveRefused, match="has passed"):
        sign(physicists, "mentor")


def test_suggesting_words_signs_nothing_and_signing_twice_is_signing_once(pair: Partnership) -> None:
    suggest(pair)
    assert not Agreement.objects.get().is_signed_by("mentee")
    sign(pair, "mentee", "mentee")
    assert len(opened(pair, 1).signatures) == 1


@pytest.mark.requirement("R79")
def test_a_change_is_a_new_version_and_the_signed_one_stays_in_force(pair: Partnership) -> None:
    agree(pair)
    again = suggest(pair, "mentor", words(pair, rhythm="Every Friday."), seen=1)
    assert (again.state, again.version, again.in_force) == ("open", 2, 1)
    assert opened(pair, 1).text == words(pair)
    assert sign(pair, "mentor", "mentee", seen=2).in_force == 2


@pytest.mark.requirement("R259")
def test_a_signed_version_never_changes_and_a_later_edit_has_to_be_signed_again(pair: Partnership) -> None:
    agree(pair)
    before = opened(pair, 1)
    suggest(pair, "mentor", words(pair, rhythm="Every Friday."), seen=1)
    after = opened(pair, 1)
    assert (after.digest, after.text, after.is_as_signed) == (before.digest, before.text, True)
    assert [each.digest for each, _ in after.signatures] == [before.digest] * 2
    assert opened(pair, 2).signatures == []
    with pytest.raises(SuggestedMeanwhile):
        sign(pair, "mentee", seen=1)


def test_whoever_alters_a_signed_version_in_the_database_is_found_out(pair: Partnership) -> None:
    agree(pair, words(pair, numbers=(28, None, None)))
    assert opened(pair, 1).is_as_signed
    AgreementVersion.objects.update(cadence_days=7)
    assert not opened(pair, 1).is_as_signed


def test_words_and_names_are_sealed_and_never_told(pair: Partnership) -> None:
    suggest(pair, text=words(pair, confidentiality="Nothing about the merger."))
    sign(pair, "mentee", "mentor")
    stored = b"".join(bytes(blob) for blob in Note.objects.values_list("blob", flat=True))
    assert b"merger" not in stored
    told = "".join(Notice.objects.values_list("sentence", flat=True))
    told += "".join(str(mail.__dict__) for mail in Mail.objects.all())
    assert "merger" not in told


def test_each_is_told_what_the_other_did_until_they_have_read_it(pair: Partnership, cast: Cast) -> None:
    suggest(pair)
    sign(pair, "mentee")
    news = Notice.objects.filter(account=cast.bob.account, event__contains=":agreement:", cleared_at=None)
    assert sorted(news.values_list("sentence", flat=True)) == [
        "Alice Example has signed your partnership agreement.",
        "Alice Example has suggested words for your partnership agreement.",
    ]
    sign(pair, "mentor")
    assert not news.exists()
    told = Notice.objects.get(account=cast.alice.account, event__contains=":agreement:agreed")
    assert told.sentence == "Bob Example has signed your partnership agreement, and so it is in force."


@pytest.mark.requirement("R82")
def test_the_agreed_rhythm_makes_the_suggested_dates(physicists: Partnership) -> None:
    first, *later = days(physicists)
    agree(physicists, words(physicists, numbers=(14, None, None)))
    now_first, *now = days(physicists)
    assert now_first == first
    assert now != later
    gaps = [(after - before).days for before, after in zip([first, *now], now, strict=False)]
    assert all(12 <= gap <= 16 for gap in gaps)
    assert all(day.weekday() < 5 for day in now)


@pytest.mark.requirement("R82")
def test_sessions_with_a_time_of_their_own_stay_where_they_are(physicists: Partnership) -> None:
    at = INTRODUCED + timedelta(days=20)
    schedule_session(
        session(physicists, 2), by=physicists.account_of("mentee"), role="mentee", starts_at=at, minutes=60
    )
    before = days(physicists)
    agree(physicists, words(physicists, numbers=(7, None, None)))
    after = days(physicists)
    assert after[:2] == before[:2]
    assert 5 <= (after[2] - at.date()).days <= 9


def test_a_last_day_that_is_too_near_leaves_the_suggested_dates(physicists: Partnership) -> None:
    before = days(physicists)
    agree(physicists, words(physicists, numbers=(7, before[0] + timedelta(days=2), None)))
    assert days(physicists) == before
    assert fresh(physicists).until == before[0] + timedelta(days=2)


@pytest.mark.requirement("R82")
def test_the_nudge_follows_the_agreed_rhythm(physicists: Partnership, clock: time_machine.Traveller) -> None:
    agree(physicists, words(physicists, numbers=(7, None, None)))
    hold(physicists, 1)
    asked = Notice.objects.filter(event__contains=":cadence:", cleared_at=None)
    clock.move_to(INTRODUCED + timedelta(days=7 + 21))
    remind_partners(timezone.now())
    assert not asked.exists()
    clock.move_to(INTRODUCED + timedelta(days=7 + 22))
    remind_partners(timezone.now())
    assert [notice.account.given_name for notice in asked] == ["Alice"]  # who arranges it, first


@pytest.mark.requirement("R78", "R86")
def test_the_pulse_follows_the_rhythm_written_in_the_agreement(physicists: Partnership) -> None:
    def asked_after() -> list[int]:
        rows = fresh(physicists).sessions.filter(state="held").order_by("number")
        return [each.number for each in rows if pulse_rules(each)]

    for number in (1, 2, 3):
        hold(physicists, number)
    assert asked_after() == [2]
    agree(physicists, words(physicists, numbers=(None, None, 3)))
    assert asked_after() == [3]
    agree(physicists, words(physicists, numbers=(None, None, 1)), seen=1)
    assert asked_after() == [1, 2, 3]


def test_what_the_scheme_does_not_ask_is_not_kept(pair: Partnership) -> None:
    """The illustrators' agreement names a rhythm, no last day and no review."""
    agree(pair, words(pair, numbers=(28, NEXT_YEAR, 2)))
    found = fresh(pair)
    assert (found.cadence_days, found.until, found.review_every) == (28, None, None)


def test_fixed_words_stay_the_schemes(pair: Partnership) -> None:
    agree(pair, words(pair, responsibility="The senior is to blame for everything."))
    assert "solely responsible" in opened(pair, 1).text.clauses["responsibility"]


@pytest.mark.requirement("R84")
def test_what_was_signed_about_ending_is_quoted_and_nothing_before(physicists: Partnership) -> None:
    alice = physicists.account_of("mentee")
    suggest(physicists, text=words(physicists, ending="We have one last coffee."))
    assert ending_clauses(fresh(physicists), by=alice) == []
    sign(physicists, "mentee", "mentor")
    suggest(physicists, "mentor", words(physicists, ending="We just stop."), seen=1)
    assert ending_clauses(fresh(physicists), by=alice) == [
        ("How either of us can end this", "We have one last coffee.")
    ]


def test_two_who_word_it_at_once_lose_nothing(pair: Partnership) -> None:
    suggest(pair)
    suggest(pair, "mentor", words(pair, rhythm="On Fridays."), seen=1)
    with pytest.raises(SuggestedMeanwhile):
        suggest(pair, "mentee", words(pair, rhythm="On Mondays."), seen=1)
    assert opened(pair, 2).text.clauses["rhythm"] == "On Fridays."
    again = suggest(pair, "mentee", words(pair, rhythm="On Mondays."), seen=2)
    assert again.version == 3


def test_two_first_wordings_at_once_make_one_agreement(pair: Partnership, races: Races) -> None:
    won = races.at_once(
        lambda: suggest(pair, "mentee"),
        lambda: suggest(pair, "mentor"),
    )
    assert [type(each.error) for each in won if each.error] == [SuggestedMeanwhile]
    assert AgreementVersion.objects.count() == 1


def test_two_last_signatures_at_once_put_it_in_force_once(pair: Partnership, races: Races) -> None:
    suggest(pair)
    outcomes = races.at_once(
        lambda: sign(pair, "mentee"),
        lambda: sign(pair, "mentor"),
    )
    assert [each.error for each in outcomes] == [None, None]
    found = Agreement.objects.get()
    assert (found.state, found.in_force, len(opened(pair, 1).signatures)) == ("agreed", 1, 2)
    assert verify_journal()[1] == []


def test_the_same_words_again_are_no_new_version(pair: Partnership) -> None:
    suggest(pair)
    with pytest.raises(MoveRefused, match="changed nothing"):
        suggest(pair, "mentor", seen=1)


def test_the_draft_is_kept_until_it_is_suggested(pair: Partnership) -> None:
    alice = pair.account_of("mentee")
    save_draft(alice, agreement_draft(pair), {"clause_rhythm": "Every"})
    with pytest.raises(SuggestedMeanwhile):
        suggest(pair, seen=4)
    assert open_draft(alice, agreement_draft(pair)) == {"clause_rhythm": "Every"}
    suggest(pair)
    assert open_draft(alice, agreement_draft(pair)) is None


def test_each_sees_what_changed_since_they_last_signed(pair: Partnership) -> None:
    agree(pair)
    suggest(pair, "mentor", words(pair, rhythm="On Fridays."), seen=1)
    suggest(pair, "mentor", words(pair, rhythm="On Fridays.", ending=""), seen=2)
    known = seen_before(Agreement.objects.get(), "mentee")
    assert known is not None
    (base,) = opened_versions([known], pair, by=pair.account_of("mentee"))
    changes = changes_between(base.text, opened(pair, 3).text, pair)
    assert [(each.title, each.now) for each in changes] == [
        ("When we meet", "On Fridays."),
        ("If it does not work out", ""),
    ]


@pytest.mark.requirement("R79")
def test_where_it_is_recommended_both_are_asked_and_nothing_waits(
    physicists: Partnership, cast: Cast
) -> None:
    def own(member: str) -> list[str]:
        account = cast.account(member)
        rows = waiting_on(partnership_or_404(account, physicists.pk), account)
        return [each.sentence for each in rows if "agreement" in each.sentence and each.role == roles[member]]

    roles = {"alice": "mentee", "bob": "mentor"}
    begin = "Begin your agreement: what you work on, how often you meet, how it ends."
    assert own("alice") == own("bob") == [begin]
    hold(physicists, 1)
    hold(physicists, 2)
    suggest(physicists)
    sign(physicists, "mentee")
    assert (own("alice"), own("bob")) == ([], ["Read your agreement and sign it, or suggest other words."])


@pytest.mark.requirement("R210")
def test_where_it_is_optional_nobody_is_asked_and_all_goes_on_without_it(
    pair: Partnership, cast: Cast
) -> None:
    rows = waiting_on(partnership_or_404(cast.alice.account, pair.pk), cast.alice.account)
    assert not any("agreement" in each.sentence for each in rows)
    hold(pair, 1)
    hold(pair, 2)
    assert fresh(pair).state == "active"


@pytest.mark.requirement("R98")
def test_where_it_is_required_the_second_session_waits_for_both(
    clock: time_machine.Traveller, cast: Cast
) -> None:
    text = preset_text("schemes", "comp").replace('use = "recommended"', 'use = "required"')
    scheme = start_scheme(cast.body, by=None, text=text, slug="strict", today=TODAY - timedelta(days=700))
    strict = make_partnership(scheme, cast.alice, cast.bob, now=INTRODUCED)
    hold(strict, 1)

    def second() -> None:
        schedule_session(
            session(strict, 2),
            by=cast.alice.account,
            role="mentee",
            starts_at=timezone.now() + timedelta(days=9),
            minutes=60,
        )

    suggest(strict)
    for signer in ("mentee", "mentor"):
        with pytest.raises(MoveRefused, match="both signed your agreement"):
            second()
        with pytest.raises(MoveRefused, match="both signed your agreement"):
            hold(strict, 2)
        step = next_step(partnership_or_404(cast.alice.account, strict.pk), cast.alice.account)
        assert step is not None
        assert "agreement" in step.title
        sign(strict, signer)
    second()
    assert session(strict, 2).starts_at is not None


def test_once_it_has_ended_nothing_is_suggested_or_signed(pair: Partnership) -> None:
    suggest(pair)
    end_partnership(pair, by=pair.account_of("mentor"), role="mentor")
    with pytest.raises(MoveRefused):
        sign(pair, "mentee")
    with pytest.raises(MoveRefused):
        suggest(pair, text=words(pair, rhythm="Never."), seen=1)


def test_the_database_itself_refuses_agreed_without_both_signatures(pair: Partnership) -> None:
    suggest(pair)
    sign(pair, "mentee")
    with pytest.raises(IntegrityError), transaction.atomic():
        Agreement.objects.update(state="agreed", in_force=1)


@pytest.mark.requirement("R80", "R81", "R82", "R83", "R84")
def test_the_physicists_agreement_begins_with_every_section(physicists: Partnership) -> None:
    clauses = {clause.about: clause for clause in physicists.rules.agreement.clauses}
    assert {"goals", "confidentiality", "logistics", "boundaries", "ending", "term", "review"} <= set(clauses)
    assert "three exceptions" in clauses["confidentiality"].text
