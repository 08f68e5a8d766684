"""Addresses of the schemes app."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
