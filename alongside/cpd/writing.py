"""What a member writes in an audit profile, and how it is kept as one sealed text."""

from dataclasses import dataclass

from pydantic import TypeAdapter

from alongside.domain.cpd.composing import EvidenceNote, GapNote


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileText:
    """Everything in a profile that is the writer's own words."""

    summary: str = ""
    statement: str = ""
    gap_notes: tuple[GapNote, ...] = ()
    evidence: tuple[EvidenceNote, ...] = ()

    def as_json(self) -> str:
        """As it is sealed."""
        return _TEXT.dump_json(self).decode()


def text_from_json(sealed: str) -> ProfileText:
    """What `as_json` gave."""
    return _TEXT.validate_json(sealed)


_TEXT = TypeAdapter(ProfileText)
