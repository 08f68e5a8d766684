"""What an import would change."""

from datetime import date

from alongside.people.importing.checking import check_table
from alongside.people.importing.mapping import propose_mapping
from alongside.people.importing.planning import ImportPlan, KnownMember, plan_import
from alongside.people.membership_files import read_table

ANN = KnownMember(
    1, "7", "ann@example.org", "Ann Bee", {"given_name": "Ann", "number": "7", "email": "ann@example.org"}
)
BOB = KnownMember(
    2, "", "bob@example.org", "Bob Cee", {"given_name": "Bob", "number": "", "email": "bob@example.org"}
)


def plan(text: str) -> ImportPlan:
    table = read_table("list.csv", text.encode())
    mapping = propose_mapping(table)
    checked = check_table(table, mapping, today=date(2026, 11, 21))
    assert checked.errors == ()
    return plan_import(checked.rows, [ANN, BOB], mapping)


def test_new_changed_unchanged_and_missing_are_told_apart() -> None:
    made = plan("Member number,First name,Email\n7,Anne,ann@example.org\n8,Cid,cid@example.org\n")
    assert [row.values["given_name"] for row in made.new] == ["Cid"]
    assert [(change.member, change.fields) for change in made.changed] == [
        (ANN, {"given_name": ("Ann", "Anne")})
    ]
    assert (made.unchanged, made.missing, made.errors) == ((), (BOB,), ())


def test_the_number_counts_before_the_address() -> None:
    made = plan("Member number,First name,Email\n7,Ann,new@example.org\n")
    assert made.changed[0].fields == {"email": ("ann@example.org", "new@example.org")}


def test_the_address_finds_who_has_no_number_yet() -> None:
    made = plan("Member number,First name,Email\n9,Bob,bob@example.org\n")
    assert made.changed[0].fields == {"number": ("", "9")}


def test_number_and_address_of_two_people_are_an_error() -> None:
    made = plan("Member number,First name,Email\n7,Ann,bob@example.org\n")
    assert [error.sentence for error in made.errors] == [
        "Bob Cee has this address, Ann Bee this number. Correct one of the two."
    ]


def test_another_number_for_a_known_address_is_an_error() -> None:
    assert len(plan("Member number,First name,Email\n8,Ann,ann@example.org\n").errors) == 1


def test_the_same_file_again_changes_nothing() -> None:
    made = plan("Member number,First name,Email\n7,Ann,ann@example.org\n,Bob,bob@example.org\n")
    assert (made.new, made.changed, len(made.unchanged), made.missing) == ((), (), 2, ())


def test_a_line_manager_whom_nobody_knows_is_an_error() -> None:
    made = plan(
        "First name,Email,Line manager\nCid,cid@example.org,7\nDee,dee@example.org,nobody@example.org\n"
    )
    assert [error.row for error in made.errors] == [3]
