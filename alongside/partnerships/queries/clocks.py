"""The same moment on both partners' clocks."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from alongside.partnerships.models import Partnership
from alongside.people.models import Account, Member
from alongside.web.wording import clock, day_in_full, zone_name


@dataclass(frozen=True)
class Clock:
    """A moment as one partner's clock tells it. `is_own` marks the clock of whoever looks."""

    name: str
    role: str
    is_own: bool
    day: str
    time: str
    zone: str
    town: str


def clocks_of(partnership: Partnership, account: Account, moment: datetime) -> list[Clock]:
    """Both clocks, one's own first; one clock where the two show the same."""
    own = partnership.role_of(account)
    clocks = [
        _clock(partnership.mentee, "mentee", own == "mentee", moment),
        _clock(partnership.mentor, "mentor", own == "mentor", moment),
    ]
    clocks.sort(key=lambda each: not each.is_own)
    first, second = clocks
    same = (first.day, first.time) == (second.day, second.time)
    return clocks[:1] if same else clocks


def _clock(member: Member, role: str, is_own: bool, moment: datetime) -> Clock:
    account = member.account
    with timezone.override(account.zone):
        return Clock(
            name=member.name,
            role=role,
            is_own=is_own,
            day=day_in_full(moment),
            time=clock(moment),
            zone=zone_name(moment),
            town=account.time_zone.rsplit("/", 1)[-1].replace("_", " "),
        )
