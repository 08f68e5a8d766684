"""Addresses of the public list of schemes, and of the office's pages about its own."""

from alongside.schemes import joint_views, views
from alongside.web.routes import DIRECTOR, MEMBER, OFFICE, VISITOR, route

POST = ("POST",)
BOTH = ("GET", "POST")

urlpatterns = [
    route(
        "open-schemes/",
        views.public_list,
        name="open-schemes",
        who=VISITOR,
        note="Public by design; says what a definition says for everybody, and names no member.",
    ),
    route("schemes/<uuid:scheme_id>/guest/", joint_views.guest, name="guest", who=MEMBER, methods=BOTH),
    route(
        "schemes/<uuid:scheme_id>/guest/leave/",
        joint_views.leave,
        name="guest-leave",
        who=MEMBER,
        methods=POST,
    ),
    route(
        "office/<slug:body_slug>/joint-schemes/",
        joint_views.office_list,
        name="office-joint-schemes",
        who=OFFICE,
    ),
    route(
        "office/<slug:body_slug>/joint-schemes/<uuid:joint_id>/<slug:move>/",
        joint_views.answer,
        name="joint-scheme-answer",
        who=DIRECTOR,
        methods=POST,
    ),
    route("office/<slug:body_slug>/schemes/", views.schemes, name="office-schemes", who=OFFICE),
    route(
        "office/<slug:body_slug>/schemes/start/", views.start, name="scheme-start", who=DIRECTOR, methods=BOTH
    ),
    route(
        "office/<slug:body_slug>/schemes/<uuid:scheme_id>/",
        views.scheme,
        name="office-scheme",
        who=OFFICE,
        methods=BOTH,
    ),
    route(
        "office/<slug:body_slug>/schemes/<uuid:scheme_id>/adopt/",
        views.adopt,
        name="scheme-adopt",
        who=DIRECTOR,
        methods=BOTH,
    ),
    route(
        "office/<slug:body_slug>/schemes/<uuid:scheme_id>/open/",
        views.set_open,
        name="scheme-open",
        who=DIRECTOR,
        methods=POST,
    ),
    route(
        "office/<slug:body_slug>/schemes/<uuid:scheme_id>/definitions/<int:version>/",
        views.definition,
        name="scheme-definition",
        who=OFFICE,
    ),
]
