"""Which column feeds which fact."""

import pytest

from alongside.people.importing.fields import FIELD, ROLES, STATUSES
from alongside.people.importing.mapping import (
    ColumnMapping,
    fingerprint,
    ignored_columns,
    mapping_problems,
    propose_mapping,
    unknown_statuses,
)
from alongside.people.importing.shapes import recognise, shipped_shapes
from alongside.people.importing.table import Table
from alongside.people.membership_files import read_table
from tests.shared_data import shared_file


def table(text: str) -> Table:
    return read_table("list.csv", text.encode())


HEADINGS = {
    "wild-apricot": "User ID,First name,Last name,Organization,Email,Phone,Group participation,"
    "Membership level,Membership status,Member since,Renewal due",
    "imis": "Id,PartyType,FirstName,LastName,Email,Company,JoinDate,PaidThruDate,Status",
    "civicrm": "contact id,First Name,last_name,Email,External Identifier,Start Date,Member Since,Status",
    "civil-service-mentors": "first name,last name,email address,both mentor and mentee,job title,grade,"
    "organisation,profession,characteristics,biography",
    "civil-service-mentees": "first name,last name,email address,both mentor and mentee,job title,grade,"
    "organisation,profession,match with similar identity,identity to match,biography",
    "plain": "Forename,Surname,E-mail,Date joined",
}


@pytest.mark.parametrize("name", HEADINGS)
def test_each_known_shape_is_recognised_by_its_headings(name: str) -> None:
    assert recognise(HEADINGS[name].split(",")).name == name


@pytest.mark.parametrize("name", HEADINGS)
def test_each_known_shape_feeds_name_address_and_start(name: str) -> None:
    mapping = propose_mapping(table(HEADINGS[name] + "\n" + ",".join("x" * len(HEADINGS[name].split(",")))))
    fed = set(mapping.columns.values())
    assert {"given_name", "family_name", "email"} <= fed
    assert ("since" in fed) == (not name.startswith("civil-service"))


def test_every_shipped_shape_feeds_known_fields_and_statuses_only() -> None:
    for shape in shipped_shapes():
        assert set(shape.columns.values()) <= set(FIELD), shape.name
        assert set(shape.statuses.values()) <= set(STATUSES), shape.name
        assert {shape.role, *shape.roles.values()} <= {"", *ROLES}, shape.name


def test_the_headings_of_the_real_sign_up_form_are_recognised() -> None:
    headings = (
        shared_file("civil-service-sample/form-output-headings.csv").read_text().splitlines()[0].split(",")
    )
    assert recognise(headings).name == "civil-service-form"


def test_unknown_columns_are_listed_and_ignored() -> None:
    read = table("Name,Email,Favourite colour,Phone\nAnn,ann@example.org,blue,1\n")
    assert ignored_columns(propose_mapping(read), read) == ["Favourite colour", "Phone"]


def test_an_unclear_order_of_day_and_month_is_asked() -> None:
    read = table("Name,Email,Joined\nAnn,ann@example.org,03/04/2019\n")
    assert mapping_problems(propose_mapping(read), read) == [
        "The dates under “Joined” can be read in two ways. Say whether the day or the month comes first."
    ]


def test_an_order_that_the_dates_show_is_not_asked() -> None:
    read = table("Name,Email,Joined\nAnn,ann@example.org,03/14/2019\n")
    mapping = propose_mapping(read)
    assert (mapping.date_orders, mapping_problems(mapping, read)) == ({"Joined": "m/d/y"}, [])


def test_unknown_words_of_status_are_asked() -> None:
    read = table("Name,Email,Status\nAnn,ann@example.org,active\nBob,bob@example.org,Affiliate\n")
    assert unknown_statuses(propose_mapping(read), read) == ["Affiliate"]


def test_a_mapping_without_address_or_name_is_incomplete() -> None:
    read = table("Colour,Town\nblue,York\n")
    assert len(mapping_problems(propose_mapping(read), read)) == 2


def test_a_mapping_survives_being_stored() -> None:
    mapping = propose_mapping(
        table(HEADINGS["civil-service-mentors"] + "\nA,B,a@example.org,no,x,x,x,x,x,x\n")
    )
    assert ColumnMapping.from_json(mapping.as_json()) == mapping


def test_a_mapping_is_remembered_for_the_same_headings_in_any_order() -> None:
    assert fingerprint(["Email", "First name"]) == fingerprint(["first_name", "E-Mail"])
    assert fingerprint(["Email"]) != fingerprint(["Email", "Town"])
