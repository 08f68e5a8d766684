"""The installation's addresses, app by app."""

from django.conf import settings
from django.urls import include, path

urlpatterns = [
    path("", include("alongside.web.urls")),
    path("account/", include("allauth.urls")),
    path("", include("alongside.notices.urls")),
    path("", include("alongside.people.account_urls")),
    path("", include("alongside.people.urls")),
    path("", include("alongside.schemes.urls")),
    path("", include("alongside.enrolment.urls")),
    path("", include("alongside.campaigns.urls")),
    path("", include("alongside.training.urls")),
    path("", include("alongside.events.urls")),
    path("", include("alongside.circles.urls")),
    path("", include("alongside.partnerships.urls")),
    path("", include("alongside.matching.urls")),
    path("", include("alongside.directory.urls")),
    path("", include("alongside.cpd.urls")),
    path("", include("alongside.certificates.urls")),
    path("", include("alongside.reports.urls")),
]
if settings.DEMO:
    urlpatterns.append(path("", include("alongside.demo.urls")))

handler400 = "alongside.web.errors.bad_request"
handler403 = "alongside.web.errors.permission_denied"
handler404 = "alongside.web.errors.not_found"
handler500 = "alongside.web.errors.server_error"
