"""Addresses of events."""

from alongside.events import views
from alongside.web.routes import ACCOUNT, MEMBER, OFFICE, route

POST = ("POST",)
BOTH = ("GET", "POST")

urlpatterns = [
    route("events/", views.events, name="events", who=ACCOUNT),
    route("events/<uuid:event_id>/", views.event, name="event", who=(MEMBER, *OFFICE)),
    route("events/<uuid:event_id>/calendar/", views.calendar, name="event-calendar", who=(MEMBER, *OFFICE)),
    route("office/<slug:body_slug>/events/", views.office, name="office-events", who=OFFICE),
    route(
        "office/<slug:body_slug>/events/add/", views.add, name="office-event-add", who=OFFICE, methods=BOTH
    ),
    route(
        "office/<slug:body_slug>/events/<uuid:event_id>/",
        views.change,
        name="office-event",
        who=OFFICE,
        methods=BOTH,
    ),
    route(
        "office/<slug:body_slug>/events/<uuid:event_id>/call-off/",
        views.cancel,
        name="office-event-call-off",
        who=OFFICE,
        methods=POST,
    ),
    route(
        "office/<slug:body_slug>/events/<uuid:event_id>/put-back/",
        views.restore,
        name="office-event-restore",
        who=OFFICE,
        methods=POST,
    ),
]
