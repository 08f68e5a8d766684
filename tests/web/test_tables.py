"""Heads that sort, pages, and the list as a file keep what the reader has chosen."""

from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import RequestFactory


def drawn(template: str, address: str, **values: object) -> str:
    return Template(template).render(Context({"request": RequestFactory().get(address), **values}))


def test_a_head_sorts_and_keeps_the_filters_but_not_the_page() -> None:
    head = drawn('{% sort_head "name" "Name" %}', "/list/?state=w&page=3")
    assert 'href="/list/?state=w&amp;sort=name"' in head
    assert "aria-sort" not in head


def test_a_sorted_head_says_so_and_turns_round() -> None:
    head = drawn('{% sort_head "name" "Name" %}', "/list/?sort=name")
    assert 'aria-sort="ascending"' in head
    assert 'href="/list/?sort=-name"' in head


def test_a_head_sorted_downwards_turns_up_again() -> None:
    head = drawn('{% sort_head "days" "Days" number=True %}', "/list/?sort=-days")
    assert 'class="number" aria-sort="descending"' in head
    assert 'href="/list/?sort=days"' in head


def test_the_words_of_a_query_cannot_break_out() -> None:
    assert '"><script>' not in drawn('{% sort_head "a" "A" %}', '/list/?state="><script>')


def test_pages_tell_which_rows_are_shown_and_where_one_is() -> None:
    page = Paginator(range(27), 3).get_page(4)
    foot = drawn('{% pages page "member" %}', "/list/?sort=name", page=page)
    assert "10 to 12 of 27 members" in foot
    assert 'href="/list/?sort=name&amp;page=4" aria-current="page"' in foot


def test_one_page_offers_no_choice() -> None:
    foot = drawn('{% pages page "person" "people" %}', "/list/", page=Paginator(range(2), 3).get_page(1))
    assert "2 people" in foot
    assert "<nav" not in foot


def test_the_list_is_taken_along_as_it_is_shown() -> None:
    assert 'href="/list/?state=w&amp;export=xlsx"' in drawn("{% export_link %}", "/list/?state=w&page=2")
