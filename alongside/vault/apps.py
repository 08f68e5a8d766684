"""The app's place in Django."""

from django.apps import AppConfig


class VaultConfig(AppConfig):
    """Registers the app."""

    name = "alongside.vault"
