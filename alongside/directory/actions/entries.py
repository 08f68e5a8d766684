"""Puts mentors into the directory, and keeps their entries as they want them."""

from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from alongside.directory.in_step import place_of
from alongside.directory.mails.entries import (
    tell_of_listing,
    tell_of_overdue,
    tell_to_prepare,
    tell_to_refresh,
)
from alongside.directory.models import EntryTerm, EntryWords, MentorEntry, Preparation
from alongside.domain.finding import mark_of, words_in
from alongside.domain.lifecycle import MoveRefused
from alongside.domain.scheme.asking import Directory
from alongside.enrolment.forms.application import answers_in_words
from alongside.enrolment.models import Application
from alongside.journal.moves import write_entry
from alongside.people.models import Account, Member
from alongside.people.models.member import folded
from alongside.schemes.queries import rules_of
from alongside.training.queries.preparation import preparations_of


@transaction.atomic
def open_entry(application: Application, *, now: datetime) -> MentorEntry:
    """Give an accepted mentor an entry; listed at once where the scheme asks for no preparation."""
    locked = Application.objects.select_for_update(of=("self",)).select_related(
        "member__account", "definition", "scheme__body"
    )
    mentor = locked.get(pk=application.pk)
    existing = MentorEntry.objects.filter(application=mentor).first()
    if existing is not None:
        return existing
    if mentor.role != Application.MENTOR or mentor.state != "waiting":
        raise MoveRefused("Only a mentor whose application was accepted has an entry in the directory.")
    entry = MentorEntry.objects.create(
        application=mentor,
        scheme=mentor.scheme,
        sort_name=name_to_sort(mentor.member),
    )
    _note(entry, "open", None, "system")
    keep_findable(entry)
    for way, on, which in preparations_of(mentor.member, mentor.scheme):
        keep_preparation(entry, way=way, on=on, version=which)
    if not _list_if_prepared(entry, now=now):
        tell_to_prepare(entry)
    return entry


@transaction.atomic
def note_preparation(
    entry: MentorEntry, *, way: str, on: date, by: Account, now: datetime, version: str = ""
) -> Preparation:
    """Note that a mentor has prepared in this way; lists them once that is enough for their scheme."""
    entry = _locked(entry)
    directory = entry.rules.directory
    if directory is None or way not in directory.ways:
        raise MoveRefused("This scheme does not ask mentors to prepare in that way.")
    made = keep_preparation(entry, way=way, on=on, version=version, by=by)
    _list_if_prepared(entry, now=now)
    return made


@transaction.atomic
def prepare_by_training(entry: MentorEntry, *, way: str, on: date, which: str, now: datetime) -> None:
    """A mentor has completed a workshop or read the handbook here; lists them once that is enough."""
    entry = _locked(entry)
    keep_preparation(entry, way=way, on=on, version=which)
    _list_if_prepared(entry, now=now)


def keep_preparation(
    entry: MentorEntry, *, way: str, on: date, version: str, by: Account | None = None
) -> Preparation:
    """Write down a preparation of a locked entry; without `by` it was seen here and not told by the office."""
    made, _ = Preparation.objects.update_or_create(
        entry=entry, way=way, defaults={"on": on, "version": version[:60], "noted_by": by}
    )
    facts = {"way": way, "on": on.isoformat()}
    _note(entry, "note preparation", by, "office" if by else "system", facts)
    return made


def _list_if_prepared(entry: MentorEntry, *, now: datetime) -> bool:
    directory = entry.rules.directory
    if entry.listed_at is None and directory is not None and _is_prepared(entry, directory, now):
        entry.listed_at = now
        entry.save(update_fields=["listed_at"])
        _note(entry, "list", None, "system")
        tell_of_listing(entry)
    return entry.listed_at is not None


def _is_prepared(entry: MentorEntry, directory: Directory, now: datetime) -> bool:
    done = frozenset(entry.preparations.values_list("way", flat=True))
    last = _counts_until(entry, directory)
    return directory.is_prepared(done) and (last is None or _today(entry, now) <= last)


def _counts_until(entry: MentorEntry, directory: Directory) -> date | None:
    """The last day on which the newest preparation counts; None where it holds for good, or there is none."""
    newest = max(entry.preparations.values_list("on", flat=True), default=None)
    return directory.refresh_by(newest) if newest else None


def _today(entry: MentorEntry, now: datetime) -> date:
    return now.astimezone(entry.scheme.body.zone).date()


@transaction.atomic
def look_at_preparation(entry: MentorEntry, *, now: datetime) -> MentorEntry:
    """Remind a listed mentor whose preparation has to be refreshed, and take them off the list once its day is over.

    Partnerships and offers under way are not touched.
    """
    entry = _locked(entry)
    directory = entry.rules.directory
    last = _counts_until(entry, directory) if directory else None
    if entry.listed_at is None or directory is None or last is None:
        return entry
    today = _today(entry, now)
    if today > last:
        entry.listed_at = None
        entry.save(update_fields=["listed_at"])
        _note(entry, "take off for refreshing", None, "system")
        tell_of_overdue(entry, last)
    elif today >= last - timedelta(days=directory.refresher_remind_days_before):
        tell_to_refresh(entry, last)
    return entry


@transaction.atomic
def change_entry(
    entry: MentorEntry,
    *,
    by: Account,
    answers: dict[str, Any],
    capacity: int,
    away_until: date | None,
    rest_days: int,
    hidden: bool,
) -> MentorEntry:
    """Keep what a mentor says of themselves and when they can be asked. Offers under way are not touched."""
    entry = _locked(entry)
    application = entry.application
    directory = entry.rules.directory
    shown = directory.questions if directory else ()
    kept = {key: value for key, value in application.answers.items() if key not in shown}
    application.answers = kept | {key: value for key, value in answers.items() if key in shown}
    application.capacity = capacity
    application.version += 1
    application.save(update_fields=["answers", "capacity", "version", "saved_at"])
    entry.away_until, entry.rest_days, entry.hidden = away_until, rest_days, hidden
    entry.save(update_fields=["away_until", "rest_days", "hidden"])
    keep_findable(entry)
    _note(entry, "change", by, "mentor", {"capacity": capacity, "hidden": hidden})
    return entry


def name_to_sort(member: Member) -> str:
    """Under which a member stands in an order by names, whatever accents and capitals it is written with."""
    return folded(f"{member.family_name} {member.given_name}")[:310]


@transaction.atomic
def keep_findable(entry: MentorEntry) -> None:
    """Write down anew the words and choices by which an entry is found."""
    application, rules = entry.application, rules_of(entry.application.definition)
    directory = rules.directory
    shown = directory.questions if directory else ()
    answers = {key: value for key, value in application.answers.items() if key in shown}
    told = answers_in_words(rules.forms.mentor.questions, answers, entry.scheme, rules)
    member = entry.member
    text = " ".join(
        [member.name, member.job_title, member.employer, member.region, *(answer for _, answer in told)]
    )
    chosen = [
        (key, term)
        for key in (directory.narrow_by if directory else ())
        for term in _chosen(answers.get(key))
    ]
    words = " ".join([*words_in(text), *(mark_of(*choice) for choice in chosen)])
    EntryWords.objects.update_or_create(entry=entry, defaults={"words": words, **place_of(entry)})
    EntryTerm.objects.filter(entry=entry).delete()
    EntryTerm.objects.bulk_create(
        EntryTerm(entry=entry, question=question, term=term) for question, term in chosen
    )


def _chosen(answer: Any) -> list[str]:
    if not answer:
        return []
    return list(dict.fromkeys(answer)) if isinstance(answer, list) else [str(answer)]


def _locked(entry: MentorEntry) -> MentorEntry:
    """The entry with its application, the application locked first."""
    Application.objects.select_for_update().get(pk=entry.application_id)
    rows = MentorEntry.objects.select_for_update(of=("self",)).select_related(
        "application__member__account", "application__definition", "application__scheme", "scheme__body"
    )
    return rows.get(pk=entry.pk)


def _note(
    entry: MentorEntry, move: str, by: Account | None, role: str, facts: dict[str, Any] | None = None
) -> None:
    write_entry(
        noun="mentor entry",
        subject=entry.pk,
        move=move,
        by=by,
        role=role,
        body_id=entry.scheme.body_id,
        facts=facts,
    )
