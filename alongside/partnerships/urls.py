"""Addresses of the partnerships app."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
