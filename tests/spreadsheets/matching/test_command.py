"""The match command reads other people's lists, matches them with proof, and refuses bad input in one
sentence.
"""

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from alongside.cli import main
from alongside.spreadsheets.matching import command
from tests.shared_data import REPOSITORY, shared_file

RULES = REPOSITORY / "alongside" / "presets" / "matching"


def run(folder: Path, *words: str | Path) -> tuple[int, list[dict[str, str]], dict[str, Any]]:
    """Exit code, pairs and result of one command."""
    out, result = folder / "pairs.csv", folder / "result.json"
    code = main(["match", *map(str, words), "--out", str(out), "--json", str(result)])
    if code:
        assert not out.exists()
        assert not result.exists()
        return code, [], {}
    with out.open(encoding="utf-8-sig", newline="") as file:
        pairs = list(csv.DictReader(file))
    return code, pairs, json.loads(result.read_text())


def people(kind: str, mentees: Path, mentors: Path) -> list[str | Path]:
    return ["--mentees", mentees, "--mentors", mentors, "--rules", RULES / f"{kind}.toml"]


@pytest.mark.parametrize("size, number", [("small", 50), ("large", 500)])
def test_the_civil_service_sample_is_matched_and_proved(tmp_path: Path, size: str, number: int) -> None:
    lists = [
        shared_file(f"civil-service-sample/sample_data_{size}_{role}.csv") for role in ("mentees", "mentors")
    ]
    code, pairs, result = run(tmp_path, *people("civil-service", *lists))
    assert (code, len(pairs), result["matched"], result["exact"]) == (0, number, number, True)
    grades = ["AA", "AO", "EO", "HEO", "SEO", "Grade 7", "Grade 6", "SCS1", "SCS2", "SCS3", "SCS4"]
    mentees, mentors = (
        {row["email address"]: row for row in csv.DictReader(path.open(newline=""))} for path in lists
    )
    for pair in pairs:
        mentee, mentor = mentees[pair["mentee"]], mentors[pair["mentor"]]
        assert grades.index(mentor["grade"]) > grades.index(mentee["grade"])
        assert mentor["organisation"] != mentee["organisation"]
        assert pair["reasons"]


def test_more_people_than_a_table_of_all_pairs_can_hold_are_refused_in_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(command, "MOST_PAIRS", 2_499)
    lists = [
        shared_file(f"civil-service-sample/sample_data_small_{role}.csv") for role in ("mentees", "mentors")
    ]
    assert run(tmp_path, *people("civil-service", *lists))[0] == 2
    assert "2,500 possible pairs" in capsys.readouterr().err


def test_the_availability_sample_pairs_people_who_are_free_together(tmp_path: Path) -> None:
    lists = [shared_file(f"availability-sample/{role}.json") for role in ("mentees", "mentors")]
    code, pairs, result = run(tmp_path, *people("availability", *lists))
    assert (code, len(pairs), result["exact"]) == (0, 25, True)
    mentees, mentors = ({entry["email"]: entry for entry in json.loads(path.read_text())} for path in lists)
    for pair in pairs:
        free = set(mentees[pair["mentee"]]["availability"]) & set(mentors[pair["mentor"]]["availability"])
        assert free
    assert {left["cause"] for left in result["unmatched"]} == {"too_few_places"}


def test_a_psychiatrist_may_be_both_and_past_pairs_are_not_made_again(tmp_path: Path) -> None:
    everyone = shared_file("psychiatrists-sample/test-inputs.csv")
    _, pairs, _ = run(tmp_path, *people("psychiatrists", everyone, everyone))
    first = {(pair["mentee"], pair["mentor"]) for pair in pairs}
    assert ("Olaf Afraid", "Frank Sinatra") in first
    assert all(mentee != mentor for mentee, mentor in first)
    past = tmp_path / "past.csv"
    past.write_text("mentee,mentor\n" + "".join(f"{mentee},{mentor}\n" for mentee, mentor in first))
    code, again, _ = run(tmp_path, *people("psychiatrists", everyone, everyone), "--past", past)
    assert code == 0
    assert again
    assert first.isdisjoint((pair["mentee"], pair["mentor"]) for pair in again)


def test_the_published_assignment_reaches_its_published_optimum(tmp_path: Path) -> None:
    numbers = list(map(int, shared_file("or-library/assign500.txt").read_text().split()))
    size, costs = numbers[0], numbers[1:]
    edges = "".join(f"{at // size},{at % size},{-cost}\n" for at, cost in enumerate(costs))
    (tmp_path / "edges.csv").write_text("mentee,mentor,value\n" + edges)
    (tmp_path / "places.csv").write_text("mentor,capacity\n" + "".join(f"{at},1\n" for at in range(size)))
    code, pairs, result = run(
        tmp_path, "--edges", tmp_path / "edges.csv", "--capacities", tmp_path / "places.csv"
    )
    assert (code, len(pairs), result["matched"], result["total_value"]) == (0, 500, 500, -991)
    assert result["exact"] is True


def matched_edges(folder: Path, edges: str, places: str) -> tuple[int, list[dict[str, str]], dict[str, Any]]:
    (folder / "edges.csv").write_text(edges)
    (folder / "places.csv").write_text(places)
    return run(folder, "--edges", folder / "edges.csv", "--capacities", folder / "places.csv")


def test_more_mentees_come_before_ranks_and_ranks_before_value(tmp_path: Path) -> None:
    edges = "mentee,mentor,value,rank\na,x,1,1\na,y,900,\nb,x,900,\nb,z,0,2\n"
    _, pairs, result = matched_edges(tmp_path, edges, "mentor,capacity\nx,1\ny,1\nz,1\n")
    assert [(pair["mentee"], pair["mentor"]) for pair in pairs] == [("a", "x"), ("b", "z")]
    assert result["levels"]["rank_1"] == result["levels"]["rank_2"] == 1


@pytest.mark.parametrize(
    "edges, places, sentence",
    [
        ("a,ghost,1", "x,1", "row 2: the mentor ghost is not among the capacities."),
        ("a,x,1", "x,-1", "row 2: the capacity of x is below 0."),
        ("a,x,1\na,x,2", "x,1", "row 3: the pair a and x is there twice."),
        ("a,x,9223372036854775808", "x,1", "row 2: value 9223372036854775808 is beyond 64 bits."),
        ("a,x,1.5", "x,1", "row 2: value “1.5” is not a whole number."),
        ("a,x,1", "x,many", "row 2: capacity “many” is not a whole number."),
    ],
)
def test_bad_pairs_are_refused_in_one_sentence_with_the_row(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], edges: str, places: str, sentence: str
) -> None:
    code, _, _ = matched_edges(tmp_path, f"mentee,mentor,value\n{edges}\n", f"mentor,capacity\n{places}\n")
    said = capsys.readouterr().err
    assert code == 2
    assert said.count("\n") == 1
    assert said.rstrip().endswith(sentence)


def test_a_missing_column_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, _, _ = matched_edges(tmp_path, "mentee,mentor\na,x\n", "mentor,capacity\nx,1\n")
    assert code == 2
    assert "the column “value” is missing; there are mentee, mentor." in capsys.readouterr().err


def test_a_file_of_two_gigabytes_is_refused_unread(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with (tmp_path / "huge.csv").open("wb") as file:
        file.truncate(2 << 30)
    code, _, _ = run(tmp_path, "--edges", tmp_path / "huge.csv", "--capacities", tmp_path / "huge.csv")
    assert code == 2
    assert "is larger than 1 GB" in capsys.readouterr().err


def test_a_rules_file_says_everything_that_is_wrong_with_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rules, people_file = tmp_path / "rules.toml", tmp_path / "people.csv"
    rules.write_text(
        '[mentees]\nkey="k"\n[mentors]\nkey="k"\nplaces="p"\n[[hard_rules]]\nkind="by_star_sign"\n'
    )
    people_file.write_text("k\na\n")
    code, _, _ = run(tmp_path, "--mentees", people_file, "--mentors", people_file, "--rules", rules)
    said = capsys.readouterr().err
    assert code == 2
    assert "mentors places" in said
    assert "hard_rules 1" in said


def test_the_same_person_twice_is_refused_with_both_rows(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rules, people_file = tmp_path / "rules.toml", tmp_path / "people.csv"
    rules.write_text('[mentees]\nkey="k"\n[mentors]\nkey="k"\n')
    people_file.write_text("k\na\nb\na\n")
    code, _, _ = run(tmp_path, "--mentees", people_file, "--mentors", people_file, "--rules", rules)
    assert code == 2
    assert "row 4: a is already in row 2." in capsys.readouterr().err


def test_the_report_is_one_page_that_needs_nothing_else(tmp_path: Path) -> None:
    rules, people_file = tmp_path / "rules.toml", tmp_path / "people.csv"
    rules.write_text(
        'title="A <b>pilot</b>"\n[mentees]\nkey="k"\n[mentors]\nkey="k"\n[[hard_rules]]\nkind="not_yourself"\n'
    )
    people_file.write_text("k\na\nb\n")
    words: list[str | Path] = [
        "--mentees",
        people_file,
        "--mentors",
        people_file,
        "--rules",
        rules,
        "--report",
        tmp_path / "r.html",
    ]
    code, pairs, _ = run(tmp_path, *words)
    page = (tmp_path / "r.html").read_text()
    assert (code, len(pairs)) == (0, 2)
    assert "A &lt;b&gt;pilot&lt;/b&gt;" in page
    assert 'lang="en-GB"' in page
    assert not any(word in page for word in ("http:", "https:", "<script", "src=", "@import"))
