"""Audit profiles: one's own, what is in them, and the document they make today."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from alongside.cpd.models import Profile, Record
from alongside.cpd.queries.records import activity_of, names_agreed, open_texts, records_within
from alongside.cpd.queries.rules import profile_rules
from alongside.cpd.writing import ProfileText, text_from_json
from alongside.domain.cpd.activities import Period
from alongside.domain.cpd.audit_profile import AuditProfile, Language, Person
from alongside.domain.cpd.checking import Finding, check_profile
from alongside.domain.cpd.composing import ProfileDraft, compose_profile
from alongside.domain.cpd.definition import ProfileDefinition
from alongside.people.models import Account
from alongside.vault.notes import open_notes

LANGUAGES: dict[str, Language] = {"en": "en", "cy": "cy", "fr": "fr"}


@dataclass(frozen=True)
class WrittenProfile:
    """A profile opened for its writer: records of its period oldest first, choices, words, and the document."""

    profile: Profile
    rules: ProfileDefinition
    records: tuple[Record, ...]
    described: frozenset[UUID]
    left_out: frozenset[UUID]
    text: ProfileText
    document: AuditProfile
    findings: tuple[Finding, ...]

    @property
    def listed(self) -> tuple[Record, ...]:
        """The records in the list, so that the first is number 1 of the document."""
        return tuple(record for record in self.records if record.pk not in self.left_out)

    @property
    def to_fix(self) -> tuple[Finding, ...]:
        """What stands in the way of sending it."""
        return tuple(finding for finding in self.findings if finding.weight == "fix")


def profiles_of(account: Account) -> QuerySet[Profile]:
    """The person's profiles, the newest first."""
    rows: QuerySet[Profile] = Profile.objects.visible_to(account).select_related("member__body")
    return rows


def deadline_of(profile: Profile) -> date | None:
    """The last day to send it; None where no letter was noted."""
    return profile_rules(profile.rules_key).audit.deadline(profile.letter_on) if profile.letter_on else None


def next_deadline(account: Account) -> tuple[Profile, date] | None:
    """The unsent profile that is due first, with its day."""
    waiting = profiles_of(account).filter(sent_on=None).exclude(letter_on=None)
    due = [(profile, day) for profile in waiting if (day := deadline_of(profile))]
    return min(due, key=lambda one: one[1], default=None)


def profile_or_404(account: Account, profile_id: UUID) -> Profile:
    """One's own profile; a 404 like a missing one otherwise."""
    mine = Profile.objects.visible_to(account).select_related("member__body", "member__account", "text")
    profile: Profile = get_object_or_404(mine, pk=profile_id)
    return profile


def period_of(profile: Profile) -> Period:
    """The days it speaks of."""
    return Period(profile.on, profile.until)


def records_of(profile: Profile, account: Account) -> QuerySet[Record]:
    """The person's records of its period, newest first; once it was sent only those that were kept as they went out.

    What was noted afterwards never comes into a profile that was sent.
    """
    rows = records_within(account, period_of(profile))
    return rows.exclude(locked_at=None) if profile.sent_on else rows


def open_profile(profile: Profile, *, by: Account, today: date) -> WrittenProfile:
    """Open the writer's words and those of the records told in full; put the document together and check it.

    It is made on `today`, and once it was sent on the day on which it was.
    """
    today = profile.sent_on or today
    rules = profile_rules(profile.rules_key)
    records = _oldest_first(records_of(profile, by).select_related("text"))
    described = frozenset(profile.described.values_list("pk", flat=True))
    left_out = frozenset(profile.left_out.values_list("pk", flat=True))
    text = _opened_text(profile, by)
    texts = open_texts([record for record in records if record.pk in described - left_out], by=by)
    agreed = names_agreed(by)
    draft = ProfileDraft(
        person=_person(profile),
        period=period_of(profile),
        activities=tuple(
            activity_of(record, agreed, texts.get(record.pk))
            for record in records
            if record.pk not in left_out
        ),
        described=frozenset(map(str, described)),
        summary=text.summary,
        statement=text.statement,
        gap_notes=text.gap_notes,
        evidence=text.evidence,
        language=LANGUAGES[profile.language],
    )
    document = compose_profile(rules, draft, today)
    findings = check_profile(rules, document, *_partners(records, agreed))
    return WrittenProfile(profile, rules, records, described, left_out, text, document, findings)


def _oldest_first(records: Iterable[Record]) -> tuple[Record, ...]:
    # As the domain orders activities, so that numbers in its findings lead to the right record.
    return tuple(sorted(records, key=lambda one: (one.on, one.until, one.title, one.kind, str(one.pk))))


def _opened_text(profile: Profile, by: Account) -> ProfileText:
    if profile.text is None:
        return ProfileText()
    return text_from_json(open_notes([profile.text], by=by, role="author")[profile.text.pk])


def _person(profile: Profile) -> Person:
    return Person(
        name=profile.member.name,
        body=profile.member.body.name,
        membership_number=profile.member.number,
        registration_number=profile.registration_number,
    )


def _partners(records: Iterable[Record], agreed: frozenset[UUID]) -> tuple[set[str], set[str]]:
    """Names of those in the records who have not agreed to be named, and of those who have."""
    partners = {record.partner for record in records if record.partner is not None}
    withheld = {partner.name for partner in partners if partner.account_id not in agreed}
    return withheld, {partner.name for partner in partners} - withheld
