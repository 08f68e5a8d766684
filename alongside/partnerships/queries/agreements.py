"""What is asked about agreements: what a version says, who signed it, who still has to."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Prefetch
from django.http import Http404

from alongside.partnerships.models import (
    Agreement,
    AgreementSignature,
    AgreementVersion,
    Partnership,
    Session,
)
from alongside.partnerships.queries.agreement_words import AgreementText, clauses_of
from alongside.people.models import Account
from alongside.vault.documents import SealedFile, as_file
from alongside.vault.notes import open_note, open_notes

SIGNATURES = Prefetch("signatures", queryset=AgreementSignature.objects.select_related("name", "account"))


@dataclass(frozen=True)
class OpenedVersion:
    """A version with its words, and who signed it under which typed name."""

    version: AgreementVersion
    text: AgreementText
    digest: str
    signatures: list[tuple[AgreementSignature, str]] = field(default_factory=list)

    @property
    def is_as_signed(self) -> bool:
        """Whether it still says what was signed, to the letter."""
        return all(signature.digest == self.digest for signature, _ in self.signatures)


def agreement_of(partnership: Partnership) -> Agreement | None:
    """The agreement of a partnership, if the two have begun one."""
    found: Agreement | None = getattr(partnership, "agreement", None)
    return found


def starting_text(partnership: Partnership, template: str = "") -> AgreementText:
    """What a first version begins with: the scheme's own words, in those of a template where one is chosen."""
    return AgreementText(partnership.rules.agreement.beginning(template) if clauses_of(partnership) else {})


def version_or_404(agreement: Agreement | None, number: int) -> AgreementVersion:
    """One version of an agreement that was fetched for its partner; a 404 for a number there is not."""
    rows = agreement.versions.select_related("text").prefetch_related(SIGNATURES) if agreement else None
    found: AgreementVersion | None = rows.filter(number=number).first() if rows is not None else None
    if found is None:
        raise Http404
    return found


def scan_or_404(partnership: Partnership, number: int, side: str, *, by: Account) -> SealedFile:
    """The paper that this partner signed, opened for one of the two; a 404 where they signed none."""
    version = version_or_404(agreement_of(partnership), number)
    signature = version.signatures.select_related("scan").filter(role=side).exclude(scan=None).first()
    if signature is None or signature.scan is None:
        raise Http404
    return as_file(open_note(signature.scan, by=by, role=partnership.role_of(by)))


def newest_version(agreement: Agreement) -> AgreementVersion:
    """The version that counts as the present suggestion, or the one in force."""
    return version_or_404(agreement, agreement.version)


def opened_versions(
    versions: Iterable[AgreementVersion], partnership: Partnership, *, by: Account
) -> list[OpenedVersion]:
    """Versions with the names under them, in one opening; each must come with its notes."""
    rows = list(versions)
    notes = [row.text for row in rows] + [each.name for row in rows for each in row.signatures.all()]
    opened = open_notes(notes, by=by, role=partnership.role_of(by))
    return [_opened(row, opened, partnership) for row in rows]


def seen_before(agreement: Agreement, role: str) -> AgreementVersion | None:
    """The last version that this partner signed or wrote, before the newest; what they know already."""
    signed = agreement.mentee_signed if role == "mentee" else agreement.mentor_signed
    rows = agreement.versions.select_related("text").prefetch_related(SIGNATURES)
    if signed is not None:
        return rows.filter(number=signed).first() if signed < agreement.version else None
    return rows.filter(role=role, number__lt=agreement.version).order_by("-number").first()


def digest_of(version: AgreementVersion, sealed: dict[str, Any]) -> str:
    """The SHA-256, in hexadecimal, of all that a version says, of which partnership and which version it is.

    `sealed` is the opened note with its salt, so that nobody without the words can try out which words they are.
    """
    said = {
        "partnership": str(version.agreement.partnership_id),
        "version": version.number,
        "cadence_days": version.cadence_days,
        "until": version.until.isoformat() if version.until else None,
        "review_every": version.review_every,
        **sealed,
    }
    plain = json.dumps(said, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(plain.encode()).hexdigest()


def waits_for_signature(agreement: Agreement | None, role: str) -> bool:
    """Whether the newest version still lacks this partner's signature."""
    return agreement is not None and not agreement.is_signed_by(role)


def is_in_force(partnership: Partnership) -> bool:
    """Whether both have signed some version."""
    agreement = agreement_of(partnership)
    return agreement is not None and agreement.in_force is not None


def must_agree_before(session: Session) -> bool:
    """Whether the scheme has this session wait until both have signed an agreement."""
    partnership = session.partnership
    required = partnership.rules.agreement.use == "required"
    return required and session.number > 1 and not is_in_force(partnership)


def renewed_until(partnership: Partnership) -> date | None:
    """The last day, where the two have gone on past the one in the agreement that is in force; None otherwise."""
    agreement = agreement_of(partnership)
    if agreement is None or agreement.in_force is None or partnership.until is None:
        return None
    agreed: date | None = agreement.versions.get(number=agreement.in_force).until
    return partnership.until if partnership.until != agreed else None


def ending_clauses(partnership: Partnership, *, by: Account) -> list[tuple[str, str]]:
    """What both have signed about ending, as headings and words, opened for one of them; empty if they signed nothing."""
    agreement = agreement_of(partnership)
    about = partnership.rules.agreement.clauses_about("ending")
    if agreement is None or agreement.in_force is None or not about:
        return []
    (opened,) = opened_versions([version_or_404(agreement, agreement.in_force)], partnership, by=by)
    said = ((clause.title, opened.text.clauses.get(clause.key, "")) for clause in about)
    return [(title, words) for title, words in said if words]


def _opened(row: AgreementVersion, opened: dict[UUID, str], partnership: Partnership) -> OpenedVersion:
    sealed: dict[str, Any] = json.loads(opened[row.text_id])
    text = AgreementText(dict(sealed["clauses"]), row.cadence_days, row.until, row.review_every)
    signatures = [(each, opened[each.name_id]) for each in row.signatures.all()]
    return OpenedVersion(row, text, digest_of(row, sealed), signatures)
