"""Addresses for signing in by a link from one's mail."""

from alongside.people import sign_in_views as views
from alongside.web.routes import VISITOR, route

urlpatterns = [
    route("account/link/", views.ask_for_link, name="sign-in-link", who=VISITOR, methods=("GET", "POST")),
    route("account/link/sent/", views.link_sent, name="sign-in-link-sent", who=VISITOR),
    route(
        "account/link/<str:token>/",
        views.open_link,
        name="sign-in-link-open",
        who=VISITOR,
        methods=("GET", "POST"),
        note="The link in a sign-in mail; GET signs nobody in.",
    ),
]
