"""Addresses of the pages about mail."""

from alongside.notices import views
from alongside.web.routes import ACCOUNT, VISITOR, route

urlpatterns = [
    route("settings/mail/", views.mail_settings, name="mail-settings", who=ACCOUNT, methods=("GET", "POST")),
    route(
        "mail/stop/<str:token>/",
        views.stop_mails,
        name="stop-mails",
        who=VISITOR,
        methods=("GET", "POST"),
        note="The signed link in a mail's footer; GET changes nothing.",
    ),
]
