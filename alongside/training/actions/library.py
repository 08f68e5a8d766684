"""Trainers and the office keep the scheme's list; anybody who reads it says where a link leads nowhere."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.urls import reverse

from alongside.domain.documents import kind_of
from alongside.journal.moves import write_entry
from alongside.notices.actions import clear_notices, post_notice
from alongside.people.models import Account
from alongside.people.queries import office_accounts
from alongside.schemes.models import Scheme
from alongside.training.models import KEEPERS, LibraryFile, LibraryItem, Link
from alongside.training.queries.library import library_of
from alongside.web.links import Finding, look_at


@transaction.atomic
def add_item(
    scheme: Scheme, *, by: Account, fields: dict[str, Any], data: bytes | None = None
) -> LibraryItem:
    """Put something on the list. Raises DocumentRefused for a file of another kind than is taken."""
    made: LibraryItem = LibraryItem.objects.create(scheme=scheme, added_by=by, **fields)
    _keep_file(made, data)
    _note(made, "add", by)
    return made


@transaction.atomic
def change_item(
    item: LibraryItem, *, by: Account, fields: dict[str, Any], data: bytes | None = None
) -> LibraryItem:
    """Change what the list says of it; a new file takes the place of the old one."""
    for name, value in fields.items():
        setattr(item, name, value)
    item.save(update_fields=[*fields])
    _keep_file(item, data)
    _note(item, "change", by)
    return item


@transaction.atomic
def take_off(item: LibraryItem, *, by: Account, now: datetime) -> None:
    """Take it off the list, with a way back."""
    item.removed_at = now
    item.save(update_fields=["removed_at"])
    _note(item, "take off", by)


@transaction.atomic
def put_back(item: LibraryItem, *, by: Account) -> None:
    """Put it on the list again."""
    item.removed_at = None
    item.save(update_fields=["removed_at"])
    _note(item, "put back", by)


@transaction.atomic
def report_link(scheme: Scheme, url: str, *, by: Account, now: datetime) -> Link | None:
    """Somebody says that an address on the list leads nowhere; None where it does not stand there."""
    if url not in _addresses(scheme, now):
        return None
    link, _ = Link.objects.select_for_update().get_or_create(scheme=scheme, url=url)
    if link.reported_at is None:
        link.reported_at, link.reported_by = now, by
        link.save(update_fields=["reported_at", "reported_by"])
        _tell_keepers(link, now)
    return link


@transaction.atomic
def link_works(link: Link, *, by: Account) -> None:
    """A keeper has looked: it leads where it should."""
    link.failures, link.problem, link.broken_since = 0, "", None
    link.reported_at = link.reported_by = None
    link.save()
    clear_notices(event_prefix=_event(link))
    write_entry(
        noun="library", subject=link.scheme_id, move="link works", by=by, role="office",
        body_id=link.scheme.body_id,
    )  # fmt: skip


def look_at_links(now: datetime, look: Callable[[str], Finding] = look_at) -> None:
    """Look at every address on the lists. Where none opens it is our own way out that is shut, and nothing is noted."""
    schemes = list(Scheme.objects.filter(is_open=True).select_related("body"))
    wanted = {scheme: _addresses(scheme, now) for scheme in schemes}
    found = {url: look(url) for url in sorted({url for urls in wanted.values() for url in urls})}
    if not any(finding.opens for finding in found.values()):
        return
    for scheme, urls in wanted.items():
        scheme.links.exclude(url__in=urls).delete()
        for url in urls:
            _note_finding(scheme, url, found[url], now)


@transaction.atomic
def _note_finding(scheme: Scheme, url: str, finding: Finding, now: datetime) -> None:
    link, _ = Link.objects.select_for_update().get_or_create(scheme=scheme, url=url)
    was_broken = link.is_broken
    link.looked_at = now
    if finding.opens is False:
        link.failures, link.problem = link.failures + 1, finding.problem
        link.broken_since = link.broken_since or now
    elif finding.opens:
        link.failures, link.problem, link.broken_since = 0, "", None
    link.save()
    if link.is_broken and not was_broken:
        _tell_keepers(link, now)


def _addresses(scheme: Scheme, now: datetime) -> list[str]:
    today = now.astimezone(scheme.body.zone).date()
    return sorted({entry.url for entry in library_of(scheme, today) if entry.url})


def _event(link: Link) -> str:
    return f"link:{link.pk}:"


def _tell_keepers(link: Link, now: datetime) -> None:
    """Once for each time that it breaks."""
    clear_notices(event_prefix=_event(link))
    for account in office_accounts(link.scheme.body, *KEEPERS):
        post_notice(
            account,
            event=f"{_event(link)}{now:%Y-%m-%d}",
            kind="library",
            sentence=f"A link in the library of {link.scheme.name} leads nowhere.",
            path=reverse("library", args=[link.scheme_id]),
            body_id=link.scheme.body_id,
        )


def _keep_file(item: LibraryItem, data: bytes | None) -> None:
    if data is None:
        return
    kind = kind_of(data)
    kept = {"data": data, "media_type": kind.media_type, "ending": kind.ending}
    LibraryFile.objects.update_or_create(item=item, defaults=kept)


def _note(item: LibraryItem, move: str, by: Account) -> None:
    write_entry(noun="library", subject=item.pk, move=move, by=by, role="office", body_id=item.scheme.body_id)
