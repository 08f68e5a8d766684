"""The drawn parts of a page, as they read without their colours."""

import re
from datetime import date

import pytest
from django.contrib.messages import get_messages
from django.contrib.messages.storage.cookie import CookieStorage
from django.template import Context, Template, TemplateSyntaxError
from django.test import RequestFactory
from django.utils.html import strip_tags

from alongside.web.announce import announce, announce_problem
from alongside.web.parts import Milestone, NextStep, Stone


def drawn(template: str, **values: object) -> str:
    return Template(template).render(Context(values))


def read(html: str) -> str:
    return re.sub(r"\s+", " ", strip_tags(html)).strip()


STONES = [
    Stone(1, "Hello", "done", date(2027, 3, 12), "Bob Marsh", "mentor", url="/s/1/"),
    Stone(2, "Where I stand", "next"),
    Stone(3, "On", "later", word="Moved"),
]


def test_the_path_reads_as_a_list() -> None:
    assert read(drawn("{% path stones %}", stones=STONES)) == (
        "Session 1: Hello Friday 12 March 2027 BM Bob Marsh leads Held "
        "2 Session 2: Where I stand No date yet Next 3 Session 3: On No date yet Moved"
    )


def test_the_path_calls_a_leader_as_those_do_who_know_them() -> None:
    stone = Stone(1, "Hello", "next", leader="Mary Ann Marsh", side="mentor", leader_called="Mary Ann")
    assert read(drawn("{% path stones %}", stones=[stone])).endswith("MM Mary Ann leads Next")


def test_the_path_marks_the_step_one_is_at() -> None:
    assert drawn("{% path stones %}", stones=STONES).count('aria-current="step"') == 1


def test_waiting_says_where_one_is_and_what_is_promised() -> None:
    line = [Milestone("Applied", "past", date(2027, 1, 4)), Milestone("Matching", "here", note="day 3 of 90")]
    assert read(drawn("{% waiting line %}", line=line)) == (
        "Applied Monday 4 January 2027 You are here: Matching day 3 of 90"
    )


def test_a_next_step_that_changes_something_is_a_form() -> None:
    step = NextStep("Say that you met", button="We met", url="/met/", method="post")
    html = drawn("{% next_step step %}", step=step, csrf_token="token")
    assert '<form method="post" action="/met/">' in html
    assert "csrfmiddlewaretoken" in html


def test_a_next_step_may_be_only_words() -> None:
    html = drawn("{% next_step step %}", step=NextStep("Nothing to do", "Bob answers by Friday."))
    assert read(html) == "Your next step Nothing to do Bob answers by Friday."


def test_a_tag_is_a_word_first() -> None:
    assert read(drawn('{% tag "Late" "late" %}')) == "Late"


def test_a_tag_of_an_unknown_kind_is_an_error() -> None:
    with pytest.raises(TemplateSyntaxError):
        drawn('{% tag "Late" "purple" %}')


def test_an_unknown_icon_is_an_error() -> None:
    with pytest.raises(KeyError):
        drawn('{% icon "unicorn" %}')


def test_a_name_is_shown_as_text() -> None:
    assert "<b>" not in drawn("{% person name 'mentee' 'junior' %}", name="<b>Al</b>")


@pytest.mark.parametrize("part,width", [(15, "50.0%"), (45, "100.0%"), (-1, "0.0%")])
def test_a_bar_is_never_longer_than_its_frame(part: int, width: str) -> None:
    assert f'class="bar-part" width="{width}"' in drawn('{% progress "x" part 30 %}', part=part)


def test_a_bar_of_nothing_is_empty() -> None:
    assert 'class="bar-part" width="0.0%"' in drawn('{% progress "0 of 0 hours" 0 0 %}')


def test_a_fit_is_told_in_figures_or_in_words() -> None:
    assert (read(drawn("{% fit 0.864 %}")), read(drawn('{% fit 0.8 "good" %}'))) == ("86 %", "good")


def test_blocks_keep_their_content_and_escape_their_titles() -> None:
    html = drawn("{% empty title %}<p>Begin {{ name }}</p>{% endempty %}", title="<i>", name="<u>")
    assert "&lt;i&gt;" in html
    assert "<p>Begin &lt;u&gt;</p>" in html


def test_readers_are_named() -> None:
    assert read(drawn('{% readers "Only you can read this." %}')) == "Only you can read this."


def test_an_announcement_offers_undo_by_a_post() -> None:
    request = RequestFactory().get("/")
    request._messages = CookieStorage(request)  # type: ignore[attr-defined] # what the middleware does
    announce(request, "Moved.", undo_url="/undo/7/")
    announce_problem(request, "Not moved.")
    html = drawn("{% include 'web/messages.html' %}", messages=get_messages(request), csrf_token="token")
    assert read(html) == "Moved. Undo Not moved."
    assert html.count('<form method="post" action="/undo/7/">') == 1
