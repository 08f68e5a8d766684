"""The app's place in Django."""

from django.apps import AppConfig


class EnrolmentConfig(AppConfig):
    """Registers the app."""

    name = "alongside.enrolment"
