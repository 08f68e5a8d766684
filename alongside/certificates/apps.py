"""The app's place in Django."""

from importlib import import_module

from django.apps import AppConfig


class CertificatesConfig(AppConfig):
    """Registers the app and the kind of mail it sends."""

    name = "alongside.certificates"

    def ready(self) -> None:
        """Import what declares itself, once the models are there."""
        import_module("alongside.certificates.actions")
        import_module("alongside.certificates.workshops")
