"""Addresses of matching."""

from alongside.matching.views import member, office
from alongside.web.routes import OFFICE, PARTNER, route

POST = ("POST",)
BOTH = ("GET", "POST")
RUN = "office/<slug:body_slug>/match-runs/<uuid:run_id>/"

urlpatterns = [
    route("office/<slug:body_slug>/matching/", office.schemes, name="office-matching", who=OFFICE),
    route("office/<slug:body_slug>/matching/<uuid:scheme_id>/", office.matching, name="matching", who=OFFICE),
    route(
        "office/<slug:body_slug>/matching/<uuid:scheme_id>/run/",
        office.ask,
        name="match-ask",
        who=OFFICE,
        methods=POST,
    ),
    route(
        "office/<slug:body_slug>/matching/<uuid:scheme_id>/how-often/",
        office.how_often,
        name="matching-how-often",
        who=OFFICE,
    ),
    route(RUN, office.run, name="match-run", who=OFFICE),
    route(f"{RUN}progress/", office.progress, name="match-progress", who=OFFICE),
    route(f"{RUN}publish/", office.publish, name="match-publish", who=OFFICE, methods=BOTH),
    route(f"{RUN}discard/", office.discard, name="match-discard", who=OFFICE, methods=POST),
    route(f"{RUN}what-would-help/", office.what_would_help, name="match-guidance", who=OFFICE),
    route(f"{RUN}rule/", office.rule, name="match-rule", who=OFFICE, methods=POST),
    route(f"{RUN}mentees/<uuid:application_id>/", office.alternatives, name="match-alternatives", who=OFFICE),
    route(
        "office/<slug:body_slug>/proposals/<uuid:proposal_id>/withdraw/",
        office.withdraw,
        name="proposal-withdraw",
        who=OFFICE,
        methods=POST,
    ),
    route("proposals/<uuid:proposal_id>/", member.proposal, name="proposal", who=PARTNER),
    route(
        "proposals/<uuid:proposal_id>/answer/",
        member.answer,
        name="proposal-answer",
        who=PARTNER,
        methods=POST,
    ),
]
