"""Addresses of certificates and letters."""

from alongside.certificates import views
from alongside.web.routes import ACCOUNT, AUTHOR, OFFICE, PARTNER, VISITOR, route

POST = ("POST",)
BOTH = ("GET", "POST")
CODE = "Whoever has the certificate's code reads what is printed on it."

urlpatterns = [
    route("cpd/certificates/", views.certificates, name="certificates", who=ACCOUNT, methods=BOTH),
    route(
        "cpd/certificates/of/<uuid:partnership_id>/",
        views.complete,
        name="certificate-complete",
        who=PARTNER,
        methods=POST,
    ),
    route("cpd/certificates/<uuid:certificate_id>/pdf/", views.pdf, name="certificate-pdf", who=AUTHOR),
    route("cpd/certificates/<uuid:certificate_id>/badge/", views.badge, name="certificate-badge", who=AUTHOR),
    route("cpd/letter/", views.letter, name="employer-letter", who=ACCOUNT, methods=BOTH),
    route("check/", views.check, name="check", who=VISITOR, note=CODE),
    route(
        "revoked-badges/<slug:body_slug>/",
        views.revoked_badges,
        name="revoked-badges",
        who=VISITOR,
        note="Numbers only: which places in the list are revoked.",
    ),
    route("office/<slug:body_slug>/certificates/", views.office, name="office-certificates", who=OFFICE),
    route(
        "office/<slug:body_slug>/certificates/training/",
        views.train,
        name="office-training",
        who=OFFICE,
        methods=BOTH,
    ),
    route(
        "office/<slug:body_slug>/certificates/<uuid:certificate_id>/revoke/",
        views.revoke,
        name="office-certificate-revoke",
        who=OFFICE,
        methods=BOTH,
    ),
]
