"""Email addresses and telephone numbers are found however they are set; days, years and names are left alone."""

import pytest

from alongside.domain.contact_detail import find_contact_detail


@pytest.mark.parametrize(
    "text",
    [
        "jo@leeds.example",
        "Jo Ng <jo.ng@mail.leeds.example>",
        "jo @ leeds.example",
        "jo＠leeds.example",
    ],
)
def test_an_email_address_is_found(text: str) -> None:
    assert find_contact_detail(text) == "email address"


@pytest.mark.parametrize(
    "text",
    [
        "Jo Ng, 020 7946 0958",
        "+44 20 7946 0958",
        "call (0113) 496-0123",
        "0113.496.0123",
        "07700900123",
        "4960123",
        "+49 30/1234567",
        "０２０ ７９４６ ０９５８",
        "+12 2020 2021",
    ],
)
def test_a_telephone_number_is_found(text: str) -> None:
    assert find_contact_detail(text) == "telephone number"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Head of imaging in Leeds",
        "Dr J. Ng, ward 12",
        "Chair of the 2026-2027 committee",
        "The meeting of 12/03/2027",
        "Conference 2027-03-12",
        "Editor @ the journal",
        "Project 100,000 Genomes",
        "COST action 12345",
    ],
)
def test_what_reaches_nobody_is_left_alone(text: str) -> None:
    assert find_contact_detail(text) == ""
