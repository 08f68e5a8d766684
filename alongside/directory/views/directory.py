"""A member looks through the mentors, reads an entry and chooses."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from alongside.directory.actions.choosing import choose_mentor
from alongside.directory.forms import SearchForm
from alongside.directory.models import MentorEntry, Request
from alongside.directory.queries.entries import EntryCard, cards_of, entry_in_words
from alongside.directory.queries.requests import open_request
from alongside.directory.queries.schemes import directory_or_404
from alongside.directory.queries.search import COUNTED, Search
from alongside.domain.lifecycle import MoveRefused
from alongside.enrolment.actions import NotEligible
from alongside.people.models import Member
from alongside.people.requests import SignedInRequest
from alongside.schemes.models import Scheme
from alongside.web.announce import announce, announce_problem

PAGE = 20
_ENTRY = ("application__member", "application__definition", "scheme__body")


def directory(request: SignedInRequest, scheme_id: UUID) -> HttpResponse:
    """Everyone who is listed, narrowed by words and choices, with who can be asked now."""
    now = timezone.now()
    scheme, rules, rule = directory_or_404(request.user, scheme_id, timezone.localdate())
    today = now.astimezone(scheme.body.zone).date()
    form = SearchForm(request.GET, rule)
    search = Search(scheme, rules, form.asked(), today)
    count = search.count()
    page = Paginator(range(count), PAGE).get_page(request.GET.get("page"))
    found = search.page(page.start_index() - 1 if count else 0, page.end_index())
    member = _member(request, scheme)
    own = open_request(member, scheme) if member else None
    context = {
        "scheme": scheme,
        "rules": rules,
        "form": form,
        "asked": search.asked,
        "facets": search.facets(),
        "page": page,
        "cards": cards_of(found, rules, today, member=member, request=own),
        "count": count,
        "is_counted": count <= COUNTED,
        "counted": COUNTED,
        "is_narrowed": any(request.GET.get(key) for key in request.GET if key not in ("page", "sort")),
        "own": own,
        "choices": _choices(own),
        "member": member,
    }
    return render(request, "directory/directory.html", context)


def entry(request: SignedInRequest, mentor_entry_id: UUID) -> HttpResponse:
    """One mentor as the directory shows them."""
    rows = MentorEntry.objects.visible_to(request.user).select_related(*_ENTRY)
    found = get_object_or_404(rows, pk=mentor_entry_id)
    today = timezone.now().astimezone(found.scheme.body.zone).date()
    member = _member(request, found.scheme)
    own = open_request(member, found.scheme) if member else None
    card: EntryCard = cards_of([found], found.rules, today, member=member, request=own)[0]
    context = {
        "scheme": found.scheme,
        "rules": found.rules,
        "card": card,
        "answers": entry_in_words(found),
        "is_own": found.member.account_id == request.user.pk,
        "member": member,
        "own": own,
    }
    return render(request, "directory/entry.html", context)


def choose(request: SignedInRequest, mentor_entry_id: UUID) -> HttpResponse:
    """Put a mentor on one's request."""
    rows = MentorEntry.objects.visible_to(request.user).select_related(*_ENTRY)
    found = get_object_or_404(rows, pk=mentor_entry_id)
    member = get_object_or_404(Member.objects.of(request.user), body=found.scheme.body_id)
    try:
        own = choose_mentor(found, member=member, by=request.user, now=timezone.now())
    except (MoveRefused, NotEligible) as refused:
        announce_problem(request, str(refused))
        return redirect("mentor-entry", mentor_entry_id=found.pk)
    announce(request, f"{found.member.name} is on your request.")
    return redirect("request", request_id=own.pk)


def _member(request: SignedInRequest, scheme: Scheme) -> Member | None:
    """The reader's membership of the scheme's body; none for staff who are no members."""
    found: Member | None = Member.objects.of(request.user).filter(body=scheme.body_id).first()
    return found


def _choices(own: Request | None) -> list[str]:
    """The names on one's request, in order."""
    if own is None:
        return []
    rows = own.choices.select_related("entry__application__member").order_by("rank")
    return [choice.entry.member.name for choice in rows]
