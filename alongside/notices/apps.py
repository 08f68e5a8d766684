"""The app's place in Django."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """Registers the app."""

    name = "alongside.notices"
