"""How stored facts read: the words of answers, and what members call the things that mentees seek and mentors offer."""

from django_countries import countries

from alongside.domain.matching.building import compared_facts
from alongside.domain.scheme import SchemeDefinition
from alongside.domain.scheme.part import Side


def words_of(rules: SchemeDefinition, side: Side, key: str) -> dict[str, str]:
    """How stored answers to a question read; empty where they read as they are stored."""
    question = rules.forms.for_side(side).question(key)
    if question and question.kind == "country":
        return dict(countries)
    if question and question.kind == "yes_no":
        return {"True": "Yes", "False": "No"}
    if question and question.vocabulary:
        return {term.key: term.label for term in rules.vocabulary(question.vocabulary).terms}
    return {}


def kinds_sought(rules: SchemeDefinition) -> dict[str, tuple[str, str]]:
    """The facts of mentors that rules or criteria compare: each with the mentee's fact and a heading."""
    found = {}
    for sought, fact, label in compared_facts((*rules.matching.hard_rules, *rules.matching.criteria)):
        question = rules.forms.mentor.question(fact)
        found[fact] = (sought, question.label if question else label.capitalize())
    return found
