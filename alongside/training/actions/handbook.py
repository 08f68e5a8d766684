"""The office publishes editions of the handbook; members say that they have read and understood one."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from alongside.journal.moves import write_entry
from alongside.notices.actions import MailText, clear_notices, post_notice
from alongside.people.models import Account, Member
from alongside.schemes.models import Scheme
from alongside.training.models import Edition, Reading
from alongside.training.prepared import lock_who_prepares, tell_prepared


@transaction.atomic
def publish_edition(
    scheme: Scheme, *, side: str, text: str, by: Account, note: str = "", read_again: bool = False
) -> Edition:
    """Publish a new edition; the same text again is the edition there is. Readers of earlier ones may be asked again."""
    Scheme.objects.select_for_update().get(pk=scheme.pk)
    last = scheme.handbooks.filter(side=side).order_by("-number").first()
    if last is not None and last.text == text and not read_again:
        return last
    edition = Edition.objects.create(
        scheme=scheme,
        side=side,
        number=last.number + 1 if last else 1,
        text=text,
        note=note,
        read_again=read_again and last is not None,
        published_by=by,
    )
    write_entry(
        noun="handbook", subject=edition.pk, move="publish", by=by, role="office", body_id=scheme.body_id,
        facts={"side": side, "edition": edition.number},
    )  # fmt: skip
    if edition.read_again:
        _ask_readers(edition)
    return edition


def _ask_readers(edition: Edition) -> None:
    path = reverse("handbook", args=[edition.scheme_id, edition.side])
    earlier = Reading.objects.filter(edition__scheme=edition.scheme, edition__side=edition.side)
    sentence = (
        f"The handbook of {edition.scheme.name} has changed so much that you are asked to read it again."
    )
    for account in Account.objects.filter(pk__in=earlier.values("member__account")):
        post_notice(
            account,
            event=f"handbook:{edition.pk}:again",
            kind="handbook",
            sentence=sentence,
            path=path,
            body_id=edition.scheme.body_id,
            mail=MailText(
                subject=f"{edition.scheme.name}: a new edition of the handbook",
                text=f"{sentence}\n\n{edition.note}\n\n{settings.SITE_URL}{path}".replace("\n\n\n\n", "\n\n"),
            ),
        )


@transaction.atomic
def say_read(edition: Edition, *, member: Member, now: datetime) -> Reading:
    """Note that a member has read and understood an edition; for mentors that is a way to prepare.

    Some months later they may read it again and say so, which refreshes their preparation.
    """
    if edition.side == "mentor":
        lock_who_prepares([member], edition.scheme)
    reading, made = Reading.objects.get_or_create(edition=edition, member=member, defaults={"read_at": now})
    if not made and reading.may_be_renewed(now):
        reading.read_at, made = now, True
        reading.save(update_fields=["read_at"])
    clear_notices(event=f"handbook:{edition.pk}:again", account=member.account)
    if made:
        write_entry(
            noun="handbook", subject=edition.pk, move="read", by=member.account, role="member",
            body_id=edition.scheme.body_id, facts={"edition": edition.number},
        )  # fmt: skip
        if edition.side == "mentor":
            on = now.astimezone(edition.scheme.body.zone).date()
            tell_prepared(member, edition.scheme, "handbook", on, f"edition {edition.number}")
    return reading
