"""Who is kept apart from whom: by what members have said, and by what protects those under 18."""

from collections.abc import Iterable
from uuid import UUID

from django.db import models
from django.db.models import Q
from django.utils import timezone

from alongside.domain.matching.building import build_rules
from alongside.domain.matching.clearance import CLEARED, MINOR
from alongside.domain.matching.people import Mentee, Mentor
from alongside.domain.relations import RELATIONS, fact_of, sentence_about
from alongside.domain.scheme import SchemeDefinition
from alongside.enrolment.facts import facts_of_member
from alongside.enrolment.models import DeclaredConflict
from alongside.people.models import Member

ALWAYS = ("not_yourself", "declared_conflict", "line_manager", "cleared_for_minors")
"""The hard rules that hold however two people come to each other."""


class Apart:
    """What some members have declared, or others about them, as a scheme's rules treat it, and who of them is protected."""

    def __init__(self, members: Iterable[UUID], rules: SchemeDefinition) -> None:
        counts = any(rule.kind == "declared_conflict" for rule in rules.matching.hard_rules)
        self._blocked = set(rules.relations.treated("block")) if counts else set()
        self._flagged = set(rules.relations.treated("flag")) if counts else set()
        ids = list(members)
        self._protected = _protected(ids) if rules.safeguarding else {}
        self._said: dict[object, list[tuple[object, str]]] = {}
        rows = DeclaredConflict.objects.filter(Q(member__in=ids) | Q(other__in=ids))
        for one, other, kind in rows.order_by("declared_at", "pk").values_list(
            "member_id", "other_id", "kind"
        ):
            self._said.setdefault(one, []).append((other, kind))
            self._said.setdefault(other, []).append((one, kind))

    def facts(self, member_id: object) -> dict[str, list[str]]:
        """With whom this member is not paired, as facts for the engine."""
        facts = {fact: ["yes"] for fact in self._protected.get(member_id, ())}
        for other, kind in self._said.get(member_id, ()):
            if kind not in RELATIONS:
                facts.setdefault("conflicts", []).append(str(other))
            elif kind in self._blocked:
                facts.setdefault(fact_of(kind), []).append(str(other))
        return facts

    def are_blocked(self, one: object, other: object) -> bool:
        """Whether the two may not be paired, the first as mentee."""
        is_minor = MINOR in self._protected.get(one, ())
        unchecked = is_minor and CLEARED not in self._protected.get(other, ())
        return unchecked or any(str(other) in others for others in self.facts(one).values())

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
    if too_young := why_not_of_age(mentee, mentor, rules):
        return too_young
    apart = apart_of(mentee, mentor, rules)
    hard = build_rules(rule for rule in rules.matching.hard_rules if rule.kind in ALWAYS)
    named = {"name": "the other"}
    one = Mentee(str(mentee.pk), _facts(mentee) | apart.facts(mentee.pk) | named)
    other = Mentor(str(mentor.pk), _facts(mentor) | apart.facts(mentor.pk) | named)
    return next((why for rule in hard if (why := rule.check(one, other))), "")


def why_not_of_age(mentee: Member, mentor: Member, rules: SchemeDefinition) -> str:
    """Why a scheme does not take one of the two at their age; empty where it does."""
    today = timezone.localdate()
    if mentor.is_minor_on(today):
        return "Whoever mentors in this scheme is 18 or over."
    if mentee.is_minor_on(today) and rules.safeguarding is None:
        return "Whoever takes part in this scheme is 18 or over."
    return ""


def _protected(members: list[UUID]) -> dict[object, tuple[str, ...]]:
    """Who of them is under 18, and whom the office has checked, as facts for the engine."""
    today = timezone.localdate()
    rows = Member.objects.filter(pk__in=members)
    minors = set(rows.filter(adult_on__gt=today).values_list("pk", flat=True))
    cleared = set(rows.filter(clearance__until__gte=today).values_list("pk", flat=True))
    return {
        pk: tuple(fact for fact, holders in ((MINOR, minors), (CLEARED, cleared)) if pk in holders)
        for pk in minors | cleared
    }


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
