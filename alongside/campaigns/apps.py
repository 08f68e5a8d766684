"""The app's place in Django."""

from django.apps import AppConfig


class CampaignsConfig(AppConfig):
    """Registers the app."""

    name = "alongside.campaigns"
