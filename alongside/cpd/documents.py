"""The audit profile as files: a tagged PDF with the same facts attached as JSON, and that JSON by itself."""

import json
from importlib.resources import files
from typing import Any

from pydantic import TypeAdapter

from alongside.domain.cpd.audit_profile import AuditProfile
from alongside.typesetting import typeset

_PROFILE = TypeAdapter(AuditProfile)


def profile_json(profile: AuditProfile) -> bytes:
    """The profile as JSON by the published schema, in UTF-8: hours are decimal strings, dates ISO 8601."""
    return _PROFILE.dump_json(profile, indent=2)


def profile_from_json(text: str) -> AuditProfile:
    """The profile that was written as JSON by `profile_json`."""
    return _PROFILE.validate_json(text)


def profile_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) that every exported profile keeps."""
    schema = _PROFILE.json_schema(mode="serialization")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


def schema_text() -> str:
    """The schema as the file that we publish."""
    return json.dumps(profile_schema(), indent=2, ensure_ascii=False) + "\n"


def profile_pdf(profile: AuditProfile, *, signed_by: str = "") -> bytes:
    """The profile as PDF/A-3a and PDF/UA-1 with its JSON attached, in which every letter is kept.

    `signed_by` is the body that is about to sign it, which its last line says.
    """
    attached = profile_json(profile).decode()
    template = files("alongside.cpd") / "templates" / "cpd" / "audit-profile.typ"
    return typeset(template, json.loads(attached), profile.made_on, attached=attached, signed_by=signed_by)
