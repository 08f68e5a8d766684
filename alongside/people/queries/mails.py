"""What an office asks about mails."""

from uuid import UUID

from django.db.models import Q, QuerySet

from alongside.notices.models import Mail
from alongside.notices.queries import given_up_mails
from alongside.people.models import Body


def undelivered_mails(body: Body) -> QuerySet[Mail]:
    """Mails about a body's business that were given up, newest first: to whom and why, never their text.

    Where a person is a member of two bodies, only the mails of this one's business count, and signing in.
    """
    about_it = Q(notice__body=body) | Q(notice=None, account__memberships__body=body)
    return given_up_mails().filter(about_it).distinct()


def undelivered_mail(body: Body, mail_id: UUID) -> Mail | None:
    """One of them."""
    return undelivered_mails(body).filter(pk=mail_id).first()
