"""The command that imports members."""

from pathlib import Path

import pytest

from alongside.cli import main
from alongside.people.models import Member
from tests.factories import Cast
from tests.shared_data import shared_file

GOOD = "First name,Last name,Email,Joined\nZoë,Ng,zoe@example.org,03/04/2019\n"


@pytest.fixture
def listed(tmp_path: Path) -> Path:
    path = tmp_path / "list.csv"
    path.write_text(GOOD)
    return path


def test_a_dry_run_says_what_would_happen(
    cast: Cast, listed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["import-members", "imi", str(listed), "--dry-run", "--day-first"]) == 0
    assert "1 row as plain: 1 new, 0 changed, 0 as they were, 3 not in this file" in capsys.readouterr().out
    assert Member.objects.filter(email="zoe@example.org").exists() is False


def test_a_list_is_imported(cast: Cast, listed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import-members", "imi", str(listed), "--month-first"]) == 0
    assert str(Member.objects.get(email="zoe@example.org").since) == "2019-03-04"


def test_what_is_unclear_or_wrong_is_printed_and_nothing_is_imported(
    cast: Cast, listed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    listed.write_text(GOOD + "Ann,Bee,ann@localhost,04/05/2020\n")
    assert main(["import-members", "imi", str(listed)]) == 1
    out = capsys.readouterr().out
    assert "can be read in two ways" in out
    assert "Row 3, Email: Check the part after the @." in out
    assert Member.objects.filter(email="zoe@example.org").exists() is False


@pytest.mark.parametrize(
    "words, said",
    [
        (["nobody", "{file}"], "There is no body called nobody."),
        (["imi", "missing.csv"], "missing.csv cannot be read."),
        (["imi", "{file}", "--mapping", "nonsense"], "There is no kind of list called nonsense."),
        (["imi", "{file}", "--day-first", "--month-first"], "not both"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(
    cast: Cast, listed: Path, words: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["import-members", *(word.format(file=listed) for word in words)]) == 2
    assert said in capsys.readouterr().err


def test_the_real_lists_are_imported_by_their_shape(cast: Cast, capsys: pytest.CaptureFixture[str]) -> None:
    for role in ("mentors", "mentees"):
        path = shared_file(f"civil-service-sample/sample_data_large_{role}.csv")
        assert main(["import-members", "imi", str(path)]) == 0
        assert f"500 rows as civil-service-{role}: 500 new" in capsys.readouterr().out
    assert Member.objects.filter(body=cast.body).count() == 1003
