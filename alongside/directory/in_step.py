"""Keeps what a search reads of an entry as the entry and its application are, whoever changes them.

By Django's own signals and not by the actions, because the application of a mentor moves on in apps that know of no
directory.
"""

from typing import Any

from django.db.models.signals import post_save
from django.dispatch import receiver

from alongside.directory.models import EntryWords, MentorEntry
from alongside.enrolment.models import Application


def place_of(entry: MentorEntry) -> dict[str, Any]:
    """Whether the entry stands in the directory, and where."""
    return {
        "scheme_id": entry.scheme_id,
        "is_listed": MentorEntry.objects.listed().filter(pk=entry.pk).exists(),
        "sort_name": entry.sort_name,
        "listed_at": entry.listed_at,
    }


@receiver(post_save, sender=MentorEntry)
def follow_entry(instance: MentorEntry, *, created: bool, **_: Any) -> None:
    """It was listed, taken off or hidden."""
    if not created:
        _keep_in_step(instance)


@receiver(post_save, sender=Application)
def follow_application(instance: Application, *, created: bool, **_: Any) -> None:
    """It was withdrawn, or its mentor has found somebody."""
    if created or instance.role != Application.MENTOR:
        return
    for entry in MentorEntry.objects.filter(application=instance):
        _keep_in_step(entry)


def _keep_in_step(entry: MentorEntry) -> None:
    EntryWords.objects.filter(entry=entry).update(**place_of(entry))
