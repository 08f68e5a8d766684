"""Checks of the directory and of requests."""

from collections.abc import Iterator

from alongside.domain.scheme.asking import Directory, Requests
from alongside.domain.scheme.forms import CHOICE_KINDS, TEXT_KINDS, Forms
from alongside.domain.scheme.pairing import Matching
from alongside.domain.scheme.problem import Problem, path_to
from alongside.domain.scheme.references import repeated_keys, unknown_question


def check_routes(
    matching: Matching, directory: Directory | None, requests: Requests | None
) -> Iterator[Problem]:
    """The way through the directory is open where both of its sections are there, and only then."""
    is_open = "directory" in matching.routes
    for name, section in (("directory", directory), ("requests", requests)):
        if is_open and section is None:
            yield Problem(name, f'Add the section [{name}], or remove "directory" from matching.routes.')
        if not is_open and section is not None:
            yield Problem(name, f'Add "directory" to matching.routes, or remove the section [{name}].')


def check_directory(directory: Directory | None, forms: Forms) -> Iterator[Problem]:
    """An entry shows answers of the mentor's form that are not private, and its biography is asked of everybody."""
    if directory is None:
        return
    yield from unknown_question(directory.biography, forms.mentor, "directory", "biography")
    biography = forms.mentor.question(directory.biography)
    if biography and (biography.kind not in TEXT_KINDS or not biography.required or not biography.max_length):
        yield Problem(
            "directory.biography",
            "Name a written question that is required and has a max_length: it is to be brief.",
        )
    for name in ("show", "narrow_by"):
        for place, key in enumerate(getattr(directory, name)):
            yield from unknown_question(key, forms.mentor, "directory", name, place)
    for place, key in enumerate(directory.narrow_by):
        question = forms.mentor.question(key)
        if question and question.kind not in CHOICE_KINDS:
            yield Problem(path_to("directory", "narrow_by", place), "Name a question with choices.")


def check_requests(requests: Requests | None, forms: Forms) -> Iterator[Problem]:
    """A mentor who is asked reads answers that are not private; reasons have keys of their own."""
    if requests is None:
        return
    for place, key in enumerate(requests.show):
        yield from unknown_question(key, forms.mentee, "requests", "show", place)
    yield from repeated_keys(
        (reason.key for reason in requests.decline_reasons), "requests", "decline_reasons"
    )
    if requests.remind_days_before >= requests.answer_within_days:
        yield Problem(
            "requests.remind_days_before",
            "Make this less than answer_within_days, so that there is time to answer.",
        )
