"""ORCID iDs are read as people write them, and their last character is checked."""

import pytest

from alongside.domain.orcid import read_orcid


@pytest.mark.requirement("R59")
@pytest.mark.parametrize(
    "typed",
    [
        "0000-0002-1825-0097",
        "0000000218250097",
        " https://orcid.org/0000-0002-1825-0097 ",
        "orcid.org/0000-0002-1825-0097/",
    ],
)
def test_an_id_is_read_however_it_is_written(typed: str) -> None:
    assert read_orcid(typed) == "0000-0002-1825-0097"


@pytest.mark.requirement("R59")
def test_an_x_may_be_the_last_character() -> None:
    assert read_orcid("0000-0002-1694-233x") == "0000-0002-1694-233X"


@pytest.mark.requirement("R59")
@pytest.mark.parametrize(
    "typed", ["0000-0002-1825-0098", "0000-0002-1825-009", "0000-0002-1825-00977", "X000-0002-1825-0097", ""]
)
def test_a_wrong_checksum_or_shape_is_no_id(typed: str) -> None:
    assert read_orcid(typed) is None
