"""What belongs to a partnership."""

from alongside.partnerships.models.action import Action, ActionQuerySet
from alongside.partnerships.models.agenda import AgendaItem, AgendaItemQuerySet
from alongside.partnerships.models.feedback import SessionFeedback, SessionFeedbackQuerySet
from alongside.partnerships.models.partnership import Partnership, PartnershipQuerySet
from alongside.partnerships.models.preparation import PreparationTick
from alongside.partnerships.models.session import Session, SessionQuerySet

__all__ = [
    "Action",
    "ActionQuerySet",
    "AgendaItem",
    "AgendaItemQuerySet",
    "Partnership",
    "PartnershipQuerySet",
    "PreparationTick",
    "Session",
    "SessionFeedback",
    "SessionFeedbackQuerySet",
    "SessionQuerySet",
]
