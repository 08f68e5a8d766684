"""One dated activity, the period it is judged in, and the fixed list of what an activity can be."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum


class Kind(StrEnum):
    """What happened, in words that no regulator owns; each audit profile sorts these into its own types."""

    MENTORING = "mentoring"
    BEING_MENTORED = "being_mentored"
    WORKSHOP = "workshop"
    COURSE = "course"
    CONFERENCE = "conference"
    READING = "reading"
    REFLECTION = "reflection"
    LEARNING_AT_WORK = "learning_at_work"
    OBSERVING = "observing"
    CONVERSATION = "conversation"
    RESEARCHING_LIVES = "researching_lives"
    PROJECT = "project"
    TEACHING = "teaching"
    PEER_REVIEW = "peer_review"
    SERVING_THE_PROFESSION = "serving_the_profession"
    WRITING = "writing"
    VOLUNTEERING = "volunteering"
    OTHER = "other"


KIND_NAMES: dict[Kind, str] = {
    Kind.MENTORING: "Mentoring someone",
    Kind.BEING_MENTORED: "Being mentored",
    Kind.WORKSHOP: "Workshop or seminar",
    Kind.COURSE: "Course or formal study",
    Kind.CONFERENCE: "Conference",
    Kind.READING: "Reading, watching or listening",
    Kind.REFLECTION: "Reflecting on practice",
    Kind.LEARNING_AT_WORK: "Learning at work",
    Kind.OBSERVING: "Observing somebody I can learn from",
    Kind.CONVERSATION: "Talking with somebody who leads",
    Kind.RESEARCHING_LIVES: "Finding out how others made their way",
    Kind.PROJECT: "Project, audit or research",
    Kind.TEACHING: "Teaching or presenting",
    Kind.PEER_REVIEW: "Peer review or discussion with colleagues",
    Kind.SERVING_THE_PROFESSION: "Committee or work for the profession",
    Kind.WRITING: "Writing for publication",
    Kind.VOLUNTEERING: "Voluntary or public work",
    Kind.OTHER: "Something else",
}


class TimeOf(StrEnum):
    """Which part of one's time an activity took, as job plans divide it."""

    SPA = "spa"
    STUDY_LEAVE = "study_leave"
    OTHER_WORK = "other_work"
    OWN = "own"


TIME_NAMES: dict[TimeOf, str] = {
    TimeOf.SPA: "Supporting professional activities (SPA)",
    TimeOf.STUDY_LEAVE: "Study leave",
    TimeOf.OTHER_WORK: "Other working time",
    TimeOf.OWN: "My own time",
}


class Source(StrEnum):
    """Where an activity's facts came from."""

    SESSION = "session"
    WORKSHOP = "workshop"
    LEARNING = "learning"
    TYPED = "typed"


@dataclass(frozen=True, slots=True)
class Partner:
    """The other person in a session; `agreed` says that they let this owner name them in a profile."""

    name: str
    agreed: bool = False


@dataclass(frozen=True, slots=True)
class Activity:
    """Something a person did from `on` to `until` (both included); `hours` is their own estimate."""

    on: date
    until: date
    kind: Kind
    title: str
    hours: Decimal
    learned: str = ""
    benefit_self: str = ""
    benefit_service_users: str = ""
    source: Source = Source.TYPED
    reference: str = ""
    partner: Partner | None = None
    standards: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Period:
    """Days from `on` to `until`, both included."""

    on: date
    until: date

    def __post_init__(self) -> None:
        if self.until < self.on:
            raise ValueError("a period cannot end before it starts")

    def __contains__(self, day: date) -> bool:
        return self.on <= day <= self.until

    def touches(self, activity: Activity) -> bool:
        """Whether any day of the activity lies in the period."""
        return activity.on <= self.until and activity.until >= self.on

    @property
    def days(self) -> int:
        """How many days, counting the first and the last."""
        return (self.until - self.on).days + 1


def by_date(activities: tuple[Activity, ...] | list[Activity]) -> tuple[Activity, ...]:
    """Oldest first; the same activities always come in the same order, however they were entered."""
    return tuple(sorted(activities, key=lambda one: (one.on, one.until, one.title, one.kind, one.reference)))


def hours_in_words(hours: Decimal) -> str:
    """`1 hour`, `1.5 hours`, `0.83 hours`: no noughts that say nothing."""
    number = hours_as_figure(hours)
    return f"{number} hour" if number == "1" else f"{number} hours"


def hours_as_figure(hours: Decimal) -> str:
    """`10`, `1.5`, `0.83`: no noughts that say nothing, and never `1E+1`, which ten hours are once normalized."""
    return f"{hours.normalize():f}"


def hours_of_minutes(minutes: int) -> Decimal:
    """Minutes as hours to two places, so that 50 minutes are 0.83 hours."""
    return (Decimal(minutes) / 60).quantize(Decimal("0.01"), ROUND_HALF_UP)


def day_before(day: date) -> date:
    """Yesterday, seen from `day`."""
    return day - timedelta(days=1)


def day_after(day: date) -> date:
    """Tomorrow, seen from `day`."""
    return day + timedelta(days=1)
