"""Whoever is listed is found under what the body's list says of them now, and stands where their name belongs."""

from typing import Any, Final
from uuid import UUID

from django.dispatch import receiver

from alongside.directory.actions.entries import keep_findable, name_to_sort
from alongside.directory.models import EntryWords, MentorEntry
from alongside.people.changes import members_changed, members_will_change
from alongside.people.models import Member

SHOWN: Final = frozenset({"given_name", "family_name", "job_title", "employer", "region"})
"""The columns of a member that an entry shows and is found by."""


@receiver(members_will_change)
def lock_words(ids: list[UUID], **_: Any) -> None:
    """What a search reads of their entries; whoever saves an entry has it before the journal."""
    words = EntryWords.objects.filter(entry__application__member__in=ids)
    list(words.select_for_update(of=("self",)).order_by("pk").values_list("pk"))


@receiver(members_changed)
def follow_members(members: list[Member], fields: frozenset[str], **_: Any) -> None:
    """Their entries, listed or not."""
    if not fields & SHOWN:
        return
    rows = MentorEntry.objects.filter(application__member__in=members)
    for entry in rows.select_related("application__member", "application__definition", "scheme__body"):
        entry.sort_name = name_to_sort(entry.member)
        # Not by saving the entry, whose signal would write down first what is written anew here.
        MentorEntry.objects.filter(pk=entry.pk).update(sort_name=entry.sort_name)
        keep_findable(entry)
