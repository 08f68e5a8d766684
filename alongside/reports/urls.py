"""Addresses of the home pages."""

from alongside.reports.views import home, office, programme
from alongside.web.routes import ACCOUNT, AUTHOR, OFFICE, route

SCHEME = "office/<slug:body_slug>/schemes/<uuid:scheme_id>/"

urlpatterns = [
    route("", home.home, name="home", who=ACCOUNT),
    route(
        "notices/<uuid:notice_id>/clear/",
        home.clear_notice,
        name="notice-clear",
        who=AUTHOR,
        methods=("POST",),
    ),
    route(
        "notices/<uuid:notice_id>/restore/",
        home.restore_notice,
        name="notice-restore",
        who=AUTHOR,
        methods=("POST",),
    ),
    route("notices/clear/", home.clear_notices, name="notices-clear", who=ACCOUNT, methods=("POST",)),
    route("office/", office.office, name="office", who=OFFICE),
    route("office/<slug:body_slug>/", office.office_body, name="office-home", who=OFFICE),
    route(f"{SCHEME}outcomes/", programme.outcomes, name="scheme-outcomes", who=OFFICE),
    route(f"{SCHEME}reviews/", programme.reviews, name="programme-reviews", who=OFFICE),
    route(
        f"{SCHEME}reviews/new/",
        programme.review_new,
        name="programme-review-new",
        who=OFFICE,
        methods=("GET", "POST"),
    ),
    route(f"{SCHEME}reviews/<uuid:review_id>/", programme.review, name="programme-review", who=OFFICE),
    route(
        f"{SCHEME}reviews/<uuid:review_id>/pack/",
        programme.review_pack,
        name="programme-review-pack",
        who=OFFICE,
    ),
]
