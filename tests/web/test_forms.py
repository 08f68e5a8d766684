"""How a form is drawn, and what it says when something is to be put right."""

import re

import pytest
from django import forms
from django.template import Context, Template

from alongside.web.fields import DayPartsField, WritingField
from alongside.web.templatetags.forms import Problem, problems_of
from alongside.web.widgets import HintedRadios


class TryForm(forms.Form):
    """A form of every shape that the field template tells apart."""

    key = forms.CharField(widget=forms.HiddenInput)
    name = forms.CharField(
        label="Your name",
        max_length=5,
        help_text="As Bob says it",
        widget=forms.TextInput({"placeholder": "x"}),
    )
    text = WritingField(label="Your hopes", limit=3, required=False)
    way = forms.ChoiceField(
        label="How do you meet?",
        choices=[("a", "By video"), ("b", "In a room")],
        widget=HintedRadios({"a": "By link"}),
    )
    born = DayPartsField(label="Born", required=False)
    years = forms.IntegerField(label="Years", required=False)
    paper = forms.FileField(label="Paper", required=False)
    agree = forms.BooleanField(label="I agree")


@pytest.fixture
def blank() -> str:
    return str(TryForm(initial={"key": "k1", "text": "one two"}))


@pytest.fixture
def wrong() -> TryForm:
    return TryForm({"key": "k1", "name": "Alexandra", "text": "a b c d", "years": "many"})


def test_a_label_belongs_to_its_field(blank: str) -> None:
    assert '<label class="label" for="id_name">Your name</label>' in blank


def test_a_hint_and_a_count_describe_their_field(blank: str) -> None:
    assert 'aria-describedby="id_name_helptext"' in blank
    assert 'aria-describedby="id_text_count"' in blank


def test_a_count_knows_what_is_written_already(blank: str) -> None:
    assert '<div class="count" id="id_text_count" data-counts="id_text">2 of 3 words</div>' in blank


def test_radios_stand_in_a_fieldset_with_their_question_and_hints(blank: str) -> None:
    assert '<legend class="label">How do you meet?</legend>' in blank
    assert '<label for="id_way_0">By video<span class="choice-hint">By link</span></label>' in blank


def test_only_what_may_be_left_out_says_so(blank: str) -> None:
    assert re.findall(r"(\w+) <span class=\"label-optional\">", blank) == ["hopes", "Born", "Years", "Paper"]


def test_a_placeholder_is_never_drawn(blank: str) -> None:
    assert "placeholder" not in blank


def test_the_browser_is_not_asked_to_complain_in_its_own_words(blank: str) -> None:
    assert " required" not in blank


def test_a_hidden_key_travels_with_the_form(blank: str) -> None:
    assert '<input type="hidden" name="key" value="k1" id="id_key">' in blank


def test_an_unsent_form_has_no_summary(blank: str) -> None:
    assert "error-summary" not in blank


def test_every_problem_says_what_to_do_and_where(wrong: TryForm) -> None:
    assert problems_of(wrong) == [
        Problem("Use at most 5 characters; this has 9.", "id_name", "Your name"),
        Problem(
            "You have written 4 words and there is room for 3. Take out 1 word.", "id_text", "Your hopes"
        ),
        Problem("Choose an answer to “How do you meet?”.", "id_way_0"),
        Problem("Write a whole number, in figures.", "id_years", "Years"),
        Problem("Tick “I agree” to go on.", "id_agree"),
    ]


def test_the_summary_takes_the_focus_and_leads_to_each_field(wrong: TryForm) -> None:
    drawn = str(wrong)
    assert '<div class="error-summary" role="alert" tabindex="-1" autofocus' in drawn
    assert all(f'href="#{problem.anchor}"' in drawn for problem in problems_of(wrong))
    assert all(f'id="{problem.anchor}"' in drawn for problem in problems_of(wrong))


def test_what_was_typed_stays(wrong: TryForm) -> None:
    drawn = str(wrong)
    assert 'value="Alexandra"' in drawn
    assert 'value="many"' in drawn
    assert "a b c d</textarea>" in drawn


def test_a_wrong_field_points_at_its_error(wrong: TryForm) -> None:
    assert 'aria-describedby="id_name_helptext id_name_error"' in str(wrong)


def test_a_form_keeps_its_own_wording() -> None:
    class Worded(forms.Form):
        name = forms.CharField(error_messages={"required": "Say who you are."})

    assert Worded({}).errors["name"] == ["Say who you are."]


def test_typed_text_is_shown_as_text() -> None:
    drawn = str(TryForm({"name": "<b>x</b>", "text": "</textarea><script>"}))
    assert "<b>x" not in drawn
    assert "<script>" not in drawn


def test_a_filter_bar_offers_everything_again_once_narrowed() -> None:
    class Narrow(forms.Form):
        words = forms.CharField(required=False)

    drawn = Template("{% filter_bar form %}").render(Context({"form": Narrow({"words": "a"})}))
    assert "Show all" in drawn


def test_render_form_draws_what_the_form_draws() -> None:
    form = TryForm()
    assert Template("{% render_form form %}").render(Context({"form": form})) == str(form)
