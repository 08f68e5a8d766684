"""Addresses of partnerships and of what belongs to them."""

from alongside.partnerships.urls import partnerships, sponsorship, writing

urlpatterns = [*partnerships.urlpatterns, *writing.urlpatterns, *sponsorship.urlpatterns]
