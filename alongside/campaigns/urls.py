"""Addresses of calls."""

from alongside.campaigns import views
from alongside.web.routes import MEMBER, OFFICE, VISITOR, route

urlpatterns = [
    route(
        "calls/<uuid:campaign_id>/",
        views.call,
        name="call",
        who=VISITOR,
        note="Public by design; says what the office wrote and names nobody.",
    ),
    route(
        "calls/<uuid:campaign_id>/interest/",
        views.interest,
        name="call-interest",
        who=MEMBER,
        methods=("POST",),
    ),
    route(
        "office/<slug:body_slug>/schemes/<uuid:scheme_id>/calls/",
        views.calls,
        name="office-calls",
        who=OFFICE,
        methods=("GET", "POST"),
    ),
    route(
        "office/<slug:body_slug>/calls/<uuid:campaign_id>/",
        views.office_call,
        name="office-call",
        who=OFFICE,
        methods=("GET", "POST"),
    ),
]
