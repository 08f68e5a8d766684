"""What belongs to a partnership."""

from alongside.partnerships.models.partnership import Partnership, PartnershipQuerySet
from alongside.partnerships.models.session import Session, SessionQuerySet

__all__ = ["Partnership", "PartnershipQuerySet", "Session", "SessionQuerySet"]
