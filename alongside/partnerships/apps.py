"""The app's place in Django."""

from django.apps import AppConfig


class PartnershipsConfig(AppConfig):
    """Registers the app."""

    name = "alongside.partnerships"
