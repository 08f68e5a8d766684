"""Who is kept apart from whom by what members have said, and of which pairs the office and the two are told."""

from collections.abc import Iterable
from uuid import UUID

from django.db import models
from django.db.models import Q, QuerySet

from alongside.domain.matching.building import build_rules
from alongside.domain.matching.people import Mentee, Mentor
from alongside.domain.relations import RELATIONS, fact_of, sentence_about
from alongside.domain.scheme import SchemeDefinition
from alongside.enrolment.facts import facts_of_member
from alongside.enrolment.models import DeclaredConflict
from alongside.people.models import Member

ALWAYS = ("not_yourself", "declared_conflict", "line_manager")
"""The hard rules that hold however two people come to each other."""


class Apart:
    """What some members have declared, or others about them, as a scheme's rules treat it; one query."""

    def __init__(self, members: QuerySet[Member] | Iterable[UUID], rules: SchemeDefinition) -> None:
        counts = any(rule.kind == "declared_conflict" for rule in rules.matching.hard_rules)
        self._blocked = set(rules.relations.treated("block")) if counts else set()
        self._flagged = set(rules.relations.treated("flag")) if counts else set()
        self._said: dict[object, list[tuple[object, str]]] = {}
        rows = DeclaredConflict.objects.filter(Q(member__in=members) | Q(other__in=members))
        for one, other, kind in rows.order_by("declared_at", "pk").values_list(
            "member_id", "other_id", "kind"
        ):
            self._said.setdefault(one, []).append((other, kind))
            self._said.setdefault(other, []).append((one, kind))

    def facts(self, member_id: object) -> dict[str, list[str]]:
        """With whom this member is not paired, as facts for the engine."""
        facts: dict[str, list[str]] = {}
        for other, kind in self._said.get(member_id, ()):
            if kind not in RELATIONS:
                facts.setdefault("conflicts", []).append(str(other))
            elif kind in self._blocked:
                facts.setdefault(fact_of(kind), []).append(str(other))
        return facts

    def are_blocked(self, one: object, other: object) -> bool:
        """Whether the two may not be paired."""
        return any(str(other) in others for others in self.facts(one).values())

    def flags(self, one: object, other: object) -> tuple[str, ...]:
        """What both and the office are told where the two may be paired all the same."""
        return self._sentences(one, other, self._flagged)

    def barriers(self, one: object, other: object) -> tuple[str, ...]:
        """The relations that keep the two apart, for both to read; a wish is never among them."""
        return self._sentences(one, other, self._blocked)

    def _sentences(self, one: object, other: object, kinds: set[str]) -> tuple[str, ...]:
        found = (kind for who, kind in self._said.get(one, ()) if who == other and kind in kinds)
        return tuple(sentence_about(kind) for kind in dict.fromkeys(found))


def apart_of(mentee: Member, mentor: Member, rules: SchemeDefinition) -> Apart:
    """What the two have declared, of anybody."""
    return Apart([mentee.pk, mentor.pk], rules)


def why_apart(mentee: Member, mentor: Member, rules: SchemeDefinition) -> str:
    """Why these two may not be introduced, by whichever way, in words for either of them; empty where they may."""
    apart = apart_of(mentee, mentor, rules)
    hard = build_rules(rule for rule in rules.matching.hard_rules if rule.kind in ALWAYS)
    named = {"name": "the other"}
    one = Mentee(str(mentee.pk), _facts(mentee) | apart.facts(mentee.pk) | named)
    other = Mentor(str(mentor.pk), _facts(mentor) | apart.facts(mentor.pk) | named)
    return next((why for rule in hard if (why := rule.check(one, other))), "")


def declared_of(mentee: str, mentor: str) -> models.Exists:
    """Whether either has declared anything of the other, for a filter; the names lead to their numbers."""
    return models.Exists(
        DeclaredConflict.objects.filter(
            Q(member=models.OuterRef(mentee), other=models.OuterRef(mentor))
            | Q(member=models.OuterRef(mentor), other=models.OuterRef(mentee))
        )
    )


def _facts(member: Member) -> dict[str, object]:
    """Who they are and who manages them; years play no part in these rules."""
    facts = facts_of_member(member, member.created_at.date())
    return {key: facts[key] for key in ("email", "account", "member_number", "line_manager")}
