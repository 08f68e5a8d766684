"""An application leads on to the directory: a mentee's to their request, a mentor's to the entry they are given."""

from django.urls import reverse
from django.utils import timezone

from alongside.directory.actions.entries import open_entry
from alongside.directory.models import MentorEntry, Request
from alongside.enrolment.acceptance import when_accepted
from alongside.enrolment.models import Application
from alongside.enrolment.onward import Onward, leads_onward
from alongside.schemes.queries import rules_of


def to_directory(application: Application) -> Onward | None:
    """Only in a scheme whose mentees ask for mentors of the directory."""
    rules = rules_of(application.definition)
    if rules.requests is None:
        return None
    if application.role == Application.MENTEE:
        return _to_request(application, alone=rules.matching.routes == ("directory",))
    entry = MentorEntry.objects.filter(application=application).first()
    return Onward("Your entry in the directory", reverse("own-entry", args=[entry.pk])) if entry else None


def _to_request(application: Application, *, alone: bool) -> Onward | None:
    request = Request.objects.filter(application=application).order_by("begun_at").last()
    by_member = application.keyed_in_by_id is None
    sends = application.state == "draft" and (alone or request is not None) and by_member
    if request is not None and request.state != "withdrawn":
        replaces = application.state != "draft" and request.state != "introduced"
        return Onward("Save and go to my request", reverse("request", args=[request.pk]), sends, replaces)
    if not by_member or application.state not in ("draft", "submitted", "waiting"):
        return None
    url = reverse("directory", args=[application.scheme_id])
    return Onward("Save and choose mentors" if sends else "Choose mentors in the directory", url, sends)


def give_entry(application: Application) -> None:
    """An accepted mentor of a scheme with a directory has an entry."""
    if application.role == Application.MENTOR and rules_of(application.definition).directory is not None:
        open_entry(application, now=timezone.now())


leads_onward("directory", to_directory)
when_accepted("directory", give_entry)
