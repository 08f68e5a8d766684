"""Importing a body's list of members."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from django.utils import timezone

from alongside.domain.lifecycle import MoveRefused
from alongside.journal.models import Entry
from alongside.people.actions.imports import (
    NotClean,
    apply_import,
    begin_import,
    choose_mapping,
    discard_old_imports,
    import_table,
)
from alongside.people.importing.mapping import ColumnMapping, propose_mapping
from alongside.people.importing.table import FileRefused
from alongside.people.membership_files import read_table
from alongside.people.models import Account, Import, Member
from alongside.people.queries.imports import FileGone, dry_run, known_members, table_of
from alongside.vault.models import Draft
from tests.factories import Cast
from tests.shared_data import shared_file

LIST = (
    "Member number,First name,Last name,Email,Status,Sections,Line manager\n"
    "7,Zoë,Ng,zoe@example.org,Active,JASME;TASME,8\n"
    "8,Yan,Li,yan@example.org,Lapsed,,\n"
)


def upload(cast: Cast, text: str, name: str = "list.csv") -> Import:
    started = begin_import(cast.body, by=cast.carol, file_name=name, data=text.encode())
    return choose_mapping(started, by=cast.carol, mapping=ColumnMapping.from_json(started.mapping))


def test_a_dry_run_says_what_would_happen_and_changes_nothing(cast: Cast) -> None:
    before = Member.objects.count()
    found = upload(cast, LIST).findings
    assert (found["new"], found["changed"], found["unchanged"], found["missing"], found["error_count"]) == (
        2,
        0,
        0,
        3,
        0,
    )
    assert Member.objects.count() == before


def test_applying_makes_members_with_accounts(cast: Cast) -> None:
    applied = apply_import(upload(cast, LIST), by=cast.carol)
    zoe = Member.objects.get(body=cast.body, number="7")
    assert (zoe.name, zoe.sections, zoe.status, zoe.account.email) == (
        "Zoë Ng",
        ["JASME", "TASME"],
        "active",
        "zoe@example.org",
    )
    assert zoe.line_manager is not None
    assert zoe.line_manager.name == "Yan Li"
    assert zoe.account.has_usable_password() is False
    assert (applied.state, applied.findings["new"]) == ("applied", 2)


def test_the_same_list_again_changes_nothing(cast: Cast) -> None:
    apply_import(upload(cast, LIST), by=cast.carol)
    again = upload(cast, LIST)
    assert (again.findings["new"], again.findings["changed"], again.findings["unchanged"]) == (0, 0, 2)


def test_a_changed_list_changes_only_what_differs(cast: Cast) -> None:
    apply_import(upload(cast, LIST), by=cast.carol)
    member = Member.objects.get(number="8")
    apply_import(
        upload(cast, "Member number,First name,Email,Status,Country\n8,Yan,yan@example.org,Active,Wales\n"),
        by=cast.carol,
    )
    member.refresh_from_db()
    assert (member.status, member.country, member.family_name) == ("active", "Wales", "Li")
    moves = Entry.objects.filter(noun="member", subject=member.pk).values_list("move", "source", "target")
    assert list(moves) == [("change status", "lapsed", "active")]


def test_a_member_of_another_body_keeps_one_account_for_both(cast: Cast) -> None:
    apply_import(upload(cast, f"First name,Email\nFrank,{cast.frank.email}\n"), by=cast.carol)
    assert Member.objects.filter(account=cast.frank.account).count() == 2
    assert Account.objects.filter(email=cast.frank.email).count() == 1


def test_an_import_never_hands_an_account_in_use_to_another_address(cast: Cast) -> None:
    apply_import(upload(cast, LIST), by=cast.carol)
    used, unused = Member.objects.get(number="7"), Member.objects.get(number="8")
    Account.objects.filter(pk=used.account_id).update(last_login=timezone.now())
    text = "Member number,First name,Email\n7,Zoë,new7@example.org\n8,Yan,new8@example.org\n"
    apply_import(upload(cast, text), by=cast.carol)
    used, unused = Member.objects.get(pk=used.pk), Member.objects.get(pk=unused.pk)
    assert (used.email, used.account.email) == ("new7@example.org", "zoe@example.org")
    assert (unused.email, unused.account.email) == ("new8@example.org", "new8@example.org")


def test_a_list_with_one_wrong_row_is_not_applied_at_all(cast: Cast) -> None:
    before = Member.objects.count()
    started = upload(cast, LIST + "9,Ann,Bee,ann@localhost,Active,,\n")
    with pytest.raises(NotClean):
        apply_import(started, by=cast.carol)
    assert (Member.objects.count(), Import.objects.get().state) == (before, "uploaded")


def test_a_list_that_changed_meanwhile_is_looked_at_again(cast: Cast) -> None:
    first, second = upload(cast, LIST), upload(cast, LIST)
    apply_import(first, by=cast.carol)
    with pytest.raises(NotClean):
        apply_import(second, by=cast.carol)
    assert Import.objects.get(pk=second.pk).findings["unchanged"] == 2


def test_an_import_is_applied_once(cast: Cast) -> None:
    started = upload(cast, LIST)
    apply_import(started, by=cast.carol)
    with pytest.raises((MoveRefused, FileGone)):
        apply_import(started, by=cast.carol)
    assert Member.objects.filter(number="7").count() == 1


def test_the_file_reaches_only_its_uploader_and_is_gone_once_applied(cast: Cast) -> None:
    started = upload(cast, LIST)
    with pytest.raises(FileGone):
        table_of(started, by=cast.dan)
    assert b"zoe" not in bytes(Draft.objects.get().blob)
    apply_import(started, by=cast.carol)
    assert Draft.objects.count() == 0


def test_a_file_is_kept_for_a_day(cast: Cast) -> None:
    started = upload(cast, LIST)
    assert discard_old_imports(timezone.now() + timedelta(hours=23)) == 0
    assert discard_old_imports(timezone.now() + timedelta(hours=25)) == 1
    started.refresh_from_db()
    assert (started.state, started.findings, Draft.objects.count()) == ("discarded", {}, 0)


def test_a_mapping_is_remembered_for_the_same_headings(cast: Cast) -> None:
    text = "First name,Email,Joined\nAnn,ann@example.org,03/04/2019\n"
    started = begin_import(cast.body, by=cast.carol, file_name="a.csv", data=text.encode())
    assert started.findings == {}
    mapping = ColumnMapping.from_json(started.mapping | {"date_orders": {"Joined": "m/d/y"}})
    choose_mapping(started, by=cast.carol, mapping=mapping)
    again = "EMAIL,Joined,First Name\nbob@example.org,05/06/2019,Bob\n"
    second = begin_import(cast.body, by=cast.dan, file_name="b.csv", data=again.encode())
    assert second.findings["error_count"] == 0
    assert Member.objects.get(pk=_applied(second, cast, "bob@example.org")).since == date(2019, 5, 6)


def _applied(started: Import, cast: Cast, email: str) -> UUID:
    apply_import(started, by=cast.dan)
    return Member.objects.get(email=email).pk


def test_a_refused_file_leaves_nothing_behind(cast: Cast) -> None:
    with pytest.raises(FileRefused):
        begin_import(cast.body, by=cast.carol, file_name="list.xls", data=b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
    assert (Import.objects.count(), Draft.objects.count()) == (0, 0)


def test_the_journal_tells_of_the_import_with_counts_and_no_names(cast: Cast) -> None:
    started = apply_import(upload(cast, LIST), by=cast.carol)
    entry = Entry.objects.get(noun="import", subject=started.pk)
    assert (entry.move, entry.account_id, entry.facts) == (
        "apply",
        cast.carol.pk,
        {"new": 2, "changed": 0, "unchanged": 0, "missing": 3},
    )


@pytest.mark.parametrize("role", ["mentor", "mentee"])
def test_the_real_sign_up_lists_become_members_in_few_queries(
    cast: Cast, role: str, django_assert_max_num_queries: object
) -> None:
    data = shared_file(f"civil-service-sample/sample_data_large_{role}s.csv").read_bytes()
    table = read_table("list.csv", data)
    found = dry_run(cast.body, table, propose_mapping(table), today=date(2026, 11, 21))
    with django_assert_max_num_queries(40):  # type: ignore[operator]
        import_table(cast.body, file_name="list.csv", found=found)
    assert Member.objects.filter(body=cast.body, email__startswith=role).count() == 500
    again = dry_run(cast.body, table, found.mapping, today=date(2026, 11, 21))
    assert len(again.plan.unchanged) == 500


def test_members_are_compared_in_the_same_number_of_queries(
    cast: Cast, django_assert_num_queries: object
) -> None:
    with django_assert_num_queries(1):  # type: ignore[operator]
        assert len(list(known_members(cast.body))) == 3
