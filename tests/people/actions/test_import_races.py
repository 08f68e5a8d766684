"""An import that is raced, killed or done by two at once is written once and whole."""

from functools import partial
from uuid import UUID

from alongside.people.actions import create_body, find_or_create_account, grant_office_role
from alongside.people.actions.imports import apply_import, begin_import, choose_mapping
from alongside.people.importing.mapping import ColumnMapping
from alongside.people.models import Account, Body, Import, Member
from alongside.vault.models import Draft
from tests.plugins.races import Races

LIST = (
    "Member number,First name,Last name,Email,Status,Line manager\n"
    "7,Zo\u00eb,Ng,zoe@example.org,Active,8\n"
    "8,Yan,Li,yan@example.org,Lapsed,\n"
    "9,Old,New,old@example.org,Active,\n"
)


def uploaded() -> Import:
    """A body with one member whom the list changes, and a checked upload."""
    body = create_body(slug="race", name="Race", short_name="R", contact_email="r@race.example")
    carol = find_or_create_account("carol@race.example", given_name="Carol")
    grant_office_role(body, by=None, account=carol, role="coordinator")
    Member.objects.create(
        body=body,
        account=find_or_create_account("old@example.org"),
        email="old@example.org",
        given_name="Older",
        status="lapsed",
    )
    started = begin_import(body, by=carol, file_name="list.csv", data=LIST.encode())
    return choose_mapping(started, by=carol, mapping=ColumnMapping.from_json(started.mapping))


def apply(pk: UUID) -> str:
    started = Import.objects.select_related("body", "uploaded_by").get(pk=pk)
    assert started.uploaded_by is not None
    return apply_import(started, by=started.uploaded_by).state


def written() -> list[tuple[str, str, str, str | None]]:
    rows = Member.objects.order_by("number").select_related("line_manager")
    return [
        (row.number, row.name, row.status, row.line_manager.number if row.line_manager else None)
        for row in rows
    ]


WHOLE = [
    ("7", "Zo\u00eb Ng", "active", "8"),
    ("8", "Yan Li", "lapsed", None),
    ("9", "Old New", "active", None),
]


def test_two_who_apply_the_same_import_write_it_once(races: Races) -> None:
    started = uploaded()
    outcomes = races.at_once(*[partial(apply, started.pk)] * 4)
    assert sorted(outcome.won for outcome in outcomes) == [False, False, False, True]
    assert written() == WHOLE


def test_an_import_killed_at_any_statement_leaves_nothing_and_is_repeated_whole(races: Races) -> None:
    started = uploaded()
    before = (written(), Account.objects.count(), Draft.objects.count())
    kills = 0
    for _ in races.each_kill_point(partial(apply, started.pk)):
        kills += 1
        assert (written(), Account.objects.count(), Draft.objects.count()) == before
        assert Import.objects.get(pk=started.pk).state == "uploaded"
    assert kills > 10
    assert (written(), Import.objects.get(pk=started.pk).state, Draft.objects.count()) == (
        WHOLE,
        "applied",
        0,
    )
    assert Body.objects.get().members.count() == 3
