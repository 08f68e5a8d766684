"""Addresses that exist in a demonstration only."""

from alongside.demo import views
from alongside.web.routes import VISITOR, route

NOTE = "Exists in demo mode only, and only for a browser on the same machine."

urlpatterns = [
    route("demo/", views.ways_in, name="demo", who=VISITOR, note=NOTE),
    route("demo/sign-in/<str:token>/", views.sign_in, name="demo-sign-in", who=VISITOR, note=NOTE),
    route("demo/mail/", views.mails, name="demo-mails", who=VISITOR, note=NOTE),
    route("demo/mail/<uuid:mail_id>/", views.mail, name="demo-mail", who=VISITOR, note=NOTE),
]
