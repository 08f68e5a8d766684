"""A page to write on and the address its draft is saved at, for the tests of autosave.js."""

from django import forms
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template import RequestContext, Template
from django.templatetags.static import static

from alongside.urls import urlpatterns as product
from alongside.web.fields import WritingField
from alongside.web.routes import ACCOUNT, route

PAGE = """{% extends "web/base.html" %}{% block heading %}<h1>Write</h1>{% endblock %}{% block main %}
<form method="post" novalidate data-autosave-url="/writing/draft/">{% csrf_token %}{{ form }}
<p class="saved" data-saved role="status"></p><button class="button">Send</button></form>{% endblock %}"""

drafts: list[tuple[str, str]] = []
"""Whose draft was saved, and what it said."""
sent: list[str] = []


class WritingForm(forms.Form):
    """One text."""

    text = WritingField(label="Your words", required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, initial=1)


def write(request: HttpRequest) -> HttpResponse:
    """The page, and what it sends."""
    if request.method == "POST":
        sent.append(request.POST["text"])
        # With a picture of its own, or else the browser asks for /favicon.ico, now and then before the test is over.
        return HttpResponse(
            f'<title>Sent</title><link rel="icon" href="{static("web/mark.svg")}"><p>Thank you.</p>'
        )
    return HttpResponse(Template(PAGE).render(RequestContext(request, {"form": WritingForm()})))


def save_draft(request: HttpRequest) -> HttpResponse:
    """Takes most texts; `too long` and `taken` are answered as a real page would."""
    text = request.POST["text"]
    if text == "too long":
        return JsonResponse({"problem": "Take out 3 words, then it is saved."}, status=422)
    if text == "taken":
        return HttpResponse(status=409)
    drafts.append((str(request.user), text))
    return JsonResponse({"saved_at": "14:02", "version": int(request.POST["version"]) + 1})


urlpatterns = [
    *product,
    route("writing/", write, name="writing", who=ACCOUNT, methods=("GET", "POST")),
    route("writing/draft/", save_draft, name="writing-draft", who=ACCOUNT, methods=("POST",)),
]
