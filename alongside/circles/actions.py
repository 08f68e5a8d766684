"""Joining and leaving a circle, what is said there, and keeping order."""

from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from alongside.circles.mails import circle_event, clear_reports, tell_office_of_report
from alongside.circles.models import Circle, CircleMember, Post, PostReport
from alongside.circles.queries import Open, no_part_any_more
from alongside.database.proposed_ids import id_for
from alongside.domain.lifecycle import MoveRefused
from alongside.journal.moves import write_entry
from alongside.notices.actions import clear_notices
from alongside.people.models import Account, Member

MOST_A_DAY: Final = 30
"""What one person may say in one circle in a day: enough for any talk, too little for a flood."""


@transaction.atomic
def join_circle(chosen: Open, *, by: Account, shows_address: bool) -> Circle:
    """Be in a circle from now on; joining twice is the same as once."""
    now = timezone.now()
    circle, _ = Circle.objects.get_or_create(scheme=chosen.scheme, part=chosen.part, run=chosen.run)
    _, made = CircleMember.objects.get_or_create(
        circle=circle,
        member=chosen.member,
        defaults={"shows_address": shows_address, "joined_at": now, "seen_at": now, "told_at": now},
    )
    if made:
        _note(circle, "join", by=by)
    return circle


@transaction.atomic
def leave_circle(place: CircleMember, *, by: Account) -> None:
    """Leave; what one has said stays, and can be taken back before."""
    circle = place.circle
    place.delete()
    clear_notices(event_prefix=circle_event(circle), account=by)
    _note(circle, "leave", by=by)


def let_go_who_left() -> int:
    """Take out of their circle whoever does not take part any more, so that they read nobody's words and address there;
    returns how many.
    """
    return sum(_let_go(place) for place in no_part_any_more())


@transaction.atomic
def _let_go(place: CircleMember) -> bool:
    locked = no_part_any_more().select_for_update(of=("self",)).filter(pk=place.pk).first()
    if locked is None:
        return False
    locked.delete()
    clear_notices(event_prefix=circle_event(place.circle), account=place.member.account)
    write_entry(
        noun="circle", subject=place.circle_id, move="let go", by=None, role="clock",
        body_id=place.circle.scheme.body_id, facts={"member": str(place.member_id)},
    )  # fmt: skip
    return True


def show_address(place: CircleMember, *, shows: bool) -> None:
    """Let the others of the circle read one's address, or not."""
    place.shows_address = shows
    place.save(update_fields=["shows_address"])


def note_seen(place: CircleMember, *, now: datetime) -> None:
    """They have the circle before them, so nothing in it is new."""
    place.seen_at = now
    place.save(update_fields=["seen_at"])
    clear_notices(event_prefix=circle_event(place.circle), account=place.member.account)


@transaction.atomic
def say(
    circle: Circle,
    *,
    author: Member,
    by: Account,
    text: str,
    reply_to: Post | None = None,
    post_id: UUID | None = None,
) -> Post:
    """Say something to the circle, or reply. `post_id` is the id that the form proposed: sent twice, said once.

    Raises MoveRefused for a reply to what is gone, and after too many posts in a day.
    """
    Circle.objects.select_for_update().get(pk=circle.pk)
    now = timezone.now()
    said = Post.objects.filter(pk=post_id, circle=circle, author=author).first() if post_id else None
    if said is not None:
        return said
    if reply_to is not None and (
        reply_to.circle_id != circle.pk or reply_to.reply_to_id or not reply_to.is_shown
    ):
        raise MoveRefused(
            "What you reply to is no longer there. Your words are below: say them on their own."
        )
    today = Post.objects.filter(circle=circle, author=author, written_at__date=timezone.localdate(now))
    if today.count() >= MOST_A_DAY:
        raise MoveRefused(f"You have said {MOST_A_DAY} things here today. Come back tomorrow.")
    post = Post(circle=circle, author=author, reply_to=reply_to, text=text.strip(), written_at=now)
    post.pk = id_for(post, post_id)
    post.save(force_insert=True)
    _note_post(post, "say", by=by)
    return post


@transaction.atomic
def take_back_post(post: Post, *, by: Account) -> None:
    """Its author takes it back; its words are gone for everybody, and replies to it stay."""
    locked = _locked(post)
    if locked.author.account_id != by.pk:
        raise MoveRefused("Only whoever said it can take it back.")
    if locked.taken_back_at is None:
        locked.taken_back_at, locked.text = timezone.now(), ""
        locked.save(update_fields=["taken_back_at", "text"])
        _settle(locked)
        _note_post(locked, "take back", by=by)


@transaction.atomic
def report_post(post: Post, *, by: Account) -> bool:
    """Tell the office that a post breaks the rules; its author is not told who. Whether the office has still to look."""
    locked = _locked(post)
    is_told = locked.reports.filter(settled_at=None).exists()
    report, made = PostReport.objects.get_or_create(post=locked, by=by, defaults={"at": timezone.now()})
    if made:
        _note_post(locked, "report", by=by)
        if not is_told:
            tell_office_of_report(report)
    return report.settled_at is None


@transaction.atomic
def hide_post(post: Post, *, by: Account) -> None:
    """The office hides it; it can be shown again."""
    locked = _locked(post)
    locked.hidden_at, locked.hidden_by = timezone.now(), by
    locked.save(update_fields=["hidden_at", "hidden_by"])
    _settle(locked)
    _note_post(locked, "hide", by=by, role="office")


@transaction.atomic
def keep_post(post: Post, *, by: Account) -> None:
    """The office has looked: it stays, or is there again."""
    locked = _locked(post)
    locked.hidden_at = locked.hidden_by = None
    locked.save(update_fields=["hidden_at", "hidden_by"])
    _settle(locked)
    _note_post(locked, "keep", by=by, role="office")


def _settle(post: Post) -> None:
    post.reports.filter(settled_at=None).update(settled_at=timezone.now())
    clear_reports(post)


def _locked(post: Post) -> Post:
    rows = Post.objects.select_for_update(of=("self",)).select_related(
        "circle__scheme__body", "circle__run", "author"
    )
    locked: Post = rows.get(pk=post.pk)
    return locked


def _note(circle: Circle, move: str, *, by: Account) -> None:
    write_entry(
        noun="circle", subject=circle.pk, move=move, by=by, role="member", body_id=circle.scheme.body_id
    )


def _note_post(post: Post, move: str, *, by: Account, role: str = "member") -> None:
    write_entry(noun="post", subject=post.pk, move=move, by=by, role=role, body_id=post.circle.scheme.body_id)
