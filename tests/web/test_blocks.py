"""Markdown as plain values for a typesetter."""

from typing import Any

from alongside.web.markdown import blocks_of


def told(blocks: list[dict[str, Any]]) -> list[str]:
    """Each block in short: its kind, its level, its words."""

    def words(block: dict[str, Any]) -> str:
        runs = "".join(run["text"] for run in block.get("runs", ()))
        return f"{block['kind']}{block.get('level', '')} {runs}".strip()

    return [words(block) for block in blocks]


def test_headings_never_skip_a_level_and_the_first_is_the_title() -> None:
    text = "# Book\n\nOpening\n\n#### Deep\n\n## One\n\n#### Deeper\n\n# Another\n"
    assert told(blocks_of(text)) == [
        "title Book",
        "par Opening",
        "heading1 Deep",
        "heading1 One",
        "heading2 Deeper",
        "heading1 Another",
    ]


def test_words_keep_their_look_and_where_they_lead() -> None:
    (par,) = blocks_of("A **bold *both*** `code` [there](https://x.example/) [bad](javascript:alert(1))")
    runs = [(run["text"], run["strong"], run["em"], run["code"], run["link"]) for run in par["runs"]]
    assert runs == [
        ("A ", False, False, False, ""),
        ("bold ", True, False, False, ""),
        ("both", True, True, False, ""),
        (" ", False, False, False, ""),
        ("code", False, False, True, ""),
        (" ", False, False, False, ""),
        ("there", False, False, False, "https://x.example/"),
        (" [bad](javascript:alert(1))", False, False, False, ""),
    ]


def test_lists_quotes_tables_and_code() -> None:
    text = (
        "1. a\n2. b\n   - c\n\n> said\n\n| A | B |\n|---|---|\n| 1 | 2 |\n\n    plain\n\n---\n\nx  \ny\nz\n"
    )
    ordered, quote, table, code, rule, par = blocks_of(text)
    assert (ordered["kind"], ordered["ordered"], len(ordered["items"])) == ("list", True, 2)
    assert ordered["items"][1][1]["ordered"] is False
    assert told(quote["blocks"]) == ["par said"]
    assert [["".join(run["text"] for run in cell) for cell in row] for row in table["rows"]] == [
        ["A", "B"],
        ["1", "2"],
    ]
    assert (code, rule["kind"]) == ({"kind": "code", "text": "plain"}, "rule")
    assert "".join(run["text"] for run in par["runs"]) == "x\ny z"


def test_tags_that_were_typed_are_text() -> None:
    (par,) = blocks_of("See <script>alert(1)</script>")
    assert "".join(run["text"] for run in par["runs"]) == "See <script>alert(1)</script>"
