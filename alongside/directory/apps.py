"""The app's place in Django."""

from importlib import import_module

from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    """Registers the app and what it declares to others."""

    name = "alongside.directory"

    def ready(self) -> None:
        """Called by Django once every app's models are there."""
        import_module("alongside.directory.in_step")
        import_module("alongside.directory.places")
        import_module("alongside.directory.onward")
        import_module("alongside.directory.preparing")
        import_module("alongside.directory.renaming")
        import_module("alongside.directory.navigation")
