"""What a pair does from its introduction on: dates, agendas, meetings, and now and then an ending."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone

from alongside.demo.past import Act
from alongside.demo.stage import Stage
from alongside.demo.stories.afterwards import write_about
from alongside.demo.stories.beginning import plan_beginning
from alongside.demo.stories.between import plan_between
from alongside.demo.stories.closing import close
from alongside.demo.stories.pair import Pair
from alongside.domain.scheme import BOTH_SIDES, Side
from alongside.partnerships.actions import (
    add_agenda_item,
    end_partnership,
    hold_session,
    pause_partnership,
    schedule_session,
    tick_preparation,
)
from alongside.partnerships.actions.checklist import add_to_checklist, tick_checklist
from alongside.partnerships.actions.packs import choose_pack
from alongside.partnerships.models import Partnership, Session

MEET_AT = time(12, 30)


class Story:
    """One partnership's life. The faithful go on; of the others some stop."""

    def __init__(self, stage: Stage, partnership: Partnership) -> None:
        faithful = bool(stage.faithful & {partnership.mentee, partnership.mentor})
        self.pair = Pair(stage, partnership.pk, faithful)
        self.chance = stage.crowd.chance
        self.last = partnership.plan.sessions[-1].number
        stops = not faithful and self.chance.random() < 0.22
        self.stops_after = self.chance.randint(1, min(4, self.last - 1)) if stops else 0

    def begin(self) -> None:
        """Plan the first steps after the introduction."""
        if self.stops_after == 1 and self.chance.random() < 0.5:
            return  # introduced, and never found a date: the office sees it slip
        plan_beginning(self.pair)
        plan_between(self.pair)
        self.pair.plan(0.5, 6, self._date_next)

    def _next(self) -> Session | None:
        """The next session that is planned, while the two meet."""
        rows = Session.objects.filter(partnership=self.pair.partnership_id, state="planned").order_by(
            "number"
        )
        session = rows.select_related("partnership__scheme__body", "partnership__definition").first()
        return session if session and session.partnership.state in ("introduced", "active") else None

    def _date_next(self) -> None:
        session = self._next()
        if session is None:
            return
        by = self.chance.choice(session.partnership.rules.meetings.arranging())
        account = self.pair.accounts[by]
        day = max(session.target_on, timezone.localdate(timezone=account.zone) + timedelta(days=4))
        schedule_session(
            session,
            by=account,
            role=by,
            starts_at=_at_noon(_workday(day), account.zone),
            minutes=60,
            time_zone=account.zone.key,
            join_url="https://meet.example/alongside",
        )
        session.refresh_from_db()
        if session.starts_at is None:
            return
        if self.pair.likely(0.7):
            self._at(session.starts_at - timedelta(days=2), self._prepare)
        self._at(session.starts_at + timedelta(hours=2), self._meet)

    def _at(self, moment: datetime, act: Act) -> None:
        self.pair.stage.history.plan(moment, act)

    def _prepare(self) -> None:
        session = self._next()
        if session is None:
            return
        sides: tuple[Side, ...] = BOTH_SIDES if self.chance.random() < 0.6 else ("mentee",)
        for side in sides:
            text, topic = self.chance.choice(self.pair.voice.agenda)
            add_agenda_item(session, by=self.pair.accounts[side], role=side, text=text, topic=topic)
        mentee = self.pair.accounts["mentee"]
        items = session.partnership.rules.preparation.items_for("mentee", session.number)
        tick_preparation(session, by=mentee, role="mentee", done=[item.key for item in items[:2]])
        pack = self.pair.voice.pack
        if pack and session.number >= pack.first_session and self.pair.likely(0.3):
            choose_pack(session, by=self.pair.accounts["mentor"], role="mentor", pack=pack.key)

    def _meet(self) -> None:
        session = self._next()
        if session is None or session.starts_at is None:
            return
        self._go_through_list(session)
        role = self.chance.choice(BOTH_SIDES)
        by = self.pair.accounts[role]
        held_on = session.starts_at.astimezone(by.zone).date()
        hold_session(session, by=by, role=role, minutes=self.chance.choice((45, 60, 60, 75)), held_on=held_on)
        write_about(self.pair, session)
        if session.number == self.stops_after:
            self.pair.plan(5, 25, self._stop)
        elif session.number == self.last:
            self.pair.plan(3, 20, lambda: close(self.pair))
        else:
            self.pair.plan(1, 9, self._date_next)

    def _go_through_list(self, session: Session) -> None:
        """Most of the scheme's list for this meeting is ticked; one line stays for the next time."""
        checklist = session.partnership.rules.checklist
        if checklist.session != session.number or not checklist.items or not self.pair.likely(0.5):
            return
        mentee, mentor = self.pair.accounts["mentee"], self.pair.accounts["mentor"]
        done = [item.key for item in checklist.items[:-1]]
        tick_checklist(session, by=mentor, role="mentor", done=done, seen=[])
        for text in self.pair.voice.own_lines[:1]:
            add_to_checklist(session, by=mentee, role="mentee", text=text)

    def _stop(self) -> None:
        """They end early, or pause."""
        pair = self.pair.read()
        if pair.state != "active":
            return
        role = self.chance.choice(BOTH_SIDES)
        by = self.pair.accounts[role]
        if self.chance.random() < 0.4:
            until = timezone.localdate() + timedelta(days=self.chance.randint(20, 60))
            pause_partnership(pair, by=by, role=role, until=until)
            self.pair.plan(70, 90, self._date_next)
        else:
            returns = "office" in pair.rules.matching.routes and self.chance.random() < 0.5
            end_partnership(pair, by=by, role=role, rematch=returns)


def _workday(day: date) -> date:
    return day + timedelta(days=max(0, 7 - day.weekday()) if day.weekday() > 4 else 0)


def _at_noon(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, MEET_AT, tzinfo=zone)
