"""The simulate command compares intervals in text and as one page, and refuses what makes no sense."""

from pathlib import Path

import pytest

from alongside.cli import main

RULES = """
title = "A <b>pilot</b>"
[mentees]
key = "k"
[mentors]
key = "k"
[[hard_rules]]
kind = "not_yourself"
"""
QUICK = ("--days", "120", "--target-days", "40", "--stretches", "2", "--every", "30", "1")


def run(folder: Path, *words: str) -> int:
    (folder / "rules.toml").write_text(RULES)
    (folder / "mentees.csv").write_text("k\na\nb\n")
    (folder / "mentors.csv").write_text("k\nc\nd\n")
    files = (
        f"{name}={folder / file}"
        for name, file in (("--mentees", "mentees.csv"), ("--mentors", "mentors.csv"))
    )
    rates = ["--mentees-per-day=1", "--places-per-day=2"]
    return main(["simulate", *files, f"--rules={folder / 'rules.toml'}", *rates, *QUICK, *words])


def test_the_intervals_are_compared_shortest_first(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(tmp_path) == 0
    figures = capsys.readouterr()
    heading, daily, monthly = figures.out.splitlines()
    assert heading.split("  ")[0].strip() == "Match every"
    assert (daily.split()[0], monthly.split()[:2]) == ("day", ["30", "days"])
    assert daily.endswith("1.0")
    assert figures.err.splitlines() == ["Matching every day …", "Matching every 30 days …"]


def test_the_chart_is_one_page_that_needs_nothing_else(tmp_path: Path) -> None:
    chart = tmp_path / "chart.html"
    assert run(tmp_path, f"--chart={chart}") == 0
    page = chart.read_text()
    assert "A &lt;b&gt;pilot&lt;/b&gt;" in page
    assert page.count('role="img"') == 2
    assert "Nobody is late" in page
    assert not any(word in page for word in ("http:", "https:", "<script", "src=", "@import"))


def test_the_chart_shows_who_is_late_where_places_are_short(tmp_path: Path) -> None:
    chart = tmp_path / "chart.html"
    assert run(tmp_path, "--places-per-day=0.2", f"--chart={chart}") == 0
    assert "Not paired by their date" in chart.read_text()


@pytest.mark.parametrize(
    "words, says",
    [
        (["--mentees-per-day=0"], "--mentees-per-day is 0; give a number above 0."),
        (["--places-per-day=nan"], "--places-per-day is nan; give a number above 0."),
        (["--places-per-day=1e9"], "makes more than 100,000 arrivals; give fewer --days."),
        (["--every", "41"], "--every is 41; give 1 to 40."),
        (["--target-days=120"], "--target-days is 120; give 1 to 119."),
        (["--days=0"], "--days is 0; give 1 to 3650."),
        (["--stretches=0"], "--stretches is 0; give 1 to 100."),
        (["--mentors=missing.csv"], "missing.csv"),
    ],
)
def test_what_makes_no_sense_is_refused_in_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], words: list[str], says: str
) -> None:
    chart = tmp_path / "chart.html"
    assert run(tmp_path, *words, f"--chart={chart}") == 2
    assert says in capsys.readouterr().err
    assert not chart.exists()


BY_LANGUAGE = """
[[hard_rules]]
kind = "share_value"
mentee_fact = "language"
label = "language"
"""


def run_by(folder: Path, *words: str) -> int:
    (folder / "rules.toml").write_text(RULES + BY_LANGUAGE)
    (folder / "mentees.csv").write_text("k,language\na,Welsh\nb,English\nc,English\nd,Manx\n")
    (folder / "mentors.csv").write_text("k,language\ne,English\nf,English\ng,English\nh,Welsh\n")
    files = [
        f"--{name}={folder / file}"
        for name, file in (("mentees", "mentees.csv"), ("mentors", "mentors.csv"), ("rules", "rules.toml"))
    ]
    return main(["simulate", *files, "--mentees-per-day=1", "--places-per-day=2", *QUICK, *words])


def test_places_are_counted_by_what_is_sought(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    chart = tmp_path / "chart.html"
    assert run_by(tmp_path, "--by=language", f"--chart={chart}") == 0
    figures = capsys.readouterr()
    heading, _, *rows = figures.out.split("\n\n")[1].splitlines()
    assert heading == "Places a day needed by language, matching every day"
    assert [row.split()[0] for row in rows] == ["English", "Manx", "Welsh"]
    assert rows[1].endswith("none is enough")
    assert "Places for Welsh …" in figures.err
    assert heading in chart.read_text()


def test_a_fact_that_the_rules_do_not_compare_is_refused_with_those_they_do(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_by(tmp_path, "--by=langauge") == 2
    assert "It has: language." in capsys.readouterr().err
