"""A rules file: where people's facts stand in the columns, which pairs are allowed, and what makes a pair
good.
"""

import tomllib
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from alongside.domain.matching.definition import Criterion, HardRule
from alongside.spreadsheets.matching.problem import InputProblem
from alongside.spreadsheets.matching.tables import read_text


class Side(BaseModel):
    """Which columns say who someone is; every other column is a fact under its own heading."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    key: str = Field(
        min_length=1, description="The column that names a person: an address, a number or a full name"
    )
    name: tuple[str, ...] = Field(
        (), description="The columns that together are the name; empty means the key"
    )
    facts: dict[str, str] = Field({}, description="Facts under another name: fact = column")
    several: dict[str, str] = Field(
        {}, description="Columns that hold several values, with what stands between them"
    )
    only: dict[str, tuple[str, ...]] = Field(
        {}, description="Take only rows with one of these values in a column"
    )
    waiting_days: str = Field("", description="The column with the days waited so far (mentees)")
    urgent: str = Field("", description="The column that says yes for an urgent request (mentees)")
    choices: tuple[str, ...] = Field((), description="Columns with the keys of the first, second, … choice")
    capacity: str = Field(
        "", description="The column with the number of places (mentors); empty means one each"
    )
    minimum: str = Field("", description="The column with the least number of mentees wanted (mentors)")


class RulesFile(BaseModel):
    """The whole file."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    title: str = Field("Matching", description="What the report calls this run")
    mentees: Side = Field(description="The columns of the mentees' list")
    mentors: Side = Field(description="The columns of the mentors' list")
    hard_rules: tuple[HardRule, ...] = Field((), description="Rules that no pair may break")
    criteria: tuple[Criterion, ...] = Field((), description="What makes one allowed pair better than another")
    compare: tuple[str, ...] = Field(
        (), description="Facts of mentees by which the report shows whether groups fare alike"
    )


def read_rules_file(path: Path) -> RulesFile:
    """The rules, or everything that is wrong with the file in one sentence each."""
    try:
        return RulesFile.model_validate(tomllib.loads(read_text(path)))
    except tomllib.TOMLDecodeError as error:
        raise InputProblem(f"{path}: this is not TOML ({error}).") from error
    except ValidationError as error:
        found = [f"{_place(problem['loc'])}: {problem['msg']}" for problem in error.errors()]
        raise InputProblem(f"{path}: {'; '.join(found)}.") from error


def _place(location: tuple[int | str, ...]) -> str:
    return " ".join(str(step + 1) if isinstance(step, int) else step for step in location)
