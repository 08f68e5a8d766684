"""Addresses of the matching app."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
