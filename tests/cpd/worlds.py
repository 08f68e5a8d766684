"""Held sessions and finished records, for tests of a person's CPD."""

import io
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from alongside.cpd.actions import begin_profile, record_activity, save_profile
from alongside.cpd.actions.profiles import ProfileFrame
from alongside.cpd.actions.records import RecordFacts
from alongside.cpd.models import Profile, Record
from alongside.cpd.queries.records import RecordText
from alongside.cpd.writing import ProfileText
from alongside.domain.cpd.activities import Kind
from alongside.partnerships.actions.holding import hold_session
from alongside.partnerships.actions.learning import log_learning
from alongside.partnerships.models import LearningEntry, Partnership, Session
from alongside.people.models import Account, Member
from tests.factories import Cast, make_partnership

SECRET = "kingfisher marmalade"
"""Words that nobody but their owner may ever see."""


def introduced(cast: Cast) -> Partnership:
    """Alice and Bob, a pair for two months."""
    return make_partnership(cast.scheme, cast.alice, cast.bob, now=timezone.now() - timedelta(days=60))


def hold(session: Session, *, by: Account, on: date | None = None, minutes: int = 60) -> Session:
    """Note that the two met."""
    role = session.partnership.role_of(by)
    return hold_session(session, by=by, role=role, minutes=minutes, held_on=on or timezone.localdate())


def first_session(partnership: Partnership) -> Session:
    """The first session of the plan."""
    session: Session = partnership.sessions.order_by("number")[0]
    return session


def make_entry(partnership: Partnership, *, kind: str = "read", text: str = "") -> LearningEntry:
    """An entry of the mentee's learning log, of last week."""
    return log_learning(
        partnership,
        by=partnership.mentee.account,
        role="mentee",
        kind=kind,
        on=timezone.localdate() - timedelta(days=7),
        text=text or f"A paper on {SECRET}.",
    )


def facts(**fields: Any) -> RecordFacts:
    """An hour and a quarter of reading, unless said otherwise."""
    day = fields.pop("on", timezone.localdate())
    standing = {
        "kind": Kind.READING,
        "on": day,
        "until": day,
        "hours": Decimal("1.25"),
        "title": "A paper on consent",
    }
    return RecordFacts(**standing | fields)


def make_record(account: Account, *, text: RecordText | None = None, **fields: Any) -> Record:
    """An activity that its owner typed, with private words."""
    words = (
        text
        if text is not None
        else RecordText(learned=SECRET, benefit_self="I ask twice.", benefit_service_users="They know.")
    )
    return record_activity(account, by=account, facts=facts(**fields), text=words)


def make_profile(member: Member, *, on: date, until: date, rules_key: str = "ahcs-imi") -> Profile:
    """An audit profile that was begun."""
    return begin_profile(
        member, by=member.account, frame=ProfileFrame(rules_key=rules_key, on=on, until=until)
    )


def write_profile(profile: Profile, text: ProfileText, *described: Record) -> Profile:
    """Save words and choices in a profile."""
    return save_profile(
        profile,
        by=profile.member.account,
        text=text,
        described=[record.pk for record in described],
        left_out=[],
        version=Profile.objects.get(pk=profile.pk).version,
    )


def exported(client: Client, profile: Profile) -> tuple[str, str]:
    """What the profile says as PDF and as JSON, any white space as one space."""
    pdf = client.get(reverse("cpd-profile-pdf", args=[profile.pk]))
    pages = PdfReader(io.BytesIO(pdf.content)).pages
    as_json = client.get(reverse("cpd-profile-json", args=[profile.pk])).content.decode()
    return " ".join(" ".join(page.extract_text().split()) for page in pages), as_json
