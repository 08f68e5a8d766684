"""Addresses of one's own account: signing in by a link from one's mail, settings; and of mail that did not arrive."""

from alongside.people import sign_in_views as views
from alongside.people.views import account, undelivered
from alongside.web.routes import ACCOUNT, OFFICE, VISITOR, route

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
    route("settings/", account.settings_page, name="settings", who=ACCOUNT, methods=("GET", "POST")),
    route(
        "office/<slug:body_slug>/mail/",
        undelivered.undelivered,
        name="office-mail",
        who=OFFICE,
        methods=("GET", "POST"),
        note="Mails to the body's people that were given up.",
    ),
]
