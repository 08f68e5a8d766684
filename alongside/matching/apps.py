"""The app's place in Django."""

from django.apps import AppConfig


class MatchingConfig(AppConfig):
    """Registers the app."""

    name = "alongside.matching"
    label = "matching"
