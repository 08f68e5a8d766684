"""The audit profile as PDF and JSON: complete, accessible, and never broken by what somebody typed."""

import io
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, cast

import pikepdf
import pytest
from pydantic import TypeAdapter
from pypdf import PdfReader

from alongside.cpd.documents import profile_json, profile_pdf, profile_schema
from alongside.domain.cpd.audit_profile import AuditProfile
from alongside.domain.cpd.composing import compose_profile
from tests.domain.cpd_examples import (
    MADE_ON,
    PERIOD,
    an_activity,
    draft_with_a_gap,
    finished_draft,
    illustrators_rules,
)

RULES = illustrators_rules()
FINISHED = compose_profile(RULES, finished_draft(), MADE_ON)


def pages_of(profile: AuditProfile) -> list[str]:
    """The text of each page, with any white space as one space."""
    reader = PdfReader(io.BytesIO(profile_pdf(profile)))
    return [re.sub(r"\s+", " ", page.extract_text()) for page in reader.pages]


def sixty_activities() -> AuditProfile:
    titles = [
        "Cwrs Cymraeg: ŵyl yn Nhŷ’r Gŵyr",
        "Colloque : cœur, œil et mémoire",
        "Journal club",
    ]
    activities = tuple(
        replace(an_activity(number, PERIOD.on + timedelta(days=number * 12)), title=titles[number % 3])
        for number in range(60)
    )
    draft = replace(finished_draft(), activities=activities, described=frozenset())
    return compose_profile(RULES, draft, MADE_ON)


@pytest.mark.requirement("R53")
def test_the_pdf_has_all_four_parts_in_the_regulators_order() -> None:
    text = " ".join(pages_of(FINISHED))
    titles = [RULES.summary.title, RULES.activities.title, RULES.statement.title, RULES.evidence.title]
    places = [text.find(title) for title in titles]
    assert -1 not in places
    assert places == sorted(places)


def test_the_pdf_is_tagged_and_claims_both_standards() -> None:
    reader = PdfReader(io.BytesIO(profile_pdf(FINISHED)))
    root = cast("dict[str, Any]", reader.root_object)
    claims = re.findall(r"<pdf(?:ua|a)id:(?:part|conformance)>(.)<", root["/Metadata"].get_data().decode())
    assert (root["/MarkInfo"]["/Marked"].value, root["/Lang"]) == (True, "en-GB")
    assert sorted(claims) == ["1", "3", "A"]


def test_the_pdf_carries_the_same_profile_as_json() -> None:
    attached = PdfReader(io.BytesIO(profile_pdf(FINISHED))).attachments
    assert attached == {"audit-profile.json": [profile_json(FINISHED)]}


def test_the_json_can_be_read_back_and_follows_the_schema() -> None:
    assert TypeAdapter(AuditProfile).validate_json(profile_json(FINISHED)) == FINISHED
    written = json.loads(profile_json(FINISHED))
    assert set(written) == set(profile_schema()["properties"])
    assert written["hours"] == "30.00"


def test_sixty_activities_run_over_pages_under_a_repeated_heading() -> None:
    profile = sixty_activities()
    pages = pages_of(profile)
    listed = [page for page in pages if "No. Date Activity Type of learning Hours" in page]
    assert len(listed) > 2
    assert all(f"Page {number} of {len(pages)}" in page for number, page in enumerate(pages, start=1))
    assert all("Siân Llŷr" in page for page in pages)
    assert sum(page.count("Cwrs Cymraeg: ŵyl yn Nhŷ’r Gŵyr") for page in listed) == 20
    assert sum(page.count("Colloque : cœur, œil et mémoire") for page in listed) == 20


def test_a_gap_stands_in_the_list_with_its_reason() -> None:
    text = " ".join(pages_of(compose_profile(RULES, draft_with_a_gap("I was on leave."), MADE_ON)))
    assert "No activity for 5 months, 2 May 2025 to 31 Oct 2025. I was on leave." in text


def test_an_unfinished_profile_says_what_is_missing() -> None:
    empty = replace(
        finished_draft(), activities=(), summary="", statement="", evidence=(), described=frozenset()
    )
    text = " ".join(pages_of(compose_profile(RULES, empty, MADE_ON)))
    assert text.count("This is not written yet.") == 2
    assert "No activity is recorded in this period yet." in text


def test_what_is_typed_is_never_taken_for_layout() -> None:
    hostile = '#panic("x") *bold* _it_ <label> @ref $x^2$ \\ ] #read("/etc/passwd") `raw` "quoted" // comment'
    draft = replace(finished_draft(), summary=hostile)
    activities = (replace(draft.activities[0], title=hostile), *draft.activities[1:])
    text = " ".join(pages_of(compose_profile(RULES, replace(draft, activities=activities), MADE_ON)))
    assert hostile in text


@pytest.mark.parametrize(
    "name",
    [
        "李小龙",
        "Ольга Иванова",
        "محمد علي",
        "👩‍👩‍👧 Fam",
        "Tab\x07le",
        "\u202etxen",
        "ก",
        "O" * 300,
        "Ze\u0301",
    ],
)
def test_no_name_breaks_the_document(name: str) -> None:
    draft = finished_draft()
    profile = compose_profile(RULES, replace(draft, person=replace(draft.person, name=name)), MADE_ON)
    reader = PdfReader(io.BytesIO(profile_pdf(profile)))
    (attached,) = reader.attachments["audit-profile.json"]
    assert json.loads(attached)["person"]["name"] == name


def test_letters_that_no_font_has_are_owned_up_to() -> None:
    draft = finished_draft()
    nobody_has_it = replace(draft.person, name="A\U00013000B")
    pages = pages_of(compose_profile(RULES, replace(draft, person=nobody_has_it), MADE_ON))
    assert "A□B" in pages[0]
    assert "Some letters could not be printed" in pages[0]


def test_the_same_profile_gives_the_same_bytes() -> None:
    assert profile_pdf(FINISHED) == profile_pdf(FINISHED)


def test_a_period_of_eight_years_still_fits_the_page() -> None:
    draft = replace(finished_draft(), period=replace(PERIOD, on=date(2019, 4, 1)))
    assert "Siân Llŷr" in pages_of(compose_profile(RULES, draft, MADE_ON))[0]


def tags_of(node: Any) -> Iterator[str]:
    """The tags in the order in which a screen reader meets them."""
    found = node.get_object()
    if isinstance(found, list):
        for each in found:
            yield from tags_of(each)
    elif isinstance(found, dict):
        yield from [str(found["/S"])] if "/S" in found else []
        yield from tags_of(found["/K"]) if "/K" in found else []


def test_a_screen_reader_meets_the_parts_in_their_order() -> None:
    root: Any = PdfReader(io.BytesIO(profile_pdf(sixty_activities()))).root_object
    tags = list(tags_of(root["/StructTreeRoot"]["/K"]))
    met = [tag for tag in tags if tag in ("/Title", "/H1", "/Figure", "/Table")]
    # Who and how much, the picture with its words, the types; then summary, list, statement, evidence, standards.
    assert met == [
        "/Title", "/Table", "/Figure", "/Table", "/H1", "/H1", "/Table", "/H1", "/H1", "/Table", "/H1", "/Table",
    ]  # fmt: skip
    # One row of headings in the list, whatever number of pages it runs over; sixty rows, and their sum.
    assert tags.count("/THead") == tags.count("/Table") - 1
    assert tags.count("/TR") > 60


@pytest.mark.parametrize("profile", [FINISHED, sixty_activities()], ids=["finished", "sixty"])
def test_the_file_is_sound(profile: AuditProfile) -> None:
    with pikepdf.open(io.BytesIO(profile_pdf(profile))) as pdf:
        assert pdf.check_pdf_syntax() == []  # as `qpdf --check` finds it


def test_an_activity_told_in_full_without_words_says_so() -> None:
    bare = replace(an_activity(1, PERIOD.on), learned="", benefit_self="", benefit_service_users="")
    draft = replace(finished_draft(), activities=(bare,), described=frozenset({bare.reference}))
    assert "Nothing is written about this activity yet." in " ".join(
        pages_of(compose_profile(RULES, draft, MADE_ON))
    )
    assert "Nothing is written about this activity yet." not in " ".join(pages_of(FINISHED))
