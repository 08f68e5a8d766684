"""Circles as those in them see them, and as the office keeps order in them."""

from uuid import UUID, uuid4

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from alongside.circles.actions import (
    hide_post,
    join_circle,
    keep_post,
    leave_circle,
    note_seen,
    report_post,
    say,
    show_address,
    take_back_post,
)
from alongside.circles.forms import JoinForm, PostForm
from alongside.circles.models import Circle, CircleMember
from alongside.circles.queries import (
    Open,
    circle_or_404,
    circles_of,
    circles_open_to,
    hidden_posts,
    joined_or_404,
    kept_circles,
    kept_post_or_404,
    people_in,
    post_or_404,
    reported_posts,
    threads_of,
)
from alongside.domain.lifecycle import MoveRefused
from alongside.people.queries import office_body_or_404
from alongside.people.requests import SignedInRequest
from alongside.web.announce import announce, announce_problem

PAGE = 15


def circles(request: SignedInRequest) -> HttpResponse:
    """Those one is in, and those one may join."""
    joined = list(circles_of(request.user))
    there = {(one.circle.scheme_id, one.circle.part, one.circle.run_id) for one in joined}
    rows = [
        (one, JoinForm(initial={"chosen": _key(one)}, auto_id=f"id_{number}_%s"))
        for number, one in enumerate(circles_open_to(request.user, timezone.localdate()))
        if (one.scheme.pk, one.part, one.run.pk if one.run else None) not in there
    ]
    return render(request, "circles/circles.html", {"mine": joined, "rows": rows})


def join(request: SignedInRequest) -> HttpResponse:
    """Join one of those that are open to one."""
    form = JoinForm(request.POST)
    chosen = form.cleaned_data["chosen"] if form.is_valid() else ""
    offered = circles_open_to(request.user, timezone.localdate())
    found = next((one for one in offered if _key(one) == chosen), None)
    if found is None:
        announce_problem(request, "This circle is not open to you now. Choose one of those below.")
        return redirect("circles")
    circle = join_circle(found, by=request.user, shows_address=form.cleaned_data["shows_address"])
    announce(request, "You are in the circle.")
    return redirect("circle", circle_id=circle.pk)


def circle(request: SignedInRequest, circle_id: UUID) -> HttpResponse:
    """Who is in it and what is said; the form to say something is for those who are in it."""
    found, own = circle_or_404(request.user, circle_id)
    form = PostForm(request.POST if request.method == "POST" and own else None)
    if form.is_bound and form.is_valid() and own and _said(request, found, own, form):
        return redirect("circle", circle_id=found.pk)
    page = Paginator(threads_of(found), PAGE).get_page(request.GET.get("page"))
    context = {
        "circle": found,
        "own": own,
        "people": people_in(found),
        "form": form,
        "page": page,
        "threads": [(thread, uuid4()) for thread in page],  # each with an id for the reply to it
        "since": own.seen_at if own else None,
    }
    if own and request.method == "GET":
        note_seen(own, now=timezone.now())
    return render(request, "circles/circle.html", context)


def _said(request: SignedInRequest, found: Circle, own: CircleMember, form: PostForm) -> bool:
    said = form.cleaned_data
    answered = post_or_404(request.user, said["reply_to"]) if said["reply_to"] else None
    try:
        say(
            found,
            author=own.member,
            by=request.user,
            text=said["text"],
            reply_to=answered,
            post_id=said["post_id"],
        )
    except MoveRefused as refused:
        announce_problem(request, str(refused))
        if answered and not answered.is_shown:
            form.stand_alone()
        return False
    announce(request, "Said.")
    return True


def change(request: SignedInRequest, circle_id: UUID) -> HttpResponse:
    """Show or hide one's address, or leave."""
    _, own = joined_or_404(request.user, circle_id)
    step = request.POST.get("step")
    if step == "leave":
        leave_circle(own, by=request.user)
        announce(request, "You have left the circle. What you said there stays.")
        return redirect("circles")
    if step in ("show", "hide"):
        show_address(own, shows=step == "show")
        announce(request, "The others read your address." if step == "show" else "Nobody reads your address.")
    return redirect("circle", circle_id=circle_id)


def post(request: SignedInRequest, post_id: UUID) -> HttpResponse:
    """Take one's own post back, or report one of somebody else."""
    found = post_or_404(request.user, post_id)
    if found.author.account_id == request.user.pk:
        take_back_post(found, by=request.user)
        announce(request, "Taken back. Its words are gone.")
    else:
        waits = report_post(found, by=request.user)
        looks = "Your office looks at it." if waits else "Your office has looked at it, and lets it stand."
        announce(request, f"{looks} Nobody else learns that you reported it.")
    return redirect("circle", circle_id=found.circle_id)


def office(request: SignedInRequest, body_slug: str) -> HttpResponse:
    """The circles of a body, what was reported, and what is hidden."""
    body = office_body_or_404(request.user, body_slug)
    context = {
        "body": body,
        "rows": kept_circles(request.user, body),
        "reported": reported_posts(request.user, body),
        "hidden": hidden_posts(request.user, body)[:PAGE],
    }
    return render(request, "circles/office.html", context)


def office_post(request: SignedInRequest, body_slug: str, post_id: UUID) -> HttpResponse:
    """Hide a post, or let it stand."""
    body = office_body_or_404(request.user, body_slug)
    found = kept_post_or_404(request.user, body, post_id)
    step = request.POST.get("step")
    if step == "hide":
        hide_post(found, by=request.user)
        announce(request, "Hidden. You can show it again.")
    elif step == "keep":
        keep_post(found, by=request.user)
        announce(request, "It stands.")
    else:
        announce_problem(request, "This page has changed since you opened it. Choose again.")
    return redirect("office-circles", body_slug=body.slug)


def _key(one: Open) -> str:
    return f"{one.scheme.pk}:{one.part}:{one.run.pk if one.run else ''}"
