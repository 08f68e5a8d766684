"""The audit profile as it leaves: with the body's signature where the body signs its documents."""

from datetime import date

from alongside.cpd.documents import profile_pdf
from alongside.domain.cpd.audit_profile import AuditProfile
from alongside.people.models import Body
from alongside.vault.pdf_signing import issued


def issued_profile_pdf(profile: AuditProfile, body: Body, today: date) -> bytes:
    """The profile as PDF, signed by the body where it signs its documents."""
    return issued(lambda name: profile_pdf(profile, signed_by=name), body.pk, body.name, today)
