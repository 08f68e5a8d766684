"""The pulse of the house, and light or dark."""

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.encoding import iri_to_uri
from django.utils.http import url_has_allowed_host_and_scheme

from alongside.web.look import LOOKS, remember_look


def health(request: HttpRequest) -> HttpResponse:
    """`ok` when the database answers, 503 when it does not; says nothing else to anyone."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return HttpResponse(
            "not ready", status=503, content_type="text/plain", headers={"Cache-Control": "no-store"}
        )
    return HttpResponse("ok", content_type="text/plain", headers={"Cache-Control": "no-store"})


def choose_look(request: HttpRequest) -> HttpResponse:
    """Remember light or dark and go back to the page the reader was on."""
    back = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}):
        back = "/"
    response = HttpResponseRedirect(iri_to_uri(back))
    look = request.POST.get("look", "auto")
    remember_look(response, look if look in LOOKS else "auto")
    return response
