"""Why a member cannot ask a mentor, by the scheme's hard rules, in words that they read."""

from collections.abc import Iterable
from datetime import date

from alongside.directory.models import MentorEntry
from alongside.domain.matching.building import build_rules
from alongside.domain.matching.people import Mentee, Mentor
from alongside.domain.scheme import SchemeDefinition
from alongside.enrolment.apart import Apart
from alongside.enrolment.facts import facts_of, facts_of_member
from alongside.enrolment.models import Application
from alongside.partnerships.queries.past import past_partners
from alongside.people.models import Member


class Barriers:
    """The hard rules of a scheme as they stand between one member and several mentors."""

    def __init__(
        self,
        member: Member,
        entries: Iterable[MentorEntry],
        rules: SchemeDefinition,
        today: date,
        application: Application | None = None,
    ) -> None:
        """`application` is the member's own as mentee, where they have one."""
        self._rules = build_rules(rules.matching.hard_rules)
        self._eligibility = rules.eligibility
        self._today, self._member_id = today, member.pk
        ids = [member.pk, *(entry.application.member_id for entry in entries)]
        self._said = Apart(ids, rules)
        self._past = past_partners(Member.objects.filter(pk__in=ids))
        answers = application.answers if application else {}
        facts = facts_of_member(member, today) | answers | self._apart(member.pk)
        self.mentee = Mentee(key=str(member.pk), facts=facts)

    def mentor(self, entry: MentorEntry) -> Mentor:
        """The mentor of an entry, as the engine compares people."""
        facts = facts_of(entry.application, self._today) | self._apart(entry.application.member_id)
        return Mentor(key=str(entry.application.member_id), facts=facts)

    def reason(self, entry: MentorEntry) -> str:
        """The first rule that keeps the two apart, in words; empty where none does.

        Whoever has left the body, or whose membership has lapsed, takes nobody on; which of it is not told.
        """
        if not self.takes_part(entry):
            return f"{entry.application.member.given_name} takes no part at present."
        mentor = self.mentor(entry)
        return next((why for rule in self._rules if (why := rule.check(self.mentee, mentor))), "")

    def takes_part(self, entry: MentorEntry) -> bool:
        """Whether the mentor's membership is one that the scheme takes."""
        return self._eligibility.takes(entry.application.member.status)

    def flags(self, entry: MentorEntry) -> tuple[str, ...]:
        """What both and the office are told of the two, though they may be paired."""
        return self._said.flags(self._member_id, entry.application.member_id)

    def _apart(self, member_id: object) -> dict[str, object]:
        """With whom somebody must not be paired."""
        partners = self._past.get(member_id, ())  # type: ignore[call-overload]
        return {"past_partners": [str(other) for other in partners], **self._said.facts(member_id)}
