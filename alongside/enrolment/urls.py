"""Addresses of applications."""

from alongside.enrolment.views import age, applicant, conflicts, importing, office
from alongside.web.routes import ACCOUNT, APPLICANT, AUTHOR, MEMBER, OFFICE, route

POST = ("POST",)
BOTH = ("GET", "POST")
_PAPER = "A draft alone; its author is whoever of the office keys it in from paper."

urlpatterns = [
    route("schemes/", applicant.schemes, name="schemes", who=ACCOUNT),
    route("schemes/<uuid:scheme_id>/", applicant.scheme, name="scheme", who=MEMBER),
    route(
        "schemes/<uuid:scheme_id>/apply/<slug:side>/",
        applicant.begin,
        name="application-begin",
        who=MEMBER,
        methods=POST,
    ),
    route(
        "schemes/<uuid:scheme_id>/form/<slug:side>/",
        applicant.blank_form,
        name="blank-form",
        who=(MEMBER, *OFFICE),
    ),
    route("applications/<uuid:application_id>/", applicant.application, name="application", who=APPLICANT),
    route(
        "applications/<uuid:application_id>/answers/",
        applicant.answers,
        name="application-answers",
        who=(APPLICANT, AUTHOR),
        methods=BOTH,
        note=_PAPER,
    ),
    route(
        "applications/<uuid:application_id>/draft/",
        applicant.draft,
        name="application-draft",
        who=(APPLICANT, AUTHOR),
        methods=POST,
        note=_PAPER,
    ),
    route(
        "applications/<uuid:application_id>/age/",
        age.age,
        name="application-age",
        who=(APPLICANT, AUTHOR),
        methods=BOTH,
        note=_PAPER,
    ),
    route(
        "applications/<uuid:application_id>/withdraw/",
        applicant.withdraw,
        name="application-withdraw",
        who=APPLICANT,
        methods=BOTH,
    ),
    route(
        "members/<uuid:member_id>/conflicts/", conflicts.conflicts, name="conflicts", who=AUTHOR, methods=BOTH
    ),
    route(
        "conflicts/<uuid:conflict_id>/take-back/",
        conflicts.take_back,
        name="conflict-take-back",
        who=AUTHOR,
        methods=POST,
    ),
    route(
        "office/<slug:body_slug>/imports/<uuid:import_id>/applications/",
        importing.applications_from_import,
        name="office-import-applications",
        who=AUTHOR,
        methods=BOTH,
        note="Whoever uploaded the file, while they work in the office.",
    ),
    route(
        "office/<slug:body_slug>/applications/", office.applications, name="office-applications", who=OFFICE
    ),
    route(
        "office/<slug:body_slug>/applications/<uuid:application_id>/",
        office.application,
        name="office-application",
        who=OFFICE,
        methods=BOTH,
    ),
    route(
        "office/<slug:body_slug>/applications/<uuid:application_id>/clearance/",
        age.clearance,
        name="office-clearance",
        who=OFFICE,
        methods=BOTH,
    ),
    route(
        "office/<slug:body_slug>/schemes/<uuid:scheme_id>/key-in/",
        office.key_in,
        name="application-key-in",
        who=OFFICE,
        methods=BOTH,
    ),
]
