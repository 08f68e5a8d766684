"""A mentee brings their own mentor, and whoever they have in mind answers by the link of a mail."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables

from alongside.directory.actions.named import Naming, ask_suggested, member_at, name_mentor, take_back
from alongside.directory.actions.named_answers import (
    Yes,
    accept_naming,
    agree_to_be_named,
    decline_naming,
    named_by_link,
)
from alongside.directory.forms.named import AcceptForm, MessageForm, NamingForm, ThinkOfForm, relation_of
from alongside.directory.models import NamedMentor
from alongside.directory.queries.named import asked_of, lines_of_named
from alongside.domain.lifecycle import MoveRefused
from alongside.enrolment.actions import NotEligible
from alongside.enrolment.queries import open_application
from alongside.people.models import Member
from alongside.people.requests import SignedInRequest
from alongside.schemes.models import Scheme
from alongside.schemes.queries import definition_in_force, rules_of
from alongside.web.announce import announce, announce_problem


@sensitive_post_parameters()
def own_mentor(request: SignedInRequest, scheme_id: UUID) -> HttpResponse:
    """Where it stands with those whom one has named, and the form to name somebody."""
    scheme = get_object_or_404(Scheme.objects.visible_to(request.user).select_related("body"), pk=scheme_id)
    member = get_object_or_404(Member.objects.of(request.user).select_related("account"), body=scheme.body_id)
    rules = rules_of(definition_in_force(scheme, timezone.localdate()))
    if rules.own_mentor is None:
        raise Http404
    asks = request.POST.get("ask", "")
    given = request.POST if request.method == "POST" else None
    form = MessageForm(given, rules=rules, to=asks) if asks else NamingForm(given, rules=rules)
    if request.method == "POST" and ("take_back" in request.POST or form.is_valid()):
        try:
            announce(request, _act(request, scheme, member, form))
            return redirect("own-mentor", scheme_id=scheme.pk)
        except (MoveRefused, NotEligible) as refused:
            if not form.is_valid():
                announce_problem(request, str(refused))
                return redirect("own-mentor", scheme_id=scheme.pk)
            form.add_error(None, str(refused))
    lines = lines_of_named(request.user, scheme)
    application = open_application(member, scheme, "mentee")
    context = {
        "scheme": scheme,
        "rules": rules,
        "form": form if isinstance(form, NamingForm) else NamingForm(rules=rules),
        "live": next((line for line in lines if line.named.state == "open"), None),
        "suggested": [
            (line, form if asks == (to := str(line.named.pk)) else MessageForm(rules=rules, to=to))
            for line in lines
            if line.named.state == "agreed"
        ],
        "past": [line for line in lines if line.outcome[0]],
        "is_paired": application is not None and application.state == "paired",
    }
    return render(request, "directory/own_mentor.html", context)


def _act(request: SignedInRequest, scheme: Scheme, member: Member, form: MessageForm) -> str:
    """Carry out the one button that was pressed; returns what is said of it."""
    now = timezone.now()
    if "take_back" in request.POST:
        named = take_back(_own(request, scheme, "take_back"), by=request.user, role="mentee", now=now)
        return f"Taken back. {named.name} is told that nothing is asked of them any more."
    said = form.cleaned_data
    if "ask" in request.POST:
        suggested = _own(request, scheme, "ask")
        ask_suggested(
            suggested, message=said["message"], relation=relation_of(form), by=request.user, now=now
        )
        return f"{suggested.name} has a mail from us."
    naming = Naming(said["name"], said["email"], said["message"], relation_of(form))
    named = name_mentor(
        scheme, naming, member=member, by=request.user, now=now, proposed=said.get("named_id")
    )
    return f"{named.name} has a mail from us. You see here what comes of it."


def _own(request: SignedInRequest, scheme: Scheme, button: str) -> NamedMentor:
    """One of those whom the reader has named, or who were suggested to them; anybody else does not exist here."""
    try:
        wanted: UUID | None = UUID(request.POST[button])
    except ValueError:
        wanted = None
    return get_object_or_404(NamedMentor.objects.of(request.user).filter(scheme=scheme), pk=wanted)


@sensitive_variables("token")
@sensitive_post_parameters()
def named_by_mail(request: HttpRequest, token: str) -> HttpResponse:
    """Somebody was named and answers. Looking answers nothing, so a scanner of mails that follows the link does no harm."""
    named = named_by_link(token)
    answer = (
        _answering(request, named, token)
        if named
        else render(request, "directory/offer_over.html", status=410)
    )
    answer.headers["Cache-Control"] = "no-store"
    return answer


@sensitive_variables("token")
def _answering(request: HttpRequest, named: NamedMentor, token: str) -> HttpResponse:
    said, now, known = request.POST.get("answer", ""), timezone.now(), member_at(named)
    accept = AcceptForm(named, request.POST if said == "yes" else None, is_known=known is not None)
    other = ThinkOfForm(request.POST if said == "no" else None)
    forms = {"yes": accept, "no": other}
    if request.method == "POST" and (said not in forms or forms[said].is_valid()):
        try:
            announce(request, _take(named, said, accept, other))
        except MoveRefused as refused:
            announce_problem(request, str(refused))
        return redirect(request.path)
    context = {
        "named": named,
        "rules": named.rules,
        "asked": asked_of(named, token, known, now),
        "accept": accept,
        "other": other,
        "is_known": known is not None,
    }
    return render(request, "directory/named.html", context)


def _take(named: NamedMentor, said: str, accept: AcceptForm, other: ThinkOfForm) -> str:
    """Take the answer; returns what is said of it."""
    now = timezone.now()
    if said == "yes":
        given = accept.cleaned_data
        yes = Yes(given.get("given_name", ""), given.get("family_name", ""), relation_of(accept))
        done = accept_naming(named, yes, now=now)
        return (
            "Thank you. You are introduced to each other."
            if done.state == "accepted"
            else "Thank you. Noted."
        )
    if said == "agree":
        agree_to_be_named(named, now=now)
        return "Thank you. They learn your name, and ask you or not."
    if said in ("no", "rather_not"):
        who = other.cleaned_data if said == "no" else {}
        decline_naming(named, now=now, name=who.get("name", ""), email=who.get("email", ""))
        return "Noted. Thank you for answering."
    raise MoveRefused("Choose one of the answers.")
