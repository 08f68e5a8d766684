"""Where one stands by the rules of one's own body: what is counted, what is missing, and by whose rules."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from pytest_django.fixtures import Settings

from alongside.cpd.actions.counting import choose_counting
from alongside.cpd.missing import lacks_in, title_of
from alongside.cpd.models import Counting
from alongside.cpd.queries.credit import all_credit_rules, counting_of, standing_of
from alongside.domain.cpd.activities import Kind
from alongside.domain.cpd.crediting import Reason, standing_in
from alongside.presets import preset_text
from tests.cpd.worlds import SECRET, first_session, hold, introduced, make_record
from tests.domain.credit_examples import done, shipped
from tests.factories import Cast

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
DAY = date(2026, 11, 20)
Browser = Callable[[str], Client]


def page_of(client: Client, **asked: str) -> str:
    answer = client.get(reverse("cpd-standing"), asked)
    assert answer.status_code == 200
    return answer.content.decode()


def choose(client: Client, rules: str, cycle_from: str = "") -> str:
    data = {"rules_key": rules, "cycle_from": cycle_from}
    return client.post(reverse("cpd-standing-choose"), data, follow=True).content.decode()


def what(rules: str, *activities: tuple[date, Kind, str], cycle_from: date | None = None) -> list[str]:
    """Everything that is missing, in words."""
    standing = standing_in(shipped(rules), [done(*each) for each in activities], DAY, cycle_from)
    return [f"{lack.what} {lack.how}".strip() for lack in lacks_in(standing)]


@pytest.mark.requirement("R102")
def test_each_partner_sees_the_same_session_by_the_rules_of_their_own_body(
    cast: Cast, browser_of: Browser
) -> None:
    hold(first_session(introduced(cast)), by=cast.alice.account, minutes=20)
    alice, bob = browser_of("alice"), browser_of("bob")
    assert "Counted by these rules" not in choose(alice, "physicians-federation")
    choose(bob, "cna")
    assert "0.33 credits" in page_of(alice)
    assert "Too short to count" in page_of(bob)


@pytest.mark.requirement("R105")
def test_what_counts_is_called_an_estimate_with_whom_to_ask(cast: Cast, browser_of: Browser) -> None:
    make_record(cast.alice.account)
    page = page_of(browser_of("alice"))
    assert "This is an estimate" in page
    assert "The Academy&#x27;s registration team says what counts" in page


def test_before_anything_is_chosen_the_schemes_own_regulator_counts(cast: Cast, browser_of: Browser) -> None:
    chosen = counting_of(cast.alice.account, TODAY)
    assert chosen is not None
    assert (chosen.rules.key, chosen.by_choice) == ("ahcs-imi", False)
    page = page_of(browser_of("alice"))
    assert "Nothing in this cycle yet" in page
    assert "You have not said when your cycle began" in page


def test_the_cycle_is_counted_from_the_day_one_gave(cast: Cast, browser_of: Browser) -> None:
    alice = browser_of("alice")
    began = TODAY - timedelta(days=100)
    make_record(cast.alice.account, on=began - timedelta(days=1), title="Before the cycle")
    make_record(cast.alice.account, on=began, title="On its first day", hours=Decimal(4))
    page = choose(alice, "ccpm", began.isoformat())
    assert "On its first day" in page
    assert "Before the cycle" not in page
    assert "4 credits of 50 credits" in page
    assert "You have not said" not in page
    counting = Counting.objects.get(owner=cast.alice.account)
    assert (counting.rules_key, counting.cycle_from) == ("ccpm", began)


@pytest.mark.parametrize(
    "rules,cycle_from,words",
    [
        ("", "", "Choose one."),
        ("../../etc/passwd", "", "Choose one of the answers shown."),
        ("ccpm", (TODAY + timedelta(days=1)).isoformat(), "or a day before it."),
        ("ccpm", "32/13/2026", "date"),
    ],
)
def test_a_choice_that_makes_no_sense_is_asked_again(
    cast: Cast, browser_of: Browser, rules: str, cycle_from: str, words: str
) -> None:
    assert words in choose(browser_of("alice"), rules, cycle_from)
    assert not Counting.objects.exists()


def test_nobody_reads_anothers_choice(cast: Cast) -> None:
    choose_counting(cast.alice.account, by=cast.alice.account, rules_key="cna", cycle_from=None)
    for other in (cast.bob.account, cast.carol):
        assert not Counting.objects.visible_to(other).exists()
        found = counting_of(other, TODAY)
        assert found is None or not found.by_choice


def test_rules_that_are_gone_fall_back_to_those_of_the_scheme(cast: Cast) -> None:
    choose_counting(cast.alice.account, by=cast.alice.account, rules_key="gone", cycle_from=None)
    found = counting_of(cast.alice.account, TODAY)
    assert found is not None
    assert found.rules.key == "ahcs-imi"


def test_rules_of_an_installation_stand_beside_ours_and_may_replace_them(
    settings: Settings, tmp_path: Path
) -> None:
    settings.CREDIT_RULES = str(tmp_path)
    shipped_text = preset_text("credit", "ccpm")
    (tmp_path / "ccpm.toml").write_text(shipped_text.replace("needed = 50", "needed = 60"), encoding="utf-8")
    (tmp_path / "guild.toml").write_text(
        shipped_text.replace('key = "ccpm"', 'key = "guild"'), encoding="utf-8"
    )
    (tmp_path / "broken.toml").write_text("format = ", encoding="utf-8")
    found = {rules.key: rules for rules in all_credit_rules()}
    assert found["ccpm"].version_on(TODAY).needed == 60
    assert "guild" in found
    assert len(found) == 8


def test_the_page_opens_nothing_that_is_sealed_and_asks_as_often_for_many_as_for_few(
    cast: Cast, browser_of: Browser
) -> None:
    alice = browser_of("alice")
    make_record(cast.alice.account)
    page_of(alice)
    with CaptureQueriesContext(
        connection,
    ) as few:
        assert SECRET not in page_of(alice)
    for day in range(40):
        make_record(cast.alice.account, on=TODAY - timedelta(days=day))
    with CaptureQueriesContext(connection) as many:
        page = page_of(alice)
    assert "41 activities" in page
    assert len(many) == len(few)


def test_what_was_over_in_the_cycle_before_is_not_asked_of_another_owner(cast: Cast) -> None:
    make_record(cast.bob.account)
    found = standing_of(cast.alice.account, TODAY)
    assert found is not None
    assert found.records == ()


def test_somebody_whose_body_has_no_rules_is_asked_whose(cast: Cast, browser_of: Browser) -> None:
    answer = browser_of("carol").get(reverse("cpd-standing"), follow=True)
    assert answer.redirect_chain == [(reverse("cpd-standing-choose"), 302)]
    assert "Whose rules do you count by?" in answer.content.decode()


def test_missing_credits_are_told_with_what_mentoring_could_supply() -> None:
    assert what("ccpm", (date(2026, 11, 1), Kind.READING, "20"), cycle_from=date(2026, 10, 1)) == [
        "30 credits of 50 credits are missing; 1,775 days left. Mentoring could supply 30 credits: 30 hours of it."
    ]


def test_where_the_most_is_reached_mentoring_supplies_no_more() -> None:
    """Mentoring is personal learning to the physicians: at most ten credits a year."""
    lacks = what("physicians-federation", (date(2026, 5, 1), Kind.MENTORING, "12"))
    assert any("the most" in lack or "Mentoring could supply" in lack for lack in lacks)
    assert any(lack.startswith("External") for lack in lacks)


def test_a_missing_mixture_and_long_gaps_are_told() -> None:
    mixture, gap = what(
        "ahcs-imi", (date(2026, 1, 31), Kind.READING, "2"), (date(2026, 11, 1), Kind.READING, "2")
    )
    assert mixture.startswith(
        "1 more type of learning would make a mixture. Nothing yet in: Work-based learning"
    )
    assert gap.startswith("Nothing from Sunday 1 February 2026 to Saturday 31 October 2026, 9 months.")


def test_a_thin_year_is_told() -> None:
    lacks = what("gmc-aomrc", (date(2023, 5, 1), Kind.COURSE, "10"), cycle_from=date(2023, 4, 1))
    assert any("10 credits, where 50 credits are aimed at." in lack for lack in lacks)


def test_years_before_the_first_activity_are_not_thin_where_nobody_said_when_the_cycle_began() -> None:
    first = (date(2025, 1, 1), Kind.COURSE, "10")
    thin = [lack for lack in what("gmc-aomrc", first) if "aimed at" in lack]
    assert [lack.split(":")[0] for lack in thin] == [
        "Thursday 21 November 2024 to Thursday 20 November 2025",
        "Friday 21 November 2025 to Friday 20 November 2026",
    ]
    own = what("gmc-aomrc", first, cycle_from=date(2021, 11, 21))
    assert sum("aimed at" in lack for lack in own) == 5


def test_one_credit_is_missing() -> None:
    (lack,) = what("ccpm", (date(2026, 11, 1), Kind.READING, "49"), cycle_from=date(2026, 10, 1))
    assert lack.startswith("1 credit of 50 credits is missing;")


def test_a_finished_cycle_lacks_nothing() -> None:
    activities = [done(date(2026, 11, 1), Kind.COURSE, "50")]
    standing = standing_in(shipped("ccpm"), activities, DAY, date(2026, 10, 1))
    assert lacks_in(standing) == []
    assert title_of(standing) == "50 credits: enough for this cycle"
    assert [one.reason for one in standing.credited] == [None]
    assert Reason.TOO_SHORT not in [one.reason for one in standing.credited]
