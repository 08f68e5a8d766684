"""A form that arrives after its sender's session has ended: what they wrote goes back to them, and nowhere else."""

from typing import Final
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme, urlencode

WORDS: Final = 3
"""Whatever has so many words was written and not chosen."""
MOST_BYTES: Final = 1_000_000
"""A longer form has a file in it, which is not read of somebody who is not signed in."""


def written_words(request: HttpRequest) -> list[str]:
    """The texts in a form that was sent, in its order."""
    sent = [
        text for name in request.POST if name != "csrfmiddlewaretoken" for text in request.POST.getlist(name)
    ]
    return [text for text in sent if len(text.split()) >= WORDS]


def gives_words_back(request: HttpRequest) -> bool:
    """Whether somebody would lose words by being led to the page where one signs in; a script keeps them by itself."""
    by_script = "X-Autosave" in request.headers or "HX-Request" in request.headers
    size = request.META.get("CONTENT_LENGTH") or "0"
    is_short = size.isdecimal() and int(size) <= MOST_BYTES
    return request.method == "POST" and is_short and not by_script and bool(written_words(request))


def words_given_back(request: HttpRequest) -> HttpResponse:
    """403 with what was written, to be copied after signing in beside it. It is kept nowhere, not even by the browser."""
    asked = {"next": _page_behind(request)}
    sign_in = f"{resolve_url(settings.LOGIN_URL)}?{urlencode(asked)}"
    context = {"texts": written_words(request), "sign_in": sign_in}
    answer = render(request, "web/signed_out.html", context, status=403)
    answer.headers["Cache-Control"] = "no-store, private"
    return answer


def _page_behind(request: HttpRequest) -> str:
    """The page that had the form: where it was sent to has perhaps no page."""
    before = request.headers.get("Referer", "")
    if url_has_allowed_host_and_scheme(before, allowed_hosts={request.get_host()}):
        return urlsplit(before).path
    return request.path
