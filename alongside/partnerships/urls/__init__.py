"""Addresses of partnerships and of what belongs to them."""

from alongside.partnerships.urls import partnerships, writing

urlpatterns = [*partnerships.urlpatterns, *writing.urlpatterns]
