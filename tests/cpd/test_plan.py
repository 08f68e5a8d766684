"""A learning plan: goals and steps that need no mentor, that nobody else reads, and that can be taken to one."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from alongside.cpd.actions import plan as planning
from alongside.cpd.actions.plan import plan_goal, plan_step, settle_planned_goal
from alongside.cpd.models import PlannedGoal, PlannedStep
from alongside.cpd.queries.plan import PlannedText
from alongside.domain.lifecycle import MoveRefused
from alongside.journal.models import Entry
from alongside.partnerships.actions.goals import goal_draft
from alongside.people.models import Account
from alongside.vault.drafts import open_draft, save_draft
from alongside.vault.models import Note
from alongside.vault.notes import NotAReader, open_note
from tests.cpd.worlds import introduced
from tests.factories import Cast
from tests.reading import text_of

pytestmark = pytest.mark.django_db
Browser = Callable[[str], Client]
TODAY = timezone.localdate()
PLAN = "/cpd/plan/"


def planned(account: Account, words: str = "Lead a shift", **more: object) -> PlannedGoal:
    return plan_goal(account, by=account, text=PlannedText(words), by_when=None, **more)  # type: ignore[arg-type]


def page_of(browser: Client, url: str) -> str:
    answer = browser.get(url)
    assert answer.status_code == 200
    return text_of(answer.content)


@pytest.mark.requirement("R104")
def test_a_member_plans_goals_steps_and_days_before_there_is_a_mentor(
    cast: Cast, browser_of: Browser
) -> None:
    assert not cast.alice.applications.exists()
    alice = browser_of("alice")
    assert "Nothing planned yet" in page_of(alice, PLAN)
    told = {
        "goal": "Lead a shift",
        "signs": "I ran one alone",
        "by_when": "12 March 2027",
        "goal_id": str(uuid4()),
    }
    answer = alice.post(PLAN, told, follow=True)
    goal = PlannedGoal.objects.get()
    assert answer.redirect_chain[-1][0] == f"{PLAN}{goal.pk}/"
    assert goal.by_when is not None
    for words in ("Shadow the sister", "Write a rota"):
        step = {"step": words, "due_on": TODAY.isoformat(), "step_id": str(uuid4())}
        alice.post(f"{PLAN}{goal.pk}/", step)
    first = PlannedStep.objects.order_by("planned_at").first()
    assert first is not None
    alice.post(reverse("cpd-plan-step", args=[first.pk]), {"what": "done", "back": "plan"})
    page = page_of(alice, PLAN)
    assert "By 12 March 2027." in page
    assert "1 of 2 steps done" in page
    assert page.index("Shadow the sister") < page.index("Write a rota")
    alice.post(reverse("cpd-plan-settle", args=[goal.pk]), {"move": "reach"})
    page = page_of(alice, PLAN)
    assert page.index("Reached, or let go") < page.index("Lead a shift")


def test_nobody_else_reads_a_plan_and_what_is_stored_is_sealed(cast: Cast, browser_of: Browser) -> None:
    goal = planned(cast.alice.account, "Speak to the board")
    step = plan_step(goal, by=cast.alice.account, text="Ask for a place", due_on=None)
    for name in ("bob", "carol", "dan", "frank"):
        assert browser_of(name).get(f"{PLAN}{goal.pk}/").status_code == 404
        assert (
            browser_of(name).post(reverse("cpd-plan-step", args=[step.pk]), {"what": "done"}).status_code
            == 404
        )
        assert "board" not in page_of(browser_of(name), PLAN)
    with pytest.raises(NotAReader):
        open_note(goal.text, by=cast.bob.account, role="author")
    sealed = b"".join(bytes(note.blob) for note in Note.objects.all())
    assert (b"board" in sealed, b"Ask for" in sealed) == (False, False)
    told = str(list(Entry.objects.filter(noun="planned goal").values_list("move", "facts")))
    assert ("add step" in told, "board" in told) == (True, False)


def test_the_same_form_sent_twice_plans_once(cast: Cast, browser_of: Browser) -> None:
    proposed = str(uuid4())
    for _ in range(2):
        browser_of("alice").post(PLAN, {"goal": "Once", "goal_id": proposed})
    assert list(PlannedGoal.objects.values_list("pk", flat=True)) == [UUID(proposed)]
    for _ in range(2):
        browser_of("alice").post(f"{PLAN}{proposed}/", {"step": "Once", "step_id": proposed})
    assert PlannedStep.objects.count() == 1


def test_what_somebody_else_already_has_as_an_id_is_not_taken_over(cast: Cast) -> None:
    theirs = planned(cast.bob.account)
    mine = planned(cast.alice.account, goal_id=theirs.pk)
    assert (mine.pk == theirs.pk, mine.owner_id, theirs.owner_id) == (
        False, cast.alice.account.pk, cast.bob.account.pk,
    )  # fmt: skip


def test_what_is_typed_is_kept_and_comes_back(cast: Cast, browser_of: Browser) -> None:
    alice = browser_of("alice")
    assert alice.post(f"{PLAN}draft/", {"goal": "Half a thou"}).status_code == 200
    page = alice.get(PLAN).content.decode()
    assert "What you had begun to write is here again" in page
    assert "Half a thou" in page
    alice.post(PLAN, {"goal": "Half a thought", "goal_id": str(uuid4())})
    assert open_draft(cast.alice.account, planning.DRAFT) is None
    refused = alice.post(PLAN, {"goal": "", "signs": "Typed all the same"}).content.decode()
    assert ("Write what you want to learn." in refused, "Typed all the same" in refused) == (True, True)


def test_a_change_from_an_older_page_shows_both(cast: Cast, browser_of: Browser) -> None:
    goal, alice = planned(cast.alice.account), browser_of("alice")
    url = reverse("cpd-plan-change", args=[goal.pk])
    assert alice.post(url, {"goal": "The first change", "version": 1}).status_code == 302
    answer = alice.post(url, {"goal": "The second change", "version": 1})
    both = answer.content.decode()
    assert (answer.status_code, "The first change" in both, "The second change" in both) == (409, True, True)
    assert alice.post(url, {"goal": "The second change", "version": 2}).status_code == 302
    assert "The second change" in page_of(alice, f"{PLAN}{goal.pk}/")


def test_a_step_is_taken_away_with_a_way_back(cast: Cast, browser_of: Browser) -> None:
    goal, alice = planned(cast.alice.account), browser_of("alice")
    step = plan_step(goal, by=cast.alice.account, text="Read the policy", due_on=TODAY - timedelta(days=1))
    assert "Past its day" in page_of(alice, f"{PLAN}{goal.pk}/")
    alice.post(reverse("cpd-plan-step-remove", args=[step.pk]))
    assert "Read the policy" not in page_of(alice, f"{PLAN}{goal.pk}/")
    alice.post(reverse("cpd-plan-step-restore", args=[step.pk]))
    assert "Read the policy" in page_of(alice, f"{PLAN}{goal.pk}/")


def test_a_settled_goal_takes_no_steps_until_it_is_open_again(cast: Cast) -> None:
    account = cast.alice.account
    goal = planned(account)
    settle_planned_goal(goal, by=account, move="drop")
    with pytest.raises(MoveRefused, match="Open it again"):
        plan_step(goal, by=account, text="Late", due_on=None)
    settle_planned_goal(goal, by=account, move="reopen")
    assert plan_step(goal, by=account, text="Late", due_on=None).pk


def test_a_plan_has_an_end(cast: Cast, browser_of: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(planning, "MOST_GOALS", 1)
    planned(cast.alice.account)
    page = browser_of("alice").post(PLAN, {"goal": "One too many", "goal_id": str(uuid4())}).content.decode()
    assert ("Settle one before you add another" in page, "One too many" in page) == (True, True)


@pytest.mark.requirement("R104")
def test_a_goal_is_taken_to_a_partnership_as_a_copy_that_is_shared_there_or_not(
    cast: Cast, browser_of: Browser
) -> None:
    goal, alice = planned(cast.alice.account, "Run a clinic by myself"), browser_of("alice")
    url, taking = f"{PLAN}{goal.pk}/", reverse("cpd-plan-take", args=[goal.pk])
    assert "Once you have a partnership" in page_of(alice, url)
    assert "Choose a partnership" in alice.post(taking, follow=True).content.decode()
    pair = introduced(cast)
    assert "Take it to" in page_of(alice, url)
    begun = alice.post(taking, {"partnership": str(pair.pk)}, follow=True).content.decode()
    assert "Run a clinic by myself" in begun
    assert not pair.goals.exists()  # a draft of her own until she keeps it
    assert (
        "had begun another goal"
        in alice.post(taking, {"partnership": str(pair.pk)}, follow=True).content.decode()
    )
    assert open_draft(cast.alice.account, goal_draft(pair)) == {"goal": "Run a clinic by myself"}
    save_draft(cast.alice.account, goal_draft(pair), {})


def test_many_goals_take_as_many_queries_as_few(cast: Cast, browser_of: Browser) -> None:
    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as found:
            page_of(browser_of("alice"), PLAN)
        return len(found)

    account = cast.alice.account
    for number in range(2):
        plan_step(planned(account, f"Goal {number}"), by=account, text="A step", due_on=None)
    few = queries()
    for number in range(5):
        plan_step(planned(account, f"More {number}"), by=account, text="A step", due_on=None)
    assert queries() == few
