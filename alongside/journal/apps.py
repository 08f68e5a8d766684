"""The journal's place in Django."""

from django.apps import AppConfig


class JournalConfig(AppConfig):
    """Registers the app."""

    name = "alongside.journal"
