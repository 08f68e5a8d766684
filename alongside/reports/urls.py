"""Addresses of the home pages."""

from alongside.reports.views import home, office
from alongside.web.routes import ACCOUNT, AUTHOR, OFFICE, route

urlpatterns = [
    route("", home.home, name="home", who=ACCOUNT),
    route(
        "notices/<uuid:notice_id>/clear/",
        home.clear_notice,
        name="notice-clear",
        who=AUTHOR,
        methods=("POST",),
    ),
    route("office/", office.office, name="office", who=OFFICE),
    route("office/<slug:body_slug>/", office.office_body, name="office-home", who=OFFICE),
]
