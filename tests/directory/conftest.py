"""The medical educators' scheme with Alice, who seeks a mentor, and three mentors in the directory."""

from dataclasses import dataclass

import pytest

from alongside.directory.actions.choosing import pass_request, send_request
from alongside.directory.models import MentorEntry, Offer, Request
from alongside.schemes.models import Scheme
from tests.directory.moments import NOW
from tests.factories import Cast, make_entry, make_member, make_request, make_scheme


@dataclass(frozen=True)
class Educators:
    """A scheme with its directory; `bob`, `ann` and `cem` are listed."""

    cast: Cast
    scheme: Scheme
    bob: MentorEntry
    ann: MentorEntry
    cem: MentorEntry

    @property
    def mentors(self) -> tuple[MentorEntry, MentorEntry, MentorEntry]:
        """All three, in the order in which Alice would ask them."""
        return self.bob, self.ann, self.cem

    def draft(self) -> Request:
        """Alice's request for the three, written and not sent."""
        return make_request(self.cast.alice, self.mentors, now=NOW)

    def sent(self) -> Request:
        """The same, waiting for the director."""
        return send_request(self.draft(), by=self.cast.alice.account, now=NOW)

    def asking(self) -> Request:
        """The same, with Bob being asked."""
        return pass_request(self.sent(), by=self.cast.dan, now=NOW)


def live(request: Request) -> Offer:
    """The offer that waits for an answer."""
    return Offer.objects.get(request=request, state="open")


@pytest.fixture
def educators(cast: Cast) -> Educators:
    """A directory of three."""
    scheme = make_scheme(cast.body, preset="asme")
    bob, ann, cem = (
        make_entry(scheme, member, director=cast.dan)
        for member in (
            cast.bob,
            make_member(cast.body, "ann", family_name="Ünal-Łęcka"),
            make_member(cast.body, "cem", family_name="O’Neill"),
        )
    )
    return Educators(cast, scheme, bob, ann, cem)
