"""The moment at which the tests of the directory happen."""

from django.utils import timezone

NOW = timezone.now()
