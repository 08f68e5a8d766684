"""Addresses of the directory and of requests."""

from alongside.directory.views import directory, mentee, mentor, named, office, office_mentors
from alongside.web.routes import AUTHOR, MEMBER, OFFICE, VISITOR, route

POST = ("POST",)
BOTH = ("GET", "POST")
ENTRY = "directory/<uuid:mentor_entry_id>/"

urlpatterns = [
    route(
        "schemes/<uuid:scheme_id>/directory/", directory.directory, name="directory", who=(MEMBER, *OFFICE)
    ),
    route(ENTRY, directory.entry, name="mentor-entry", who=(MEMBER, *OFFICE)),
    route(f"{ENTRY}choose/", directory.choose, name="mentor-choose", who=MEMBER, methods=POST),
    route(f"{ENTRY}mine/", mentor.own_entry, name="own-entry", who=AUTHOR, methods=BOTH),
    route("requests/<uuid:request_id>/", mentee.request_page, name="request", who=AUTHOR, methods=BOTH),
    route(
        "requests/<uuid:request_id>/withdraw/",
        mentee.withdraw,
        name="request-withdraw",
        who=AUTHOR,
        methods=BOTH,
    ),
    route("offers/<uuid:offer_id>/", mentor.offer, name="offer", who=AUTHOR, methods=BOTH),
    route(
        "suggestions/<uuid:suggestion_id>/",
        mentor.suggestion,
        name="suggestion",
        who=AUTHOR,
        methods=BOTH,
        note="The mentor whom a colleague suggests; it names nobody.",
    ),
    route(
        "offer/<str:token>/",
        mentor.offer_by_mail,
        name="offer-by-link",
        who=VISITOR,
        methods=BOTH,
        note="Whoever has the secret link of the mentor's mail.",
    ),
    route(
        "schemes/<uuid:scheme_id>/own-mentor/", named.own_mentor, name="own-mentor", who=MEMBER, methods=BOTH
    ),
    route(
        "named/<str:token>/",
        named.named_by_mail,
        name="named-mentor-by-link",
        who=VISITOR,
        methods=BOTH,
        note="Whoever has the secret link of a mail to somebody whom a mentee would like as their mentor.",
    ),
    route("office/<slug:body_slug>/requests/", office.requests, name="office-requests", who=OFFICE),
    route(
        "office/<slug:body_slug>/requests/<uuid:request_id>/",
        office.request_page,
        name="office-request",
        who=OFFICE,
        methods=BOTH,
        note="Where the scheme says so, a director alone lets a request pass or sends it back.",
    ),
    route(
        "office/<slug:body_slug>/mentors/<uuid:scheme_id>/",
        office_mentors.mentors,
        name="office-mentors",
        who=OFFICE,
    ),
    route(
        "office/<slug:body_slug>/mentors/<uuid:scheme_id>/<uuid:application_id>/prepared/",
        office_mentors.prepared,
        name="office-mentor-prepared",
        who=OFFICE,
        methods=BOTH,
    ),
]
