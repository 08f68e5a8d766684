"""The audit profile as files: a tagged PDF with the same facts attached as JSON, and that JSON by itself."""

import json
from contextlib import ExitStack
from datetime import UTC, datetime, time
from importlib.resources import as_file, files
from typing import Any

import typst
from pydantic import TypeAdapter

from alongside.cpd.lettering import missing_letter, without_script_of, without_unseen
from alongside.domain.cpd.audit_profile import AuditProfile

_PROFILE = TypeAdapter(AuditProfile)
_MOST_SCRIPTS_REPLACED = 40


def profile_json(profile: AuditProfile) -> bytes:
    """The profile as JSON by the published schema, in UTF-8: hours are decimal strings, dates ISO 8601."""
    return _PROFILE.dump_json(profile, indent=2)


def profile_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) that every exported profile keeps."""
    schema = _PROFILE.json_schema(mode="serialization")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


def schema_text() -> str:
    """The schema as the file that we publish."""
    return json.dumps(profile_schema(), indent=2, ensure_ascii=False) + "\n"


def profile_pdf(profile: AuditProfile) -> bytes:
    """The profile as PDF/A-3a and PDF/UA-1; the same profile gives the same bytes on the same machine.

    Letters that none of our fonts has come from the machine's fonts; failing these, a white square stands for
    them and the first page says so, while the attached JSON keeps every letter.
    """
    attached = profile_json(profile).decode()
    printed = json.dumps(_seen(json.loads(attached)), ensure_ascii=False)
    for own_fonts_only in (True, False):
        try:
            return _typeset(profile, printed, attached, own_fonts_only)
        except typst.TypstError as refusal:
            letter = _letter_refused(refusal)
    for _ in range(_MOST_SCRIPTS_REPLACED):
        printed = without_script_of(printed, letter)
        try:
            return _typeset(profile, printed, attached, own_fonts_only=False, replaced=True)
        except typst.TypstError as refusal:
            letter = _letter_refused(refusal)
    raise ValueError("no font shows the letters of this profile")


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


def _typeset(
    profile: AuditProfile, printed: str, attached: str, own_fonts_only: bool, replaced: bool = False
) -> bytes:
    # The facts reach the template as JSON values, so nothing typed can act as layout. PDF/A-3a keeps
    # the file and its attachment readable for decades; PDF/UA-1 lets it be read aloud in order.
    facts = {"profile": printed, "attached": attached, "replaced": "yes" if replaced else "no"}
    package = files("alongside.cpd")
    with ExitStack() as stack:
        template = stack.enter_context(as_file(package / "templates/cpd/audit-profile.typ"))
        fonts = stack.enter_context(as_file(package / "fonts"))
        return typst.compile(
            template,
            root=template.parent,
            font_paths=[fonts],
            ignore_system_fonts=own_fonts_only,
            format="pdf",
            sys_inputs=facts,
            pdf_standards=["a-3a", "ua-1"],
            timestamp=datetime.combine(profile.made_on, time(), UTC),
        )
