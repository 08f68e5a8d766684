"""Feedback to each other at any time, about a goal if one likes."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from alongside.domain.scheme import load_scheme
from alongside.notices.models import Mail, Notice
from alongside.partnerships.actions import end_partnership
from alongside.partnerships.actions.goals import draft_goal, keep_goal_private, share_goal
from alongside.partnerships.models import Goal, PartnerFeedback, Partnership
from alongside.partnerships.queries.goals import GoalText
from alongside.presets import preset_text
from alongside.vault.models import Note
from tests.factories import Cast
from tests.reading import text_of

pytestmark = pytest.mark.django_db
Browser = Callable[[str], Client]
SAID = {
    "answer_went_well": "You explained the plan to the team.",
    "answer_differently": "The slides came late.",
    "answer_try": "Send them two days before.",
}


def shared_goal(cast: Cast, pair: Partnership, words: str = "To lead the audit") -> Goal:
    goal = draft_goal(pair, by=cast.alice.account, role="mentee", text=GoalText(goal=words))
    return share_goal(goal, by=cast.alice.account, role="mentee")


def page(client: Client, pair: Partnership) -> str:
    return text_of(client.get(reverse("partnership-feedback", args=[pair.pk])).content)


def give(client: Client, pair: Partnership, **said: str) -> str:
    url = reverse("partnership-feedback", args=[pair.pk])
    return text_of(client.post(url, {"feedback_id": str(uuid4())} | said, follow=True).content)


@pytest.mark.requirement("R99")
@pytest.mark.parametrize("giver,receiver", [("alice", "bob"), ("bob", "alice")])
def test_either_gives_the_other_feedback_by_the_schemes_questions(
    physicists: Partnership, browser_of: Browser, giver: str, receiver: str
) -> None:
    overview = browser_of(giver).get(reverse("partnership", args=[physicists.pk])).content.decode()
    assert reverse("partnership-feedback", args=[physicists.pk]) in overview
    for question in ("What went well", "What could be different?", "One thing to try next"):
        assert question in page(browser_of(giver), physicists)
    assert "can read it now" in give(browser_of(giver), physicists, **SAID)
    for words in SAID.values():
        assert words in page(browser_of(receiver), physicists)
    notice = Notice.objects.get(event__startswith="feedback:")
    assert notice.account.email == f"{receiver}@people.example"
    mail = Mail.objects.get(notice=notice)
    assert not any(words in notice.sentence + mail.subject + mail.text for words in SAID.values())


@pytest.mark.requirement("R134")
def test_feedback_on_a_goal_stands_on_the_goals_page_for_the_mentee(
    cast: Cast, physicists: Partnership, browser_of: Browser
) -> None:
    goal, other = shared_goal(cast, physicists), shared_goal(cast, physicists, "To write a paper")
    alice, bob = browser_of("alice"), browser_of("bob")
    offered = bob.get(f"{reverse('partnership-feedback', args=[physicists.pk])}?goal={goal.pk}")
    assert f'<option value="{goal.pk}" selected>' in offered.content.decode()
    give(bob, physicists, goal=str(goal.pk), **SAID)
    assert PartnerFeedback.objects.get().goal == goal
    seen = text_of(alice.get(reverse("goal", args=[goal.pk])).content)
    assert SAID["answer_try"] in seen
    assert SAID["answer_try"] not in text_of(alice.get(reverse("goal", args=[other.pk])).content)
    assert "About the goal To lead the audit" in page(alice, physicists)


def test_a_goal_that_became_private_again_is_named_no_more(
    cast: Cast, physicists: Partnership, browser_of: Browser
) -> None:
    goal, bob = shared_goal(cast, physicists), browser_of("bob")
    give(bob, physicists, goal=str(goal.pk), **SAID)
    keep_goal_private(goal, by=cast.alice.account, role="mentee")
    text = page(bob, physicists)
    assert SAID["answer_try"] in text
    assert "lead the audit" not in text
    refused = give(bob, physicists, goal=str(goal.pk), answer_try="Else")
    assert "not shared by the two of you any more" in refused
    assert "Else" in refused  # nothing typed is lost
    assert PartnerFeedback.objects.count() == 1


def test_it_is_sealed_given_once_and_taken_back_by_whoever_gave_it(
    physicists: Partnership, browser_of: Browser
) -> None:
    alice, bob, proposed = browser_of("alice"), browser_of("bob"), str(uuid4())
    for _ in range(2):
        give(alice, physicists, feedback_id=proposed, **SAID)
    given = PartnerFeedback.objects.get()
    assert b"slides" not in bytes(given.text.blob)
    back = reverse("partnership-feedback-back", args=[physicists.pk])
    bob.post(back, {"feedback": given.pk})
    assert PartnerFeedback.objects.count() == 1
    assert "Take it back" not in page(bob, physicists)
    taken = alice.post(back, {"feedback": given.pk}, follow=True)
    assert "It is taken back, and gone." in text_of(taken.content)
    assert not Note.objects.filter(pk=given.text_id).exists()
    assert not Notice.objects.filter(event__startswith="feedback:", cleared_at=None).exists()
    assert alice.post(back, {"feedback": "nonsense"}).status_code == 302


def test_what_cannot_be_is_said_plainly(physicists: Partnership, browser_of: Browser) -> None:
    alice = browser_of("alice")
    assert "Answer at least one of these questions." in give(alice, physicists)
    assert "1,000" in give(alice, physicists, answer_try="x" * 1001)
    assert not PartnerFeedback.objects.exists()


def test_after_the_end_it_stays_to_be_read(cast: Cast, physicists: Partnership, browser_of: Browser) -> None:
    give(browser_of("bob"), physicists, **SAID)
    end_partnership(physicists, by=cast.bob.account, role="mentor")
    assert "has ended" in give(browser_of("alice"), physicists, **SAID)
    assert PartnerFeedback.objects.count() == 1
    assert SAID["answer_try"] in page(browser_of("alice"), physicists)


def test_a_scheme_without_questions_has_no_form(pair: Partnership, browser_of: Browser) -> None:
    assert browser_of("alice").get(reverse("partnership-feedback", args=[pair.pk])).status_code == 404
    overview = browser_of("alice").get(reverse("partnership", args=[pair.pk])).content.decode()
    assert "Feedback to each other" not in overview


def test_two_questions_of_one_key_are_a_problem_of_the_definition() -> None:
    text = preset_text("schemes", "comp").replace('{ key = "differently"', '{ key = "went_well"')
    definition, problems = load_scheme(text)
    assert definition is None
    assert [problem.path for problem in problems] == ["feedback.parts[2].key"]
