"""An offer takes a place of its mentor from the day it is made until the two are introduced or it comes to nothing."""

from django.db.models import Q

from alongside.directory.models import Offer
from alongside.enrolment.places import takes_places

takes_places(
    "offers",
    lambda mentors: Offer.objects.filter(
        mentors, Q(state="open") | Q(state="accepted", request__state="accepted")
    ),
)
