"""Looking through an audit profile before it goes out: everything found is told at once, with its place."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Literal

from alongside.domain.cpd.audit_profile import AuditProfile, ListedActivity, WrittenText
from alongside.domain.cpd.definition import ProfileDefinition
from alongside.domain.cpd.words import count_words
from alongside.domain.patient_detail import find_patient_detail
from alongside.domain.people_named import find_names

Weight = Literal["fix", "look"]


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to put right ("fix") or to look at again ("look"), where, and a sentence for the writer."""

    place: str
    sentence: str
    weight: Weight = "fix"


def check_profile(
    definition: ProfileDefinition,
    profile: AuditProfile,
    withheld_names: Iterable[str] = (),
    agreed_names: Iterable[str] = (),
) -> tuple[Finding, ...]:
    """Everything to put right, in the order of the document; nothing found means ready to send.

    `withheld_names` are partners who have not agreed to be named, `agreed_names` those who have.
    """
    withheld = sorted(set(withheld_names))
    return (
        *_check_text("summary", profile.summary),
        *_check_list(definition, profile),
        *(finding for activity in profile.activities for finding in _check_activity(profile, activity)),
        *_check_gaps(profile),
        *_check_text("statement", profile.statement),
        *_check_voice(definition, profile.statement),
        *_check_described(definition, profile),
        *_check_evidence(profile),
        *_check_names(profile, withheld),
        *_check_patient_detail(profile),
        *_check_others(profile, (profile.person.name, *withheld, *agreed_names)),
    )


def _check_text(place: str, written: WrittenText) -> Iterator[Finding]:
    over = written.words - (written.words if written.max_words is None else written.max_words)
    if not written.words:
        yield Finding(place, f"Write the {written.title.lower()}; it is still empty.")
    if over > 0:
        yield Finding(
            place, f"Shorten this by {over} {_plural(over, 'word')}: {written.max_words} are taken."
        )


def _check_list(definition: ProfileDefinition, profile: AuditProfile) -> Iterator[Finding]:
    rule, count = definition.activities, len(profile.activities)
    if not count:
        yield Finding("activities", "Record at least one activity in this period.")
        return
    if any(earlier.on > later.on for earlier, later in pairwise(profile.activities)):
        yield Finding("activities", "Put the activities in order of date, oldest first.")
    types = {activity.learning_type for activity in profile.activities}
    if len(types) < rule.fewest_types:
        yield Finding(
            "activities", f"Add another type of learning: {rule.fewest_types} or more make a mixture."
        )
    if not rule.fewest <= count <= rule.most:
        sentence = f"Most lists have {rule.fewest} to {rule.most} activities; this one has {count}."
        yield Finding("activities", sentence, "look")


def _check_activity(profile: AuditProfile, activity: ListedActivity) -> Iterator[Finding]:
    place = f"activities[{activity.number}]"
    if not activity.title.strip():
        yield Finding(place, "Say what this was.")
    if activity.until < activity.on:
        yield Finding(place, "The last day is before the first; put the later day second.")
        return
    if activity.on > profile.made_on:
        yield Finding(place, "This lies in the future; record it when it has happened.")
    if activity.on < profile.on or activity.until > profile.until:
        yield Finding(place, "Part of this lies outside the period; check its dates.", "look")
    if not Decimal(0) <= activity.hours <= 24 * ((activity.until - activity.on).days + 1):
        yield Finding(place, "These are more hours than the days have, or fewer than none; correct them.")


def _check_gaps(profile: AuditProfile) -> Iterator[Finding]:
    for number, gap in enumerate(profile.gaps, start=1):
        if not gap.explanation:
            yield Finding(
                f"gaps[{number}]",
                f"Say why there was nothing from {_day(gap.on)} to {_day(gap.until)}, or add what is missing.",
            )


def _check_voice(definition: ProfileDefinition, statement: WrittenText) -> Iterator[Finding]:
    if not statement.words:
        return
    spoken = re.findall(r"[^\W\d_]+", statement.text.lower())  # so that "I'm" and "j'ai" give i and j
    own = {word.lower() for word in definition.voice.own}
    shared = {word.lower() for word in definition.voice.shared}
    first, group = sum(word in own for word in spoken), sum(word in shared for word in spoken)
    if not first:
        yield Finding("statement", "Write about yourself as I: what I did, what I learned.", "look")
    elif group > first:
        yield Finding("statement", "This says we more often than I; say what you yourself did.", "look")


def _check_described(definition: ProfileDefinition, profile: AuditProfile) -> Iterator[Finding]:
    rule, count = definition.described, len(profile.described)
    if not rule.fewest <= count <= rule.most:
        sentence = f"Tell {rule.fewest} to {rule.most} activities in full; now it is {count}."
        yield Finding("described", sentence, "look")
    for activity in profile.described:
        missing = [
            words
            for words, answer in (
                ("what you learned", activity.learned.strip()),
                ("what it does for your practice", activity.benefit_self),
                ("what it does for service users", activity.benefit_service_users),
            )
            if not answer
        ]
        if missing:
            yield Finding(f"activities[{activity.number}]", f"Say {' and '.join(missing)}.", "look")


def _check_evidence(profile: AuditProfile) -> Iterator[Finding]:
    if not profile.evidence:
        yield Finding("evidence", "List at least one document that supports your profile.")
    for one in profile.evidence:
        if not count_words(one.title):
            yield Finding(f"evidence[{one.number}]", "Say what this document is.")
        if not count_words(one.form):
            yield Finding(f"evidence[{one.number}]", "Say how many pages it has, or its format.", "look")


def _check_names(profile: AuditProfile, withheld: Iterable[str]) -> Iterator[Finding]:
    texts = list(_texts(profile))
    for name in withheld:
        parts = [part for part in [name, *name.split()] if len(part) > 2]
        pattern = re.compile("|".join(rf"\b{re.escape(part)}\b" for part in parts)) if parts else None
        for written in texts:
            found = pattern.search(written.text) if pattern else None
            if found:
                sentence = f"This says “{found[0]}”. {name} has not agreed to be named: write “my partner”."
                yield Finding(written.place, sentence, "look")


def _check_patient_detail(profile: AuditProfile) -> Iterator[Finding]:
    for written in _texts(profile):
        for detail in find_patient_detail(written.text):
            sentence = f"{detail.advice} “{detail.words}”: take it out before this goes out."
            yield Finding(written.place, sentence, "look")


def _check_others(profile: AuditProfile, known: Iterable[str]) -> Iterator[Finding]:
    """Anybody else who seems to be named. Titles, which are often written in capital letters, are not looked at."""
    passed = tuple(known)
    for written in _texts(profile):
        patients = {detail.words for detail in find_patient_detail(written.told)}
        names = [name for name in find_names(written.told, known=passed) if name not in patients]
        if names:
            told = " and ".join(f"“{name}”" for name in names)
            sentence = f"Is this a name: {told}? Leave out whoever has not agreed to it."
            yield Finding(written.place, sentence, "look")


@dataclass(frozen=True, slots=True)
class _Written:
    """What stands in one place of the profile: titles and short lines, and what is told in sentences."""

    place: str
    told: str = ""
    titles: str = ""

    @property
    def text(self) -> str:
        """All of it."""
        return "\n".join(part for part in (self.titles, self.told) if part)


def _texts(profile: AuditProfile) -> Iterator[_Written]:
    yield _Written("summary", profile.summary.text)
    for activity in profile.activities:
        answers = (activity.benefit_self, activity.benefit_service_users)
        told = [activity.learned, *(answer.text for answer in answers if answer)]
        yield _Written(f"activities[{activity.number}]", "\n".join(told), activity.title)
    for number, gap in enumerate(profile.gaps, start=1):
        yield _Written(f"gaps[{number}]", gap.explanation)
    yield _Written("statement", profile.statement.text)
    for one in profile.evidence:
        yield _Written(f"evidence[{one.number}]", titles=f"{one.title}\n{one.description}")


def _day(day: date) -> str:
    return f"{day:%-d %B %Y}"


def _plural(count: int, word: str) -> str:
    return word if count == 1 else f"{word}s"
