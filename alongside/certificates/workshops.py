"""Whoever was there on every half day of a workshop has a certificate of it, and an activity in their CPD record."""

from datetime import datetime

from alongside.certificates.actions import Training, certify_member
from alongside.training.completed import when_completed
from alongside.training.models import Place
from alongside.training.queries.runs import half_days_of


def certify(place: Place, now: datetime) -> None:
    """Give it in the name of whoever led the workshop, or of nobody where it had no trainer."""
    days, zone = half_days_of(place.run), place.run.scheme.body.zone
    first, last = (day.starts_at.astimezone(zone).date() for day in (days[0], days[-1]))
    training = Training(title=place.run.name, on=first, until=last, minutes=sum(day.minutes for day in days))
    certify_member(place.member, by=place.run.trainer, training=training, now=now, reference=place.pk)


when_completed("certificates", certify)
