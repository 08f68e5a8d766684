"""Addresses of the people app."""

from django.urls import URLPattern

from alongside.people.office_routes import office_patterns

urlpatterns: list[URLPattern] = [*office_patterns]
