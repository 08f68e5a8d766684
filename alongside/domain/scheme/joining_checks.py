"""Checks of everything before a partnership: forms, who may join, intake and matching."""

from collections.abc import Iterator

from alongside.domain.scheme.forms import CHOICE_KINDS, TEXT_KINDS, Forms, Question, Vocabulary
from alongside.domain.scheme.joining import Eligibility, Intake, LearningModel
from alongside.domain.scheme.pairing import Matching
from alongside.domain.scheme.part import BOTH_SIDES
from alongside.domain.scheme.problem import Problem, path_to
from alongside.domain.scheme.references import repeated_keys, unknown_question, unknown_vocabulary


def check_vocabularies(vocabularies: tuple[Vocabulary, ...]) -> Iterator[Problem]:
    """Keys are unique."""
    yield from repeated_keys((vocabulary.key for vocabulary in vocabularies), "vocabularies")
    for place, vocabulary in enumerate(vocabularies):
        yield from repeated_keys((term.key for term in vocabulary.terms), "vocabularies", place, "terms")


def check_forms(forms: Forms, vocabularies: tuple[Vocabulary, ...]) -> Iterator[Problem]:
    """Every question can be asked as it is described."""
    for side in BOTH_SIDES:
        questions = forms.for_side(side).questions
        yield from repeated_keys((question.key for question in questions), "forms", side, "questions")
        for place, question in enumerate(questions):
            where = ("forms", side, "questions", place)
            yield from choice_problems(question, where)
            yield from unknown_vocabulary(question.vocabulary, vocabularies, *where, "vocabulary")
            yield from suggestion_problems(question, vocabularies, where)


def suggestion_problems(
    question: Question, vocabularies: tuple[Vocabulary, ...], where: tuple[str | int, ...]
) -> Iterator[Problem]:
    """What is taken over from ratings are several choices of a framework's groups, and is no secret."""
    if question.suggest is None:
        return
    rated = {vocabulary.key for vocabulary in vocabularies if vocabulary.framework}
    if question.kind != "many_choices" or question.vocabulary not in rated:
        yield Problem(
            path_to(*where, "suggest"),
            "Remove this, or ask for many_choices from a vocabulary that names its framework.",
        )
    if question.private:
        yield Problem(
            path_to(*where, "suggest"), "Remove this, or private: a sealed answer is never filled in."
        )


def choice_problems(question: Question, where: tuple[str | int, ...]) -> Iterator[Problem]:
    """A question names a vocabulary where it has choices, and a length where it is written, and only there."""
    if question.kind in CHOICE_KINDS and question.vocabulary is None:
        yield Problem(path_to(*where, "vocabulary"), "Add the vocabulary that this question chooses from.")
    if question.kind not in CHOICE_KINDS and question.vocabulary is not None:
        yield Problem(
            path_to(*where, "vocabulary"),
            "Remove the vocabulary, or make the kind one_choice or many_choices.",
        )
    if question.kind not in TEXT_KINDS and question.max_length is not None:
        yield Problem(path_to(*where, "max_length"), "Remove this: only written answers have a length.")


def check_eligibility(eligibility: Eligibility) -> Iterator[Problem]:
    """What happens at a threshold is said only where there is one."""
    if eligibility.junior_threshold_years is None and "at_threshold" in eligibility.model_fields_set:
        yield Problem("eligibility.at_threshold", "Remove this, or add junior_threshold_years.")


def check_intake(intake: Intake) -> Iterator[Problem]:
    """Flags rise."""
    if list(intake.flag_at_percent) != sorted(set(intake.flag_at_percent)):
        yield Problem("intake.flag_at_percent", "Write each percentage once, smallest first.")


def check_criteria(matching: Matching, forms: Forms) -> Iterator[Problem]:
    """Every question that a criterion compares is on its form."""
    for place, criterion in enumerate(matching.criteria):
        for name, form in (("mentee_question", forms.mentee), ("mentor_question", forms.mentor)):
            asked = getattr(criterion, name, None)
            yield from unknown_question(asked, form, "matching", "criteria", place, name)
        yield from unknown_question(
            getattr(criterion, "asked_by", None), forms.mentee, "matching", "criteria", place, "asked_by"
        )


def check_capacity(matching: Matching, forms: Forms) -> Iterator[Problem]:
    """The question about capacity is there, and asks for a number."""
    key, where = matching.capacity_question, ("matching", "capacity_question")
    yield from unknown_question(key, forms.mentor, *where)
    question = forms.mentor.question(key) if key else None
    if question and question.kind != "number":
        yield Problem(path_to(*where), "Name a question of the kind number.")


GROUP_KINDS = (*CHOICE_KINDS, "country", "yes_no")


def check_groups(matching: Matching, forms: Forms) -> Iterator[Problem]:
    """Groups are compared by what people chose to say."""
    for place, key in enumerate(matching.compare_groups):
        where = ("matching", "compare_groups", place)
        yield from unknown_question(key, forms.mentee, *where)
        question = forms.mentee.question(key)
        if question and question.kind not in GROUP_KINDS:
            yield Problem(path_to(*where), "Name a question with choices, a country, or yes and no.")
        if question and question.required:
            yield Problem(path_to(*where), "Name a question that nobody has to answer.")


def check_direction(matching: Matching, model: LearningModel) -> Iterator[Problem]:
    """The rules about experience and grade point the way the scheme does."""
    reverse = model.direction == "reverse"
    for place, rule in enumerate(matching.hard_rules):
        if getattr(rule, "reverse", reverse) != reverse:
            yield Problem(
                path_to("matching", "hard_rules", place, "reverse"),
                f"Make this {str(reverse).lower()}, as model.direction is “{model.direction}”.",
            )
