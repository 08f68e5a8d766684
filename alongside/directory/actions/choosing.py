"""A mentee chooses mentors, orders them and sends the request."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import F, Max
from django.utils import timezone

from alongside.directory.actions.asking import ask_next
from alongside.directory.actions.locking import lock_request
from alongside.directory.mails.requests import clear_told, tell_mentee, tell_office
from alongside.directory.models import Choice, MentorEntry, Request, Suggestion
from alongside.directory.queries.barriers import Barriers
from alongside.directory.queries.requests import ChoiceLine, is_listed, lines_of, open_request
from alongside.domain.lifecycle import MoveRefused
from alongside.domain.lifecycles import APPLICATION, REQUEST
from alongside.enrolment.actions import approve_application, begin_application, submit_application
from alongside.enrolment.models import Application
from alongside.enrolment.queries import open_application
from alongside.journal.moves import make_move, write_entry
from alongside.people.models import Account, Member, OfficeRole
from alongside.schemes.queries import rules_of
from alongside.training.queries.preparation import has_still_to_read
from alongside.training.queries.priority import tier_of

CHANGEABLE = ("draft", "asking", "paused", "exhausted")
_FAR = 1000


class ChoiceRefused(MoveRefused):
    """This mentor cannot be put on the request; the message says why and what the mentee can do."""


@transaction.atomic
def choose_mentor(entry: MentorEntry, *, member: Member, by: Account, now: datetime) -> Request:
    """Put a mentor last on the member's request, which begins with the first one. Choosing twice changes nothing."""
    request = _request_of(member, entry, by, now)
    request = lock_request(request.pk, joining=[entry.application_id])
    if request.choices.filter(entry=entry).exists():
        return request
    _must_be_changeable(request)
    entry = MentorEntry.objects.select_related(
        "application__member__account", "application__definition", "scheme__body"
    ).get(pk=entry.pk)
    today = now.astimezone(request.scheme.body.zone).date()
    if not is_listed(entry):
        raise ChoiceRefused(f"{entry.member.name} is not listed any more. Choose somebody else.")
    if why := Barriers(member, [entry], request.rules, today, request.application).reason(entry):
        raise ChoiceRefused(f"{why} Choose somebody else.")
    lines = lines_of(request, today)
    if sum(line.is_untried for line in lines) >= request.settings.choices:
        raise ChoiceRefused(
            f"Your request names {request.settings.choices} mentors, which is the most. Take one off first."
        )
    last = request.choices.aggregate(last=Max("rank"))["last"] or 0
    Choice.objects.create(request=request, entry=entry, rank=last + 1)
    _note(request, "choose", by)
    for suggestion in Suggestion.objects.filter(request=request, entry=entry):
        clear_told(request, f"suggested-{suggestion.pk}")
        suggestion.delete()
    return _ask_if_nobody_was_left(request, by, now)


def _request_of(member: Member, entry: MentorEntry, by: Account, now: datetime) -> Request:
    scheme = entry.scheme
    existing = open_request(member, scheme)
    if existing is not None:
        return existing
    application = open_application(member, scheme, Application.MENTEE)
    # Before the beginning is journalled: whoever holds the mentor's application waits for the journal last, too.
    for each in (application, entry.application):
        if each is not None:
            Application.objects.select_for_update().get(pk=each.pk)
    if application is None:
        today = now.astimezone(scheme.body.zone).date()
        application = begin_application(scheme, member=member, role=Application.MENTEE, by=by, today=today)
    application = Application.objects.select_for_update().get(pk=application.pk)
    if application.state == "paired":
        raise ChoiceRefused("You have a mentor in this scheme already.")
    request = Request.objects.filter(application=application).under_way().first()
    if request is None:
        request = Request.objects.create(
            scheme=scheme, definition_id=application.definition_id, application=application
        )
        _note(request, "begin", by)
    return request


@transaction.atomic
def order_choices(request: Request, *, by: Account, entries: Sequence[UUID]) -> Request:
    """Put the choices that were not asked yet into this order; what is not named keeps its place after them."""
    request = lock_request(request.pk)
    _must_be_changeable(request)
    lines = _lines(request)
    tried = [line.choice for line in lines if not line.is_untried]
    untried = [line.choice for line in lines if line.is_untried]
    wanted = {entry: place for place, entry in enumerate(entries)}
    untried.sort(key=lambda choice: (wanted.get(choice.entry_id, len(wanted)), choice.rank))
    _renumber(request, [*tried, *untried])
    _note(request, "order", by)
    return request


@transaction.atomic
def drop_choice(request: Request, *, entry: MentorEntry, by: Account) -> Request:
    """Take a mentor off who was not asked yet."""
    request = lock_request(request.pk)
    _must_be_changeable(request)
    line = next((line for line in _lines(request) if line.choice.entry_id == entry.pk), None)
    if line is None:
        return request
    if not line.is_untried:
        raise MoveRefused(f"{entry.member.name} was asked already, so this choice stays on your request.")
    line.choice.delete()
    _renumber(request, list(request.choices.order_by("rank")))
    _note(request, "drop", by)
    return request


@transaction.atomic
def send_request(request: Request, *, by: Account, now: datetime) -> Request:
    """Send it to the reviewer, or, where the scheme has none, to the first mentor at once.

    The application goes with it. Raises MoveRefused where an answer or a choice is missing.
    """
    request = lock_request(request.pk)
    settings, application = request.settings, request.application
    if not request.choices.exists():
        raise MoveRefused("Choose at least one mentor from the directory first.")
    if missing := missing_answers(application):
        raise MoveRefused(f"Answer first: {missing[0]}")
    if settings.handbook_first and has_still_to_read(request.member, request.scheme, "mentee"):
        raise MoveRefused("Read the handbook first, and say at its end that you have.")
    today = now.astimezone(request.scheme.body.zone).date()
    review_by = today + timedelta(days=settings.review_within_days) if settings.review != "none" else None
    if application.state == "draft":
        submit_application(application, by=by, now=now)
    tier = tier_of(request.member, request.rules, "requests", today)
    make_move(
        request, REQUEST, "submit", by=by, role="mentee", sent_at=request.sent_at or now, review_by=review_by,
        tier=tier, office_message="",
    )  # fmt: skip
    clear_told(request, "back-")
    if settings.review == "none":
        return _pass(request, by=None, role="system", now=now)
    roles = (OfficeRole.DIRECTOR,) if settings.review == "director" else ()
    tell_office(
        request, f"review-{now:%Y%m%d%H%M%S}", "A request for a mentor waits for your review.", *roles
    )
    return request


def missing_answers(application: Application) -> list[str]:
    """The questions that everybody answers and this application does not."""
    questions = rules_of(application.definition).forms.for_side("mentee").questions
    return [
        question.label
        for question in questions
        if question.required and not question.private and not application.answers.get(question.key)
    ]


@transaction.atomic
def pass_request(request: Request, *, by: Account, now: datetime) -> Request:
    """Let a request go on: the first mentor who can be asked is asked."""
    return _pass(lock_request(request.pk), by=by, role="office", now=now)


def _pass(request: Request, *, by: Account | None, role: str, now: datetime) -> Request:
    application = request.application
    make_move(request, REQUEST, "pass", by=by, role=role, reviewed_at=now, reviewed_by=by)
    if application.state == "submitted" and by is not None:
        approve_application(application, by=by, is_told=False)
    elif application.state == "submitted":
        make_move(application, APPLICATION, "approve", by=None, role="system")
    clear_told(request, "review")
    if ask_next(request, now=now) is not None:
        tell_mentee(
            request,
            f"asking-{now:%Y%m%d%H%M%S}",
            "Your request goes on: the mentors you chose are asked one after the other.",
        )
    return request


@transaction.atomic
def send_back_request(request: Request, *, by: Account, message: str, now: datetime) -> Request:
    """Send it back with a reason, which the mentee reads; everything they wrote and chose stays, to be changed."""
    request = lock_request(request.pk)
    if not message.strip():
        raise MoveRefused("Write why, and what the mentee can change.")
    make_move(
        request,
        REQUEST,
        "send_back",
        by=by,
        role="office",
        office_message=message,
        reviewed_at=now,
        reviewed_by=by,
    )
    if request.application.state == "submitted":
        make_move(request.application, APPLICATION, "send_back", by=by, role="office")
    clear_told(request, "review")
    tell_mentee(
        request,
        f"back-{now:%Y%m%d%H%M%S}",
        "The office asks you to look at your request again.",
        "What you wrote and chose is kept. Change what you want, and send it again.",
    )
    return request


@transaction.atomic
def suggest_mentor(
    request: Request, *, entry: MentorEntry, by: Account, now: datetime, reasons: Sequence[str] = ()
) -> Suggestion:
    """Suggest somebody to a mentee, who may put them on the request; the mentor is asked like any other."""
    request = lock_request(request.pk)
    made, is_new = Suggestion.objects.get_or_create(
        request=request, entry=entry, defaults={"reasons": list(reasons), "made_by": by, "agreed_at": now}
    )
    if not is_new and made.agreed_at is None:  # a mentor had the same idea, and the office need not wait
        made.agreed_at, is_new = now, True
        made.save(update_fields=["agreed_at"])
    if is_new:
        _note(request, "suggest", by, "office")
        tell_mentee(request, f"suggested-{made.pk}", "Somebody has been suggested to you as a mentor.")
    return made


def _ask_if_nobody_was_left(request: Request, by: Account, now: datetime) -> Request:
    if request.state == "exhausted":
        make_move(request, REQUEST, "ask_again", by=by, role="mentee")
        clear_told(request, "exhausted")
        ask_next(request, now=now)
    return request


def _must_be_changeable(request: Request) -> None:
    if request.state == "submitted":
        raise MoveRefused("Your request is being read. You can change your choices as soon as it goes on.")
    if request.state not in CHANGEABLE:
        raise MoveRefused("The choices of this request can no longer be changed.")


def _lines(request: Request) -> list[ChoiceLine]:
    return lines_of(request, timezone.now().astimezone(request.scheme.body.zone).date())


def _renumber(request: Request, choices: Sequence[Choice]) -> None:
    """In two steps, because two choices may not have one rank even for a moment."""
    request.choices.update(rank=F("rank") + _FAR)
    for rank, choice in enumerate(choices, start=1):
        Choice.objects.filter(pk=choice.pk).update(rank=rank)


def _note(request: Request, move: str, by: Account, role: str = "mentee") -> None:
    write_entry(
        noun="request", subject=request.pk, move=move, by=by, role=role, body_id=request.scheme.body_id
    )
