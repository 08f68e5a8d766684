"""Hard rules: who may never work with whom, each with the reason in words that a member can read."""

from dataclasses import dataclass
from typing import Protocol

import numpy as np

from alongside.domain.matching.people import (
    IDENTITY,
    Mentee,
    Mentor,
    counted,
    identity_of,
    in_words,
    name_of,
    number_of,
    values_of,
    with_article,
    years_in_words,
)
from alongside.domain.matching.pool import Pool, Table, empties, joined, numbers, shared_counts
from alongside.domain.relations import RELATIONS, fact_of, sentence_about


class Rule(Protocol):
    """One hard rule; `refused` is `check` for every pair at once and must agree with it."""

    @property
    def key(self) -> str: ...
    def describe(self) -> str: ...
    def counted(self, mentors: int) -> str: ...
    def check(self, mentee: Mentee, mentor: Mentor) -> str | None: ...
    def refused(self, pool: Pool) -> Table: ...


@dataclass(frozen=True)
class NotYourself:
    """Same key, address, account or number: the same person, however it is spelt."""

    identity: tuple[str, ...] = IDENTITY
    key: str = "not_yourself"

    def describe(self) -> str:
        return "Nobody mentors themselves."

    def counted(self, mentors: int) -> str:
        return counted(mentors, "is you yourself", "are you yourself")

    def check(self, mentee: Mentee, mentor: Mentor) -> str | None:
        if identity_of(mentee, self.identity).isdisjoint(identity_of(mentor, self.identity)):
            return None
        return f"{name_of(mentor)} is you: you cannot mentor yourself."

    def refused(self, pool: Pool) -> Table:
        return joined(
            [identity_of(mentee, self.identity) for mentee in pool.mentees],
            [identity_of(mentor, self.identity) for mentor in pool.mentors],
        )


@dataclass(frozen=True)
class MoreExperience:
    """The mentor has more years than the mentee, by `at_least`; reversed for reverse mentoring."""

    fact: str = "years_experience"
    at_least: float = 0
    mentee_below: float | None = None
    reverse: bool = False
    refuse_unknown: bool = True
    key: str = "more_experience"

    def describe(self) -> str:
        more, less = ("mentee", "mentor") if self.reverse else ("mentor", "mentee")
        gap = f"at least {years_in_words(self.at_least)} more" if self.at_least else "more"
        whom = (
            ""
            if self.mentee_below is None
            else f" when the mentee has under {years_in_words(self.mentee_below)}"
        )
        return f"The {more} has {gap} experience than the {less}{whom}."

    def counted(self, mentors: int) -> str:
        wanted = "less" if self.reverse else "more"
        return counted(
            mentors,
            f"does not have {wanted} experience than you",
            f"do not have {wanted} experience than you",
        )

    def check(self, mentee: Mentee, mentor: Mentor) -> str | None:
        mine, theirs = number_of(mentee, self.fact), number_of(mentor, self.fact)
        if mine is None or theirs is None:
            return self._unknown(mentee, mentor) if self.refuse_unknown else None
        if self.mentee_below is not None and mine >= self.mentee_below:
            return None
        gap = mine - theirs if self.reverse else theirs - mine
        if gap > 0 and gap >= self.at_least:
            return None
        return self._too_close(mentor, mine, theirs)

    def _too_close(self, mentor: Mentor, mine: float, theirs: float) -> str:
        wanted = "less" if self.reverse else "more"
        far = f"at least {years_in_words(self.at_least)} {wanted}" if self.at_least else wanted
        compared = f"{years_in_words(theirs)} against your {mine:g}"
        return f"{name_of(mentor)} does not have {far} experience than you ({compared})."

    def _unknown(self, mentee: Mentee, mentor: Mentor) -> str:
        who = "you have" if number_of(mentee, self.fact) is None else f"{name_of(mentor)} has"
        return f"We do not know how many years of experience {who}."

    def refused(self, pool: Pool) -> Table:
        mine = numbers(pool.mentees, self.fact)[:, None]
        theirs = numbers(pool.mentors, self.fact)[None, :]
        gap = mine - theirs if self.reverse else theirs - mine
        refused: Table = ~((gap > 0) & (gap >= self.at_least))
        if self.mentee_below is not None:
            refused &= mine < self.mentee_below
        return np.where(np.isnan(mine) | np.isnan(theirs), self.refuse_unknown, refused)


@dataclass(frozen=True)
class KeptApart:
    """Either names the other (by key, address or account) in a fact: past partners, conflicts, line
    managers.
    """

    key: str
    fact: str
    description: str
    sentence: str
    one: str
    many: str

    def describe(self) -> str:
        return self.description

    def counted(self, mentors: int) -> str:
        return counted(mentors, self.one, self.many)

    def check(self, mentee: Mentee, mentor: Mentor) -> str | None:
        named = not identity_of(mentee).isdisjoint(values_of(mentor, self.fact))
        naming = not identity_of(mentor).isdisjoint(values_of(mentee, self.fact))
        return self.sentence.format(mentor=name_of(mentor)) if named or naming else None

    def refused(self, pool: Pool) -> Table:
        mentees = [identity_of(mentee) for mentee in pool.mentees]
        mentors = [identity_of(mentor) for mentor in pool.mentors]
        naming = joined(pool.mentee_values(self.fact), mentors)
        return naming | joined(mentees, pool.mentor_values(self.fact))


def same_pair_before(fact: str = "past_partners") -> KeptApart:
    """Two people who have worked together before are not paired again."""
    return KeptApart(
        key="same_pair_before",
        fact=fact,
        description="Two people who have already worked together are not paired again.",
        sentence="You and {mentor} have already worked together.",
        one="has already worked with you",
        many="have already worked with you",
    )


@dataclass(frozen=True)
class DeclaredConflict:
    """Kept apart by what either has said: at a wish, of which nobody is told whose, or for a relation at work."""

    wishes: KeptApart
    relations: tuple[KeptApart, ...]
    key: str = "declared_conflict"

    def describe(self) -> str:
        return self.wishes.describe()

    def counted(self, mentors: int) -> str:
        return self.wishes.counted(mentors)

    def check(self, mentee: Mentee, mentor: Mentor) -> str | None:
        every = (*self.relations, self.wishes)
        return next((why for each in every if (why := each.check(mentee, mentor))), None)

    def refused(self, pool: Pool) -> Table:
        refused = self.wishes.refused(pool)
        for each in self.relations:
            refused = refused | each.refused(pool)
        return refused


def declared_conflict(fact: str = "conflicts") -> DeclaredConflict:
    """At the wish of either, or for a relation in the facts named by `fact_of`."""
    one, many = "is kept apart from you", "are kept apart from you"
    about = "Two people are kept apart when either has declared a conflict."
    return DeclaredConflict(
        KeptApart("declared_conflict", fact, about, "You and {mentor} are kept apart.", one, many),
        tuple(
            KeptApart(relation, fact_of(relation), about, sentence_about(relation), one, many)
            for relation in RELATIONS
        ),
    )


def line_manager(fact: str = "line_manager") -> KeptApart:
    """Neither manages the other."""
    return KeptApart(
        key="line_manager",
        fact=fact,
        description="A mentor is never the mentee's line manager, nor managed by the mentee.",
        sentence="You and {mentor} are in the same line of management.",
        one="is in your line of management",
        many="are in your line of management",
    )


@dataclass(frozen=True)
class ShareValue:
    """At least `at_least` values in common, for example a language or weekly slots."""

    mentee_fact: str
    mentor_fact: str
    label: str
    at_least: int = 1
    refuse_unknown: bool = False
    key: str = "share_value"

    def describe(self) -> str:
        return f"Mentee and mentor have {self._wanted()} in common."

    def _wanted(self) -> str:
        return with_article(self.label) if self.at_least == 1 else f"{self.at_least} {self.label}s"

    def counted(self, mentors: int) -> str:
        wanted = self._wanted()
        return counted(
            mentors, f"does not have {wanted} in common with you", f"do not have {wanted} in common with you"
        )

    def check(self, mentee: Mentee, mentor: Mentor) -> str | None:
        mine, theirs = values_of(mentee, self.mentee_fact), values_of(mentor, self.mentor_fact)
        if not mine or not theirs:
            return self._unknown(not mine, mentor) if self.refuse_unknown else None
        if len(mine.keys() & theirs.keys()) >= self.at_least:
            return None
        return f"You and {name_of(mentor)} do not have {self._wanted()} in common."

    def _unknown(self, mine: bool, mentor: Mentor) -> str:
        who = "You have" if mine else f"{name_of(mentor)} has"
        return f"{who} not given any {self.label}."

    def refused(self, pool: Pool) -> Table:
        mine, theirs = pool.mentee_values(self.mentee_fact), pool.mentor_values(self.mentor_fact)
        unknown = empties(mine)[:, None] | empties(theirs)[None, :]
        return np.where(unknown, self.refuse_unknown, shared_counts(mine, theirs) < self.at_least)


@dataclass(frozen=True)
class MustDiffer:
    """No value in common, for example the organisation; unknown values are no obstacle."""

    fact: str
    label: str
    key: str = "must_differ"

    def describe(self) -> str:
        return f"Mentee and mentor do not have the same {self.label}."

    def counted(self, mentors: int) -> str:
        return counted(mentors, f"has the same {self.label} as you", f"have the same {self.label} as you")

    def check(self, mentee: Mentee, mentor: Mentor) -> str | None:
        mine, theirs = values_of(mentee, self.fact), values_of(mentor, self.fact)
        shared = [theirs[value] for value in sorted(mine.keys() & theirs.keys())]
        return f"{name_of(mentor)} has the same {self.label} as you: {in_words(shared)}." if shared else None

    def refused(self, pool: Pool) -> Table:
        return shared_counts(pool.mentee_values(self.fact), pool.mentor_values(self.fact)) > 0


@dataclass(frozen=True)
class GradeGap:
    """The mentor stands `at_least` to `at_most` steps above the mentee; reversed for reverse mentoring."""

    ladder: tuple[str, ...]
    fact: str = "grade"
    at_least: int = 1
    at_most: int | None = None
    reverse: bool = False
    refuse_unknown: bool = True
    key: str = "grade_gap"

    def describe(self) -> str:
        higher, lower = ("mentee", "mentor") if self.reverse else ("mentor", "mentee")
        steps = f"at least {self.at_least}"
        if self.at_most is not None:
            steps = f"{self.at_least} to {self.at_most}"
        unit = "step" if steps == "at least 1" else "steps"
        return f"The {higher}'s {self.fact} is {steps} {unit} above the {lower}'s."

    def counted(self, mentors: int) -> str:
        where = "below" if self.reverse else "above"
        return counted(
            mentors,
            f"is not far enough {where} your {self.fact}",
            f"are not far enough {where} your {self.fact}",
        )

    def check(self, mentee: Mentee, mentor: Mentor) -> str | None:
        mine, theirs = step_of(mentee, self.fact, self.ladder), step_of(mentor, self.fact, self.ladder)
        if mine is None or theirs is None:
            who = "your" if mine is None else f"{name_of(mentor)}'s"
            return f"We do not know {who} {self.fact}." if self.refuse_unknown else None
        gap = mine - theirs if self.reverse else theirs - mine
        where = "below" if self.reverse else "above"
        if gap < self.at_least:
            return f"{name_of(mentor)}'s {self.fact} is not far enough {where} yours."
        if self.at_most is not None and gap > self.at_most:
            return f"{name_of(mentor)}'s {self.fact} is too far {where} yours."
        return None

    def refused(self, pool: Pool) -> Table:
        mine = steps(pool.mentees, self.fact, self.ladder)[:, None]
        theirs = steps(pool.mentors, self.fact, self.ladder)[None, :]
        gap = mine - theirs if self.reverse else theirs - mine
        most = len(self.ladder) if self.at_most is None else self.at_most
        refused: Table = (gap < self.at_least) | (gap > most)
        return np.where((mine < 0) | (theirs < 0), self.refuse_unknown, refused)


@dataclass(frozen=True)
class MentorMustHave:
    """The mentor has one of the given values, for example finished training."""

    fact: str
    values: frozenset[str]
    reason: str
    key: str = "mentor_must_have"

    def describe(self) -> str:
        return f"A mentor is not proposed who {self.reason}."

    def counted(self, mentors: int) -> str:
        return counted(mentors, "is not ready to mentor yet", "are not ready to mentor yet")

    def check(self, mentee: Mentee, mentor: Mentor) -> str | None:
        if self.values.isdisjoint(values_of(mentor, self.fact)):
            return f"{name_of(mentor)} {self.reason}."
        return None

    def refused(self, pool: Pool) -> Table:
        lacking = [self.values.isdisjoint(values) for values in pool.mentor_values(self.fact)]
        return np.broadcast_to(np.array(lacking, dtype=np.bool_), pool.shape)


def step_of(person: Mentee | Mentor, fact: str, ladder: tuple[str, ...]) -> int | None:
    """The person's step on the ladder, from 0; None where the grade is missing or not on it."""
    folded = [grade.strip().casefold() for grade in ladder]
    known = [folded.index(grade) for grade in values_of(person, fact) if grade in folded]
    return max(known, default=None)


def steps(people: tuple[Mentee, ...] | tuple[Mentor, ...], fact: str, ladder: tuple[str, ...]) -> np.ndarray:
    """The step of everyone; -1 where it is unknown."""
    found = (step_of(person, fact, ladder) for person in people)
    return np.array([-1 if step is None else step for step in found], dtype=np.int64)
