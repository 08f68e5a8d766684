"""Which circles somebody may join, who is in one, and what is said there."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from django.db.models import Count, Exists, F, Max, OuterRef, Prefetch, Q, QuerySet
from django.db.models.functions import Coalesce
from django.http import Http404
from django.shortcuts import get_object_or_404

from alongside.circles.models import Circle, CircleMember, Post, PostReport, title_of
from alongside.enrolment.models import Application
from alongside.people.models import Account, Body, Member
from alongside.schemes.models import Scheme
from alongside.schemes.queries import definition_in_force, rules_of
from alongside.training.models import Place, Run

TAKES_PART: Final = ("waiting", "paired", "closed")
"""States of an application that was accepted, also where its partnership is over."""


@dataclass(frozen=True)
class Open:
    """A circle that somebody may join, whether or not anybody is in it yet."""

    scheme: Scheme
    part: str
    run: Run | None
    member: Member

    @property
    def title(self) -> str:
        """What it is called."""
        return title_of(self.part, self.run)


def circles_open_to(account: Account, today: date) -> list[Open]:
    """Every circle that this person may be in: by their accepted applications, and by their places in workshops."""
    applied = (
        Application.objects.filter(member__account=account, state__in=TAKES_PART)
        .select_related("scheme__body", "member")
        .order_by("scheme__name", "role")
    )
    places = (
        Place.objects.of(account)
        .filter(state="taken")
        .select_related("run__scheme__body", "member")
        .order_by("run__name")
    )
    found = [Open(one.scheme, one.role, None, one.member) for one in applied]
    found += [Open(one.run.scheme, "workshop", one.run, one.member) for one in places]
    allowed: dict[UUID, Sequence[str]] = {
        one.scheme.pk: rules_of(definition_in_force(one.scheme, today)).circles.parts for one in found
    }
    unique = {(one.scheme.pk, one.part, one.run.pk if one.run else None): one for one in found}
    return [one for one in unique.values() if one.part in allowed[one.scheme.pk]]


def no_part_any_more() -> QuerySet[CircleMember]:
    """Those in a circle who could not join it now, because they withdrew, were refused or gave their place back."""
    applied = Application.objects.filter(
        member=OuterRef("member"), scheme=OuterRef("circle__scheme"), role=OuterRef("circle__part")
    )
    had_place = Place.objects.filter(member=OuterRef("member"), run=OuterRef("circle__run"), state="taken")
    rows: QuerySet[CircleMember] = CircleMember.objects.exclude(Exists(applied.filter(state__in=TAKES_PART)))
    rows = rows.exclude(Exists(had_place)).select_related("circle__scheme", "member__account")
    return rows.order_by("pk")


def circles_of(account: Account) -> QuerySet[CircleMember]:
    """Those that one is in, with how many others and what is new since one last looked."""
    rows: QuerySet[CircleMember] = CircleMember.objects.filter(member__account=account)
    shown = Q(circle__posts__hidden_at=None, circle__posts__taken_back_at=None)
    others = ~Q(circle__posts__author=F("member"))
    return (
        rows.select_related("circle__scheme__body", "circle__run", "member")
        .annotate(
            people=Count("circle__memberships", distinct=True),
            news=Count(
                "circle__posts",
                filter=shown & others & Q(circle__posts__written_at__gt=F("seen_at")),
                distinct=True,
            ),
        )
        .order_by("circle__scheme__name", "circle__part", "pk")
    )


def circle_or_404(account: Account, circle_id: UUID) -> tuple[Circle, CircleMember | None]:
    """A circle that one is in, with one's own place in it; or that one's office keeps order in, without one."""
    rows = Circle.objects.visible_to(account).select_related("scheme__body", "run")
    found: Circle | None = rows.filter(pk=circle_id).first()
    if found is None:
        kept = Circle.objects.run_by(account).select_related("scheme__body", "run")
        return get_object_or_404(kept, pk=circle_id), None
    return found, own_place(found, account)


def joined_or_404(account: Account, circle_id: UUID) -> tuple[Circle, CircleMember]:
    """A circle that one is in; the office sees it and has no place in it."""
    found, own = circle_or_404(account, circle_id)
    if own is None:
        raise Http404
    return found, own


def own_place(circle: Circle, account: Account) -> CircleMember | None:
    """One's own place in a circle."""
    rows = circle.memberships.select_related("member")
    found: CircleMember | None = rows.filter(member__account=account).first()
    return found


def people_in(circle: Circle) -> QuerySet[CircleMember]:
    """Everybody in it, by name."""
    rows: QuerySet[CircleMember] = circle.memberships.select_related("member__account")
    return rows.order_by("member__family_name", "member__given_name", "pk")


def threads_of(circle: Circle) -> QuerySet[Post]:
    """What was said, with its replies, the liveliest first; what is gone and has no reply is left out."""
    shown = Q(hidden_at=None, taken_back_at=None)
    replies = Post.objects.filter(shown).select_related("author").order_by("written_at", "pk")
    kept = Q(replies__hidden_at=None, replies__taken_back_at=None, replies__isnull=False)
    rows: QuerySet[Post] = circle.posts.filter(reply_to=None).annotate(
        last=Max("replies__written_at", filter=kept), answers=Count("replies", filter=kept)
    )
    return (
        rows.filter(shown | Q(answers__gt=0))
        .select_related("author")
        .prefetch_related(Prefetch("replies", queryset=replies))
        .order_by(Coalesce("last", "written_at").desc(), "pk")
    )


def post_or_404(account: Account, post_id: UUID) -> Post:
    """A post of a circle that one is in; a 404 like any missing one otherwise."""
    rows = Post.objects.filter(circle__in=Circle.objects.visible_to(account))
    found: Post = get_object_or_404(rows.select_related("circle__scheme__body", "author"), pk=post_id)
    return found


def kept_post_or_404(account: Account, body: Body, post_id: UUID) -> Post:
    """A post of a circle in which this office keeps order."""
    found: Post = get_object_or_404(kept_posts(account, body), pk=post_id)
    return found


def kept_posts(account: Account, body: Body) -> QuerySet[Post]:
    """Everything said in the circles in which this office keeps order."""
    rows: QuerySet[Post] = Post.objects.filter(
        circle__in=Circle.objects.run_by(account).filter(scheme__body=body)
    )
    return rows.select_related("circle__scheme__body", "author")


def kept_circles(account: Account, body: Body) -> QuerySet[Circle]:
    """The circles of a body, with how many are in each and how much was said."""
    rows: QuerySet[Circle] = Circle.objects.run_by(account).filter(scheme__body=body)
    return (
        rows.select_related("scheme", "run")
        .annotate(people=Count("memberships", distinct=True), said=Count("posts", distinct=True))
        .order_by("scheme__name", "part", "pk")
    )


def reported_posts(account: Account, body: Body) -> QuerySet[Post]:
    """What somebody reported and nobody has looked at, the longest waiting first."""
    waiting = PostReport.objects.filter(settled_at=None)
    return kept_posts(account, body).filter(pk__in=waiting.values("post")).order_by("written_at", "pk")


def hidden_posts(account: Account, body: Body) -> QuerySet[Post]:
    """What the office has hidden, newest first."""
    return kept_posts(account, body).exclude(hidden_at=None).order_by("-hidden_at")


def to_be_told() -> QuerySet[CircleMember]:
    """Everybody in whose circle others have said something since they last looked and were last told."""
    news = Post.objects.filter(
        circle=OuterRef("circle"),
        written_at__gt=OuterRef("seen_at"),
        hidden_at=None,
        taken_back_at=None,
    ).exclude(author=OuterRef("member"))
    rows: QuerySet[CircleMember] = CircleMember.objects.filter(
        Exists(news.filter(written_at__gt=OuterRef("told_at")))
    )
    return rows.select_related("circle__scheme", "circle__run", "member__account").order_by("pk")
