"""Rows under a mapping: all errors at once, and the real sign-up lists without any."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from alongside.people.importing.checking import CheckedTable, check_table
from alongside.people.importing.mapping import propose_mapping
from alongside.people.membership_files import read_table
from tests.shared_data import shared_file

TODAY = date(2026, 11, 21)


def check(text: str, **choices: object) -> CheckedTable:
    table = read_table("list.csv", text.encode())
    return check_table(table, replace(propose_mapping(table), **choices), today=TODAY)  # type: ignore[arg-type]


def test_a_full_row_is_read_into_the_members_fields() -> None:
    checked = check(
        "Member number,Name,Email,Status,Joined,Years of experience,Sections,Line manager,Time zone\n"
        "00042,Zoë van Dyk,Zoe@Example.org,Current,31/12/2019,12+,JASME; TASME,BOB@a.org,europe/london\n"
        "7,Bob,bob@example.org,,,2.5 years,,,\n"
    )
    assert checked.errors == ()
    assert checked.rows[0].values == {
        "number": "00042",
        "given_name": "Zoë van",
        "family_name": "Dyk",
        "email": "zoe@example.org",
        "status": "active",
        "since": date(2019, 12, 31),
        "years_experience": Decimal(12),
        "sections": ["JASME", "TASME"],
        "line_manager": "bob@a.org",
        "time_zone": "Europe/London",
    }
    assert checked.rows[1].values["years_experience"] == Decimal("2.5")


def test_an_empty_cell_says_nothing() -> None:
    checked = check("First name,Last name,Email,Country\nAnn,,ann@example.org,\n")
    assert checked.rows[0].values == {"given_name": "Ann", "email": "ann@example.org"}


def test_a_single_name_in_either_column_is_a_name() -> None:
    checked = check("First name,Last name,Email\n,Suharto,s@example.org\n")
    assert (checked.errors, checked.rows[0].values["given_name"]) == ((), "Suharto")


def test_every_error_is_returned_at_once_with_its_place() -> None:
    checked = check(
        "Name;Email;Joined;Status;Years of experience\n"
        "Ann;ann@localhost;31/12/2019;Purple;many\n"
        ";bob@example.org;;;\n"
        "Cid;ann2@example.org;30/02/2019;;\n"
        "Dee;ann2@example.org;9999-01-01;;;;\n"
    )
    assert [(error.row, error.column) for error in checked.errors] == [
        (2, "Email"),
        (2, "Status"),
        (2, "Years of experience"),
        (3, "Name"),
        (4, "Joined"),
        (5, "Email"),
        (5, "Joined"),
    ]
    assert checked.errors[5].sentence == "Row 4 has the same email address. Keep one of the two rows."


def test_a_person_cannot_be_their_own_line_manager() -> None:
    checked = check("Name,Email,Line manager\nAnn,ann@example.org,Ann@example.org\n")
    assert [error.column for error in checked.errors] == ["Line manager"]


def test_a_word_of_status_means_what_the_office_says() -> None:
    checked = check("Name,Email,Status\nAnn,ann@example.org,Affiliate\n", statuses={"affiliate": "pending"})
    assert checked.rows[0].values["status"] == "pending"


@pytest.mark.parametrize("role", ["mentor", "mentee"])
def test_the_real_sign_up_lists_are_members_and_applications(role: str) -> None:
    data = shared_file(f"civil-service-sample/sample_data_large_{role}s.csv").read_bytes()
    table = read_table("list.csv", data)
    checked = check_table(table, propose_mapping(table), today=TODAY)
    assert (len(checked.rows), checked.errors) == (500, ())
    assert {row.role for row in checked.rows} == {role}
    first = checked.rows[0]
    assert first.values["email"] == f"{role}.000@gov.uk"
    assert first.answers is not None
    assert first.answers["biography"].startswith(f"My name is {role} 000.")
