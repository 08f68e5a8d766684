"""A proposal takes a place of its mentor while it waits for answers."""

from alongside.enrolment.places import takes_places
from alongside.matching.models import Proposal

takes_places("proposals", lambda mentors: Proposal.objects.filter(mentors, state="open"))
