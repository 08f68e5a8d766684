"""A partnership takes a place of its mentor for as long as it lives."""

from alongside.enrolment.places import takes_places
from alongside.partnerships.models import Partnership

takes_places("partnerships", lambda mentors: Partnership.objects.alive().filter(mentors))
