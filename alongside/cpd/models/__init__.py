"""What a person keeps for their own professional development."""

from alongside.cpd.models.assessment import Assessment, AssessmentQuerySet, CompetencySum
from alongside.cpd.models.audit_view import AuditOpening, AuditView, AuditViewQuerySet
from alongside.cpd.models.counting import Counting, CountingQuerySet
from alongside.cpd.models.document import Document, DocumentQuerySet
from alongside.cpd.models.naming import NamingConsent, NamingConsentQuerySet
from alongside.cpd.models.plan import PlannedGoal, PlannedGoalQuerySet, PlannedStep, PlannedStepQuerySet
from alongside.cpd.models.profile import Profile, ProfileQuerySet
from alongside.cpd.models.record import Record, RecordQuerySet

__all__ = [
    "Assessment",
    "AssessmentQuerySet",
    "AuditOpening",
    "AuditView",
    "AuditViewQuerySet",
    "CompetencySum",
    "Counting",
    "CountingQuerySet",
    "Document",
    "DocumentQuerySet",
    "NamingConsent",
    "NamingConsentQuerySet",
    "PlannedGoal",
    "PlannedGoalQuerySet",
    "PlannedStep",
    "PlannedStepQuerySet",
    "Profile",
    "ProfileQuerySet",
    "Record",
    "RecordQuerySet",
]
