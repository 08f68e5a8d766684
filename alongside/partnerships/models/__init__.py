"""What belongs to a partnership."""

from alongside.partnerships.models.achievement import (
    Achievement,
    AchievementQuerySet,
    ReleasedAchievement,
)
from alongside.partnerships.models.acknowledgement import Acknowledgement
from alongside.partnerships.models.action import Action, ActionQuerySet
from alongside.partnerships.models.agenda import AgendaItem, AgendaItemQuerySet
from alongside.partnerships.models.agreement import (
    Agreement,
    AgreementSignature,
    AgreementVersion,
)
from alongside.partnerships.models.checklist import ChecklistLine
from alongside.partnerships.models.door import OpenedDoor, OpenedDoorQuerySet
from alongside.partnerships.models.expectation import (
    Clarification,
    Expectation,
    ExpectationQuerySet,
    Wording,
)
from alongside.partnerships.models.facilitator import Facilitator
from alongside.partnerships.models.feedback import SessionFeedback, SessionFeedbackQuerySet
from alongside.partnerships.models.goal import Goal, GoalProgress, GoalQuerySet
from alongside.partnerships.models.learning import LearningEntry, LearningEntryQuerySet
from alongside.partnerships.models.manager import ManagerTold
from alongside.partnerships.models.mandate import Mandate, MandateReport
from alongside.partnerships.models.missed import MissedTime
from alongside.partnerships.models.outcome import OutcomeAnswer, OutcomeSum
from alongside.partnerships.models.partner_feedback import PartnerFeedback
from alongside.partnerships.models.partnership import Partnership, PartnershipQuerySet
from alongside.partnerships.models.preparation import PreparationTick
from alongside.partnerships.models.pulse import Pulse
from alongside.partnerships.models.quiet_word import QuietWord
from alongside.partnerships.models.recommendation import Recommendation
from alongside.partnerships.models.reflection import Reflection, ReflectionQuerySet
from alongside.partnerships.models.renewal import RenewalAnswer
from alongside.partnerships.models.session import Session, SessionQuerySet
from alongside.partnerships.models.stage import StageMove
from alongside.partnerships.models.touch import Touch

__all__ = [
    "Achievement",
    "AchievementQuerySet",
    "Acknowledgement",
    "Action",
    "ActionQuerySet",
    "AgendaItem",
    "AgendaItemQuerySet",
    "Agreement",
    "AgreementSignature",
    "AgreementVersion",
    "ChecklistLine",
    "Clarification",
    "Expectation",
    "ExpectationQuerySet",
    "Facilitator",
    "Goal",
    "GoalProgress",
    "GoalQuerySet",
    "LearningEntry",
    "LearningEntryQuerySet",
    "ManagerTold",
    "Mandate",
    "MandateReport",
    "MissedTime",
    "OpenedDoor",
    "OpenedDoorQuerySet",
    "OutcomeAnswer",
    "OutcomeSum",
    "PartnerFeedback",
    "Partnership",
    "PartnershipQuerySet",
    "PreparationTick",
    "Pulse",
    "QuietWord",
    "Recommendation",
    "Reflection",
    "ReflectionQuerySet",
    "ReleasedAchievement",
    "RenewalAnswer",
    "Session",
    "SessionFeedback",
    "SessionFeedbackQuerySet",
    "SessionQuerySet",
    "StageMove",
    "Touch",
    "Wording",
]
