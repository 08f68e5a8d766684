"""Documents on paper: one template and its facts as a tagged PDF, whatever letters the facts have."""

import json
from contextlib import ExitStack
from datetime import UTC, date, datetime, time
from importlib.resources import as_file, files
from importlib.resources.abc import Traversable
from typing import Any

import typst

from alongside.typesetting.lettering import missing_letter, without_script_of, without_unseen

_MOST_SCRIPTS_REPLACED = 40


def typeset(template: Traversable, facts: Any, made_on: date, **more: str) -> bytes:
    """The facts as PDF/A-3a and PDF/UA-1; the same facts give the same bytes on the same machine.

    The template gets them as `sys.inputs.facts`, a JSON value, so nothing typed can act as layout, and whatever is in
    `more` by name. Letters that none of our fonts has come from the machine's fonts; failing these, a white square
    stands for them, and `sys.inputs.replaced` is `yes`.
    """
    printed = json.dumps(_seen(facts), ensure_ascii=False)
    for own_fonts_only in (True, False):
        try:
            return _compile(template, more | {"facts": printed, "replaced": "no"}, made_on, own_fonts_only)
        except typst.TypstError as refusal:
            letter = _letter_refused(refusal)
    for _ in range(_MOST_SCRIPTS_REPLACED):
        printed = without_script_of(printed, letter)
        try:
            return _compile(template, more | {"facts": printed, "replaced": "yes"}, made_on, False)
        except typst.TypstError as refusal:
            letter = _letter_refused(refusal)
    raise ValueError("no font shows the letters of this document")


def _letter_refused(refusal: typst.TypstError) -> str:
    letter = missing_letter(refusal.message)
    if letter is None:
        raise refusal
    return letter


def _seen(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _seen(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_seen(inner) for inner in value]
    return without_unseen(value) if isinstance(value, str) else value


def _compile(template: Traversable, inputs: dict[str, str], made_on: date, own_fonts_only: bool) -> bytes:
    # PDF/A-3a keeps the file and what is attached readable for decades; PDF/UA-1 lets it be read aloud in order.
    with ExitStack() as stack:
        path = stack.enter_context(as_file(template))
        fonts = stack.enter_context(as_file(files("alongside.typesetting") / "fonts"))
        return typst.compile(
            path,
            root=path.parent,
            font_paths=[fonts],
            ignore_system_fonts=own_fonts_only,
            format="pdf",
            sys_inputs=inputs,
            pdf_standards=["a-3a", "ua-1"],
            timestamp=datetime.combine(made_on, time(), UTC),
        )
