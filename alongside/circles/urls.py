"""Addresses of circles."""

from alongside.circles import views
from alongside.web.routes import ACCOUNT, AUTHOR, OFFICE, route

POST = ("POST",)
BOTH = ("GET", "POST")

urlpatterns = [
    route("circles/", views.circles, name="circles", who=ACCOUNT),
    route("circles/join/", views.join, name="circle-join", who=ACCOUNT, methods=POST),
    route(
        "circles/<uuid:circle_id>/",
        views.circle,
        name="circle",
        who=(AUTHOR, *OFFICE),
        methods=BOTH,
        note="Whoever has joined the circle; the office reads it to keep order.",
    ),
    route(
        "circles/<uuid:circle_id>/change/",
        views.change,
        name="circle-change",
        who=AUTHOR,
        methods=POST,
        note="Whoever has joined the circle.",
    ),
    route(
        "circles/posts/<uuid:post_id>/",
        views.post,
        name="circle-post",
        who=AUTHOR,
        methods=POST,
        note="Whoever has joined the circle.",
    ),
    route("office/<slug:body_slug>/circles/", views.office, name="office-circles", who=OFFICE),
    route(
        "office/<slug:body_slug>/circles/posts/<uuid:post_id>/",
        views.office_post,
        name="office-circle-post",
        who=OFFICE,
        methods=POST,
    ),
]
