"""What the two see of times that came to nothing: how often, and on which days. No page of the office asks this."""

from dataclasses import dataclass
from datetime import timedelta

from alongside.domain.scheme import BOTH_SIDES
from alongside.partnerships.models import MissedTime, Partnership
from alongside.people.models import Account, Member
from alongside.web.wording import count_of, span_of_days


@dataclass(frozen=True)
class MissedLine:
    """One time that was given up late, or at which one of the two was not there, as it is read."""

    row: MissedTime
    who: Member
    sentence: str
    may_forgive: bool


@dataclass(frozen=True)
class MissedCount:
    """How often for one partner."""

    who: Member
    role: str
    late: int
    absent: int
    in_time: int

    @property
    def words(self) -> str:
        """What there is, in one line."""
        counts = (
            (self.late, "given up late"),
            (self.absent, "not there"),
            (self.in_time, "given up early enough"),
        )
        told = [f"{count_of(number, 'time')} {what}" for number, what in counts if number]
        return ", ".join(told) or "Nothing came between"


@dataclass(frozen=True)
class Missed:
    """Everything of a partnership; `lines` leaves out what was given up in time, which is nobody's loss."""

    counts: tuple[MissedCount, ...]
    lines: tuple[MissedLine, ...]


def missed_times_of(partnership: Partnership, account: Account) -> Missed | None:
    """The newest first; None while nothing came between."""
    rows = list(
        MissedTime.objects.filter(session__partnership=partnership)
        .select_related("session")
        .order_by("-was_at")
    )
    if not rows:
        return None
    hours, role = partnership.rules.meetings.late_hours, partnership.role_of(account)
    told = [row for row in rows if row.kind == MissedTime.ABSENT or row.is_late(hours)]
    return Missed(
        counts=tuple(_count(rows, partnership.member_of(side), side, hours) for side in BOTH_SIDES),
        lines=tuple(
            MissedLine(
                row, partnership.member_of(row.role), _sentence(row), row.may_be_forgiven_by(account, role)
            )
            for row in told
        ),
    )


def _count(rows: list[MissedTime], who: Member, role: str, hours: int) -> MissedCount:
    own = [row for row in rows if row.role == role]
    given_up = [row for row in own if row.kind == MissedTime.GIVEN_UP]
    late = sum(row.is_late(hours) for row in given_up)
    return MissedCount(who, role, late, len(own) - len(given_up), len(given_up) - late)


def _sentence(row: MissedTime) -> str:
    if row.kind == MissedTime.ABSENT:
        return "could not be there"
    notice = row.notice()
    if notice < timedelta(hours=1):
        return "gave the time up less than an hour before"
    before = span_of_days(notice.days) if notice.days > 1 else count_of(notice // timedelta(hours=1), "hour")
    return f"gave the time up {before} before"
