"""Turn the rules and criteria of a scheme definition into objects that judge pairs, or say what is wrong."""

from collections.abc import Callable, Iterable
from types import MappingProxyType
from typing import TypeVar

from pydantic import TypeAdapter, ValidationError

from alongside.domain.matching import clearance, criteria, definition, rules, texts


def build_rules(entries: Iterable[definition.HardRule]) -> tuple[rules.Rule, ...]:
    """The hard rules in the order given: the first one that a pair breaks is the reason it is told."""
    return tuple(_rule(entry) for entry in entries)


def build_criteria(entries: Iterable[definition.Criterion]) -> tuple[criteria.Criterion, ...]:
    """The criteria with a weight above zero; two of one kind get keys of their own."""
    counted = [entry for entry in entries if entry.weight]
    return tuple(_criterion(entry, _key(entry, counted[:place])) for place, entry in enumerate(counted))


def compared_facts(
    entries: Iterable[definition.HardRule | definition.Criterion],
) -> tuple[tuple[str, str, str], ...]:
    """What mentees seek and mentors have to offer: the two facts and a label, once for each mentor's fact."""
    found: dict[str, tuple[str, str, str]] = {}
    for entry in entries:
        if isinstance(entry, definition.SharedChoices):
            mine, theirs, label = entry.mentee_question, entry.mentor_question, entry.label
        elif isinstance(entry, definition.ShareValue | definition.SameValue):
            mine, theirs, label = entry.mentee_fact, entry.mentor_fact or entry.mentee_fact, entry.label
        else:
            continue
        found.setdefault(theirs, (mine, theirs, label or theirs.replace("_", " ")))
    return tuple(found.values())


def read_matching(
    hard_rules: object, criteria_entries: object
) -> tuple[tuple[rules.Rule, ...], tuple[criteria.Criterion, ...], tuple[str, ...]]:
    """Rules, criteria and every problem of plain data, each problem with its place; both are empty where it
    has any.
    """
    found_rules, rule_problems = _read(_RULES, "rules", hard_rules)
    found_criteria, criterion_problems = _read(_CRITERIA, "criteria", criteria_entries)
    if rule_problems or criterion_problems:
        return (), (), (*rule_problems, *criterion_problems)
    return build_rules(found_rules), build_criteria(found_criteria), ()


Entry = TypeVar("Entry")
_RULES: TypeAdapter[list[definition.HardRule]] = TypeAdapter(list[definition.HardRule])
_CRITERIA: TypeAdapter[list[definition.Criterion]] = TypeAdapter(list[definition.Criterion])


def _read(adapter: TypeAdapter[list[Entry]], where: str, data: object) -> tuple[list[Entry], tuple[str, ...]]:
    try:
        return adapter.validate_python(data), ()
    except ValidationError as error:
        return [], tuple(_problem(where, list(found["loc"]), found["msg"]) for found in error.errors())


def _problem(where: str, location: list[int | str], message: str) -> str:
    place = "".join(f" {step + 1}" if isinstance(step, int) else f", {step}" for step in location)
    return f"{where}{place}: {message}"


def _key(entry: definition.Criterion, before: list[definition.Criterion]) -> str:
    earlier = sum(1 for other in before if other.kind == entry.kind)
    return f"{entry.kind}_{earlier + 1}" if earlier else entry.kind


def _rule(entry: definition.HardRule) -> rules.Rule:
    build: Callable[..., rules.Rule] = _RULE_BUILDERS[type(entry)]
    return build(entry)


def _criterion(entry: definition.Criterion, key: str) -> criteria.Criterion:
    build: Callable[..., criteria.Criterion] = _CRITERION_BUILDERS[type(entry)]
    return build(entry, key)


def _not_yourself(entry: definition.NotYourself) -> rules.Rule:
    return rules.NotYourself(entry.identity)


def _more_experience(entry: definition.MoreExperience) -> rules.Rule:
    refuse = entry.if_unknown == "refuse"
    return rules.MoreExperience(entry.fact, entry.at_least, entry.mentee_below, entry.reverse, refuse)


def _share_value(entry: definition.ShareValue) -> rules.Rule:
    mentor_fact = entry.mentor_fact or entry.mentee_fact
    return rules.ShareValue(entry.mentee_fact, mentor_fact, entry.label, 1, entry.if_unknown == "refuse")


def _slots_overlap(entry: definition.SlotsOverlap) -> rules.Rule:
    mentor_fact = entry.mentor_fact or entry.mentee_fact
    refuse = entry.if_unknown == "refuse"
    return rules.ShareValue(
        entry.mentee_fact, mentor_fact, "weekly slot", entry.at_least, refuse, "slots_overlap"
    )


def _grade_gap(entry: definition.GradeGap) -> rules.Rule:
    refuse = entry.if_unknown == "refuse"
    return rules.GradeGap(entry.ladder, entry.fact, entry.at_least, entry.at_most, entry.reverse, refuse)


def _mentor_must_have(entry: definition.MentorMustHave) -> rules.Rule:
    values = frozenset(str(value).strip().casefold() for value in entry.values)
    return rules.MentorMustHave(entry.fact, values, entry.reason)


_RULE_BUILDERS: dict[type, Callable[..., rules.Rule]] = {
    definition.NotYourself: _not_yourself,
    definition.MoreExperience: _more_experience,
    definition.SamePairBefore: lambda entry: rules.same_pair_before(entry.fact),
    definition.DeclaredConflict: lambda entry: rules.declared_conflict(entry.fact),
    definition.LineManager: lambda entry: rules.line_manager(entry.fact),
    definition.ShareValue: _share_value,
    definition.MustDiffer: lambda entry: rules.MustDiffer(entry.fact, entry.label),
    definition.SlotsOverlap: _slots_overlap,
    definition.GradeGap: _grade_gap,
    definition.MentorMustHave: _mentor_must_have,
    definition.ClearedForMinors: lambda _: clearance.ClearedForMinors(),
}


def _shared_choices(entry: definition.SharedChoices, key: str) -> criteria.Criterion:
    labels = MappingProxyType(dict(entry.labels))
    return criteria.SharedChoices(
        entry.mentee_question, entry.mentor_question, entry.weight, labels, entry.enough, entry.label, key
    )


def _value_in_common(entry: definition.SameValue | definition.DifferentValue, key: str) -> criteria.Criterion:
    mentor_fact = entry.mentor_fact or entry.mentee_fact
    differ = entry.kind == "different_value"
    return criteria.ValueInCommon(
        entry.mentee_fact, mentor_fact, entry.label, entry.weight, entry.asked_by, differ, key
    )


def _text_likeness(entry: definition.TextLikeness, key: str) -> criteria.Criterion:
    return texts.TextLikeness(entry.mentee_question, entry.mentor_question, entry.weight, key=key)


_CRITERION_BUILDERS: dict[type, Callable[..., criteria.Criterion]] = {
    definition.SharedChoices: _shared_choices,
    definition.TextLikeness: _text_likeness,
    definition.SameValue: _value_in_common,
    definition.DifferentValue: _value_in_common,
    definition.ExperienceGap: lambda entry, key: criteria.NearIdealGap(
        entry.fact, entry.ideal, entry.spread, entry.weight, (), key
    ),
    definition.LadderGap: lambda entry, key: criteria.NearIdealGap(
        entry.fact, entry.ideal, entry.spread, entry.weight, entry.ladder, key
    ),
}
