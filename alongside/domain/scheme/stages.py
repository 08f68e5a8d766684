"""The stages that a partnership can be in, which its partners move themselves."""

from pydantic import Field

from alongside.domain.scheme.part import Key, Line, Part, Text


class Stage(Part):
    """Where two people are in their work together. They move forward and back as it is with them."""

    key: Key = Field(description="The short name stored with a move; never change it once it is in use.")
    title: Line = Field(description="What the two read, for example “Getting to know each other”.")
    note: Text | None = Field(None, description="How one can tell that one is there, and what helps then.")
