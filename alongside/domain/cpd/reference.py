"""The reference pages of the files that CPD is made from, written from the models' own descriptions."""

from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

from alongside.domain.cpd.activities import KIND_NAMES
from alongside.domain.cpd.competencies import Framework
from alongside.domain.cpd.credit_rules import CreditRules
from alongside.domain.cpd.definition import ProfileDefinition
from alongside.domain.scheme.fields import entry_type, models_in

HEAD = """# Audit profile definition: reference

An audit profile definition is one TOML file with everything that one regulator asks for. The ones we ship stand in
`alongside/presets/cpd/`; a scheme names its own as `cpd.audit_profile`. This page is written from the programme
itself. Keys that are not listed are refused, and all problems of a file are told at once. What the finished profile
looks like as a file is described in [the JSON of an audit profile](audit-profile-json.md).
"""

KINDS = """## Kinds of activity

These are the kinds for {place}.

| Kind | What people read |
|---|---|
""" + "\n".join(f"| `{kind.value}` | {name} |" for kind, name in KIND_NAMES.items())


def definition_page() -> str:
    """The whole page as Markdown, ending in a newline."""
    kinds = KINDS.format(place="`learning_types[].kinds`; each belongs to exactly one type of learning")
    return "\n".join([HEAD, *_section("", ProfileDefinition), kinds]) + "\n"


CREDIT_HEAD = """# Credit rules: reference

Credit rules are one TOML file with how one body counts continuing professional development. The ones we ship stand in
`alongside/presets/credit/`; your own go into the folder `credit-rules` of your data. `alongside check-credit-rules FILE`
accepts exactly what stands here. Keys that are not listed are refused, and all problems of a file are told at once.

An activity counts in the cycle in which its last day lies; the whole cycle is counted by the version in force on its
first day. The oldest activities are counted first, so that a cap always falls on the same ones.
"""


def credit_page() -> str:
    """The page of credit rules as Markdown, ending in a newline."""
    kinds = KINDS.format(place="`categories[].kinds`")
    return "\n".join([CREDIT_HEAD, *_section("", CreditRules), kinds]) + "\n"


FRAMEWORK_HEAD = """# Competency framework: reference

A competency framework is one TOML file with the groups and indicators that a body looks at in its mentors and mentees.
The one we ship stands in `alongside/presets/competencies/`; your own go into the folder `competencies` of your data, and
one with a key of ours replaces it. `alongside check-competencies FILE` accepts exactly what stands here. Keys that are
not listed are refused, and all problems of a file are told at once.

A rating keeps the key of each indicator. An indicator that a new version leaves out is no longer shown, and comes back
with its ratings once the key does.
"""


def framework_page() -> str:
    """The page of competency frameworks as Markdown, ending in a newline."""
    return "\n".join([FRAMEWORK_HEAD, *_section("", Framework)]).rstrip() + "\n"


def _section(path: str, model: type[BaseModel]) -> Iterator[str]:
    if path:
        yield from (f"## {path}", "", (model.__doc__ or "").strip(), "")
    yield "| Key | What it says | Default |"
    yield "|---|---|---|"
    for name, field in model.model_fields.items():
        default = "" if field.is_required() else f"`{field.default}`"
        yield f"| `{name}` | {field.description} | {default} |"
    yield ""
    for name, field in model.model_fields.items():
        for inner in models_in(field.annotation):
            many = "[]" if entry_type(field.annotation) is not None else ""
            yield from _section(f"{path}.{name}{many}" if path else f"{name}{many}", inner)


JSON_HEAD = """# The JSON of an audit profile: reference

Every audit profile can be taken away as JSON, and the PDF has the same file attached. Dates are written as
`2027-03-31`, hours as decimal numbers in quotation marks so that nothing is rounded on the way. The
[JSON Schema](audit-profile.schema.json) says the same for programs. A field may be added while `format_version`
stays 1; a field is never renamed or taken away without a new number. A partner who did not agree to be named
appears in no field.
"""


def json_page(schema: dict[str, Any]) -> str:
    """The page of the exported file, from its JSON Schema."""
    lines = [JSON_HEAD, *_fields(schema)]
    for name, definition in schema["$defs"].items():
        lines += [f"## {name}", "", definition["description"].splitlines()[0], "", *_fields(definition)]
    return "\n".join(lines).rstrip() + "\n"


def _fields(definition: dict[str, Any]) -> Iterator[str]:
    yield "| Field | What it says | Value |"
    yield "|---|---|---|"
    for name, field in definition["properties"].items():
        yield f"| `{name}` | {field.get('description', '')} | {_value(field)} |"
    yield ""


def _value(field: dict[str, Any]) -> str:
    if "$ref" in field:
        name = field["$ref"].rsplit("/", 1)[-1]
        return f"[{name}](#{name.lower()})"
    if "anyOf" in field:
        return " or ".join(_value(one) for one in field["anyOf"])
    if "const" in field:
        return f"`{field['const']}`"
    if "enum" in field:
        return ", ".join(f"`{one}`" for one in field["enum"])
    if field.get("type") == "array":
        return f"list of {_value(field['items'])}"
    words = {"string": "text", "integer": "whole number", "boolean": "true or false"}
    return (
        "date" if field.get("format") == "date" else words.get(str(field.get("type")), str(field.get("type")))
    )
