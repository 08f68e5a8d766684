"""The pool as the engine wants it: everyone who waits, what they said, and what the office has ruled."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from alongside.domain.matching.people import Market, Mentee, Mentor, PairKeys
from alongside.domain.scheme import SchemeDefinition
from alongside.enrolment.apart import Apart
from alongside.enrolment.facts import facts_of
from alongside.enrolment.models import Application
from alongside.enrolment.places import places_left
from alongside.enrolment.queries import standing_on, waiting
from alongside.matching.models import Proposal, Ruling
from alongside.partnerships.queries.past import past_partners
from alongside.people.models import Member
from alongside.schemes.models import Scheme


class Pool:
    """Everyone of a scheme who can be paired today. People are known to the engine by their member id."""

    def __init__(self, scheme: Scheme, rules: SchemeDefinition, today: date) -> None:
        self.scheme, self.rules, self.today = scheme, rules, today
        mentees, mentors = list(_mentees(scheme)), list(waiting(scheme, "mentor"))
        takes = rules.eligibility.takes
        # Whoever has left the body, or has not been confirmed, is introduced to nobody: the office reads their names,
        # but not those of mentors whom somebody has brought along for themselves alone.
        applied = (*mentees, *(row for row in mentors if row.capacity))
        self.not_taken = tuple(row for row in applied if not takes(row.member.status))
        self.mentees = {
            str(row.member_id): row
            for row in mentees
            if takes(row.member.status) and (rules.safeguarding or not row.member.is_minor_on(today))
        }
        self.mentors = {
            str(row.member_id): row
            for row in mentors
            if takes(row.member.status) and not row.member.is_minor_on(today)
        }
        self.places = places_left(self.mentors.values())

    def market(self) -> Market:
        """The engine's input."""
        rows = [*self.mentees.values(), *self.mentors.values()]
        members = Member.objects.filter(pk__in=[*self.mentees, *self.mentors])
        apart, past = Apart((row.member_id for row in rows), self.rules), past_partners(members)
        mentees = tuple(
            Mentee(
                key=key,
                facts=self._facts(row, apart, past),
                waiting_days=self._waited(row),
                urgent=self._cannot_wait(row),
            )
            for key, row in self.mentees.items()
        )
        mentors = tuple(
            Mentor(key=key, facts=self._facts(row, apart, past), capacity=self.places[row.pk])
            for key, row in self.mentors.items()
        )
        pins, bans = self._rulings()
        return Market(mentees, mentors, pins=frozenset(pins), bans=frozenset(bans | self._answered_no()))

    def in_names(self, problem: str) -> str:
        """What the engine says of people whom it knows by their ids, in their names."""
        for key, row in {**self.mentees, **self.mentors}.items():
            problem = problem.replace(key, row.member.name)
        return problem

    def _facts(self, row: Application, apart: Apart, past: dict[Any, set[Any]]) -> dict[str, object]:
        """What is known of a person, and whom they must not be paired with; no answer of a form stands above that."""
        partners = {"past_partners": [str(other) for other in past.get(row.member_id, ())]}
        return facts_of(row, self.today) | partners | apart.facts(row.member_id)

    def _waited(self, row: Application) -> int:
        return max((self.today - row.applied_on).days, 0) if row.queued_at else 0

    def _cannot_wait(self, row: Application) -> bool:
        """Whether the promise would be broken before the run after the next one."""
        if row.queued_at is None:
            return False
        standing = standing_on(row.waits_since, 0, self.rules, self.today)
        return standing.pair_by <= self.today + timedelta(days=2 * self.rules.matching.run_every_days)

    def _rulings(self) -> tuple[set[PairKeys], set[PairKeys]]:
        kinds: dict[str, set[PairKeys]] = {Ruling.PIN: set(), Ruling.BAN: set()}
        rows = Ruling.objects.filter(
            mentee_application__in=self.mentees.values(), mentor_application__in=self.mentors.values()
        )
        for kind, mentee, mentor in rows.values_list(
            "kind", "mentee_application__member_id", "mentor_application__member_id"
        ):
            kinds[kind].add((str(mentee), str(mentor)))
        return kinds[Ruling.PIN], kinds[Ruling.BAN]

    def _answered_no(self) -> set[PairKeys]:
        """Pairs of which one has declined, or let the days pass: they are not suggested to each other again."""
        rows = Proposal.objects.filter(
            scheme=self.scheme, state__in=["declined", "lapsed"], mentee_application__in=self.mentees.values()
        )
        pairs = rows.values_list("mentee_application__member_id", "mentor_application__member_id")
        return {(str(mentee), str(mentor)) for mentee, mentor in pairs}


def _mentees(scheme: Scheme) -> Iterable[Application]:
    """Those who wait and have not just been suggested to somebody."""
    return waiting(scheme, "mentee").exclude(proposals_as_mentee__state="open")
