"""What a pair does from its introduction on: dates, agendas, meetings, goals, reflections, and now and then an ending."""

from datetime import date, datetime, time, timedelta
from random import Random
from uuid import UUID
from zoneinfo import ZoneInfo

from django.utils import timezone

from alongside.demo import words
from alongside.demo.past import Act, History
from alongside.domain.scheme.part import Side
from alongside.partnerships.actions import (
    add_agenda_item,
    agree_action,
    end_partnership,
    give_feedback,
    hold_session,
    pause_partnership,
    schedule_session,
    settle_action,
    tick_preparation,
    write_record,
)
from alongside.partnerships.actions.agreements import sign_agreement, suggest_agreement
from alongside.partnerships.actions.expectations import accept_wording, clarify_expectation, state_expectation
from alongside.partnerships.actions.goals import draft_goal, share_goal
from alongside.partnerships.actions.learning import log_learning
from alongside.partnerships.actions.postponing import defer_expectation
from alongside.partnerships.actions.reflections import share_reflection, write_reflection
from alongside.partnerships.models import Action, Partnership, Session
from alongside.partnerships.queries.agreement_words import AgreementText
from alongside.partnerships.queries.agreements import starting_text
from alongside.partnerships.queries.goals import GoalText
from alongside.people.models import Account

MEET_AT = time(12, 30)


class Story:
    """One partnership's life. The `faithful` keep to the plan and write about everything; of the others some stop."""

    def __init__(
        self, history: History, partnership: Partnership, chance: Random, *, faithful: bool = False
    ) -> None:
        self.history, self.chance = history, chance
        self.partnership_id: UUID = partnership.pk
        self.sides: dict[str, Account] = {
            "mentee": partnership.mentee.account,
            "mentor": partnership.mentor.account,
        }
        self.faithful = faithful
        self.stops_after = 0 if faithful or chance.random() < 0.78 else chance.randint(1, 4)

    def begin(self) -> None:
        """Plan the first steps after the introduction."""
        if self.stops_after == 1 and self.chance.random() < 0.5:
            return  # introduced, and never found a date: the office sees it slip
        if self._likely(0.6):
            self._plan(0.3, 3, self._expect)
        self._plan(1, 5, self._set_goals)
        if self._likely(0.25):
            self._plan(4, 9, self._agree)
        self._plan(0.5, 6, self._date_next)

    def _likely(self, share: float) -> bool:
        """Whether these two do what this share of pairs does; the faithful do everything."""
        return self.faithful or self.chance.random() < share

    def _plan(self, low: float, high: float, act: Act) -> None:
        self.history.plan(timezone.now() + timedelta(days=self.chance.uniform(low, high)), act)

    def _partnership(self) -> Partnership:
        return Partnership.objects.select_related("scheme__body", "definition").get(pk=self.partnership_id)

    def _expect(self) -> None:
        pair = self._partnership()
        texts = self.chance.sample(words.EXPECTATIONS, 3)
        for role, text in zip(("mentee", "mentor", "mentee"), texts, strict=True):
            expectation = state_expectation(pair, by=self.sides[role], role=role, text=text)
            other = "mentor" if role == "mentee" else "mentee"
            if self.chance.random() < 0.75:
                accept_wording(expectation, by=self.sides[other], role=other, seen=1)
            elif self.chance.random() < 0.5:
                clarify_expectation(
                    expectation,
                    by=self.sides[other],
                    role=other,
                    text="What would that look like in practice?",
                )
            else:
                later = timezone.localdate() + timedelta(days=45)
                defer_expectation(
                    expectation, by=self.sides[other], role=other, review_on=later, today=timezone.localdate()
                )

    def _agree(self) -> None:
        """Both sign the mentee's wording; the mentor of the faithful pair then suggests a change that waits."""
        pair = self._partnership()
        if pair.state == "ended":
            return
        begun = AgreementText(starting_text(pair).clauses | {"rhythm": words.AGREED_RHYTHM}, cadence_days=30)
        suggest_agreement(pair, by=self.sides["mentee"], role="mentee", text=begun, seen=0)
        for role, account in self.sides.items():
            sign_agreement(pair, by=account, role=role, seen=1, name=account.name)
        if self.faithful:
            self._plan(60, 61, self._suggest_change)

    def _suggest_change(self) -> None:
        pair, mentor = self._partnership(), self.sides["mentor"]
        changed = starting_text(pair).clauses | {"rhythm": words.CHANGED_RHYTHM}
        suggest_agreement(
            pair, by=mentor, role="mentor", text=AgreementText(changed, cadence_days=28), seen=1
        )
        sign_agreement(pair, by=mentor, role="mentor", seen=2, name=mentor.name)

    def _set_goals(self) -> None:
        pair = self._partnership()
        for role, texts in (("mentee", words.GOALS_MENTEE), ("mentor", words.GOALS_MENTOR)):
            text, category = self.chance.choice(texts)
            goal = draft_goal(pair, by=self.sides[role], role=role, text=GoalText(text, category))
            share_goal(goal, by=self.sides[role], role=role)
        if self.faithful:
            private = GoalText("Find out whether I want to lead a team at all", "career_progression")
            draft_goal(pair, by=self.sides["mentee"], role="mentee", text=private)

    def _next(self) -> Session | None:
        rows = Session.objects.filter(partnership=self.partnership_id, state="planned").order_by("number")
        return rows.select_related("partnership__scheme__body", "partnership__definition").first()

    def _date_next(self) -> None:
        session = self._next()
        if session is None or session.partnership.state == "ended":
            return
        by = self.chance.choice(("mentee", "mentor"))
        zone = self.sides[by].zone
        day = max(session.target_on, timezone.localdate(timezone=zone) + timedelta(days=4))
        schedule_session(
            session,
            by=self.sides[by],
            role=by,
            starts_at=_at_noon(_workday(day), zone),
            minutes=60,
            time_zone=zone.key,
            join_url="https://meet.example/alongside",
        )
        session.refresh_from_db()
        if session.starts_at is None:
            return
        if self._likely(0.7):
            self.history.plan(session.starts_at - timedelta(days=2), self._prepare)
        self.history.plan(session.starts_at + timedelta(hours=2), self._meet)

    def _prepare(self) -> None:
        session = self._next()
        if session is None or session.partnership.state != "active":
            return
        for role in ("mentee", "mentor") if self.chance.random() < 0.6 else ("mentee",):
            add_agenda_item(session, by=self.sides[role], role=role, text=self.chance.choice(words.AGENDA))
        items = session.partnership.rules.preparation.items_for("mentee", session.number)
        tick_preparation(
            session, by=self.sides["mentee"], role="mentee", done=[item.key for item in items[:2]]
        )

    def _meet(self) -> None:
        session = self._next()
        if session is None or session.partnership.state != "active" or session.starts_at is None:
            return
        role = self.chance.choice(("mentee", "mentor"))
        zone = self.sides[role].zone
        hold_session(
            session,
            by=self.sides[role],
            role=role,
            minutes=self.chance.choice((45, 60, 60, 75)),
            held_on=session.starts_at.astimezone(zone).date(),
        )
        self._after(session)
        if session.number == self.stops_after:
            self._plan(5, 25, self._stop)
        elif session.number == 6:
            self._plan(3, 20, self._finish)
        else:
            self._plan(1, 9, self._date_next)

    def _after(self, session: Session) -> None:
        """Whatever these two write afterwards; some write little."""
        pair = session.partnership
        if self._likely(0.4):
            write_record(
                session, by=self.sides["mentor"], role="mentor", text=self.chance.choice(words.RECORDS)
            )
            action = agree_action(
                pair,
                by=self.sides["mentee"],
                role="mentee",
                text=self.chance.choice(words.ACTIONS),
                due_on=timezone.localdate() + timedelta(days=20),
                session=session,
            )
            if self.chance.random() < 0.6:
                self._plan(8, 18, lambda: _finish_action(action, self.sides["mentee"]))
        for role in ("mentee", "mentor"):
            if self._likely(0.3):
                self._reflect(session, role)
            if self._likely(0.3):
                give_feedback(
                    session,
                    by=self.sides[role],
                    role=role,
                    text="More questions like the one about what I fear.",
                )
        if self._likely(0.2):
            log_learning(
                pair,
                by=self.sides["mentee"],
                role="mentee",
                kind=self.chance.choice(("read", "experiment", "connect")),
                on=timezone.localdate(),
                text="Tried out what we talked about with a colleague, and noted what happened.",
            )

    def _reflect(self, session: Session, role: str) -> None:
        sets = session.partnership.rules.reflection.sets_for(_side(role), "after_session")
        answers = {
            "learned": self.chance.choice(words.LEARNED),
            "benefit_self": "I go into meetings better prepared and less tense.",
            "benefit_service_users": self.chance.choice(words.BENEFIT_PATIENTS),
        }
        keys = {prompt.key for prompt in sets[0].prompts}
        reflection = write_reflection(
            session.partnership,
            by=self.sides[role],
            role=role,
            occasion="after_session",
            prompt_set=sets[0].key,
            answers={key: answer for key, answer in answers.items() if key in keys},
            session=session,
        )
        if self.faithful and session.number == 2:
            share_reflection(reflection, by=self.sides[role], role=role)

    def _stop(self) -> None:
        """They end early, or pause."""
        pair = self._partnership()
        if pair.state != "active":
            return
        role = self.chance.choice(("mentee", "mentor"))
        if self.chance.random() < 0.4:
            until = timezone.localdate() + timedelta(days=self.chance.randint(20, 60))
            pause_partnership(pair, by=self.sides[role], role=role, until=until)
            self._plan(70, 90, self._date_next)
        else:
            end_partnership(pair, by=self.sides[role], role=role, rematch=self.chance.random() < 0.5)

    def _finish(self) -> None:
        pair = self._partnership()
        if pair.state != "ended":
            end_partnership(pair, by=self.sides["mentee"], role="mentee")


def _finish_action(action: Action, by: Account) -> None:
    action.refresh_from_db()
    if action.state == "open" and action.partnership.state != "ended":
        settle_action(action, by=by, role="mentee", move="finish")


def _side(role: str) -> Side:
    return "mentee" if role == "mentee" else "mentor"


def _workday(day: date) -> date:
    return day + timedelta(days=max(0, 7 - day.weekday()) if day.weekday() > 4 else 0)


def _at_noon(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, MEET_AT, tzinfo=zone)
