"""Changes to audit profiles."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from django.db import transaction

from alongside.cpd.actions.records import lock_records, unlock_records
from alongside.cpd.mails import forget_deadline
from alongside.cpd.models import Profile, Record
from alongside.cpd.queries.profiles import records_of
from alongside.cpd.writing import ProfileText
from alongside.database.proposed_ids import id_for
from alongside.domain.lifecycle import MoveRefused
from alongside.journal.moves import write_entry
from alongside.people.models import Account, Member
from alongside.vault.keys import key_for_author
from alongside.vault.notes import WrittenMeanwhile, seal_note


@dataclass(frozen=True, kw_only=True)
class ProfileFrame:
    """What an audit profile is for: which rules, which days, in which language."""

    rules_key: str
    on: date
    until: date
    language: str = "en"
    registration_number: str = ""
    letter_on: date | None = None

    def write_to(self, profile: Profile) -> None:
        """Set the profile's fields, without saving."""
        for field, value in vars(self).items():
            setattr(profile, field, value)


@transaction.atomic
def begin_profile(
    member: Member, *, by: Account, frame: ProfileFrame, profile_id: UUID | None = None
) -> Profile:
    """Begin to write an audit profile. `profile_id` is the id that the form proposed: sent twice, it is begun once."""
    Member.objects.select_for_update(of=("self",)).get(pk=member.pk)
    sent = Profile.objects.visible_to(by).filter(pk=profile_id).first() if profile_id else None
    if sent is not None:
        return sent
    profile = Profile(member=member)
    profile.pk = id_for(profile, profile_id)
    frame.write_to(profile)
    profile.save(force_insert=True)
    _note(profile, "begin", by)
    return profile


@transaction.atomic
def change_profile(profile: Profile, *, by: Account, frame: ProfileFrame) -> Profile:
    """Change the days, the rules or the language; every word stays."""
    locked = _unsent(profile)
    if (locked.letter_on, locked.rules_key) != (frame.letter_on, frame.rules_key):
        forget_deadline(locked)
    frame.write_to(locked)
    locked.save()
    _note(locked, "change", by)
    return locked


@transaction.atomic
def save_profile(
    profile: Profile,
    *,
    by: Account,
    text: ProfileText,
    described: Iterable[UUID],
    left_out: Iterable[UUID],
    version: int,
) -> Profile:
    """Keep what was written and chosen. Choices that are not the writer's own records are ignored.

    WrittenMeanwhile where `version` is not the newest; MoveRefused where the profile was sent.
    """
    locked = _unsent(profile)
    if locked.version != version:
        raise WrittenMeanwhile("This profile was changed elsewhere while you were writing.")
    own = Record.objects.visible_to(by).standing()
    outside = set(left_out)
    locked.described.set(own.filter(pk__in=set(described) - outside))
    locked.left_out.set(own.filter(pk__in=outside))
    locked.text = seal_note(
        _without_empty_rows(text).as_json(),
        key=key_for_author(by),
        by=by,
        role="author",
        kind="audit profile",
        note=locked.text,
    )
    locked.version += 1
    locked.save()
    return locked


@transaction.atomic
def send_profile(profile: Profile, *, by: Account, today: date) -> Profile:
    """Note that it went to the regulator; its records are kept as they were sent."""
    locked = _unsent(profile)
    listed = _listed(locked, by)
    _keep_out_of_earlier(listed, by)
    locked.sent_on = today
    locked.save(update_fields=["sent_on"])
    lock_records(listed, by=by)
    forget_deadline(locked)
    _note(locked, "send", by)
    return locked


@transaction.atomic
def reopen_profile(profile: Profile, *, by: Account) -> Profile:
    """It was not sent after all; records that no other sent profile lists can be changed again."""
    locked = Profile.objects.select_for_update().get(pk=profile.pk)
    if locked.sent_on is None:
        return locked
    listed = _listed(locked, by)
    locked.sent_on = None
    locked.save(update_fields=["sent_on"])
    kept = {
        record.pk
        for other in Profile.objects.visible_to(by).exclude(sent_on=None)
        for record in _listed(other, by)
    }
    unlock_records([record for record in listed if record.pk not in kept], by=by)
    _note(locked, "reopen", by)
    return locked


def _listed(profile: Profile, account: Account) -> list[Record]:
    left_out = profile.left_out.values("pk")
    return list(records_of(profile, account).exclude(pk__in=left_out))


def _keep_out_of_earlier(listed: Iterable[Record], account: Account) -> None:
    """What goes out for the first time was in no profile that was sent before, even where its days lie in that one's."""
    new = [record for record in listed if record.locked_at is None]
    for earlier in Profile.objects.visible_to(account).exclude(sent_on=None):
        earlier.left_out.add(*[one for one in new if one.on <= earlier.until and one.until >= earlier.on])


def _unsent(profile: Profile) -> Profile:
    locked = Profile.objects.select_for_update().get(pk=profile.pk)
    if locked.sent_on is not None:
        raise MoveRefused("This profile has been sent, so it stays as it was.")
    return locked


def _without_empty_rows(text: ProfileText) -> ProfileText:
    return replace(
        text,
        gap_notes=tuple(note for note in text.gap_notes if note.text.strip()),
        evidence=tuple(one for one in text.evidence if f"{one.title}{one.description}{one.form}".strip()),
    )


def _note(profile: Profile, move: str, by: Account) -> None:
    write_entry(
        noun="audit profile",
        subject=profile.pk,
        move=move,
        by=by,
        role="author",
        body_id=profile.member.body_id,
    )
