"""The mails that a demonstration has sent, for whoever tries it to read."""

from uuid import UUID

from django.db.models import QuerySet

from alongside.notices.models import Mail


def all_mails(to: str = "") -> QuerySet[Mail]:
    """Mails to everybody, or to addresses with `to` in them, newest first."""
    return Mail.objects.filter(address__icontains=to).select_related("notice").order_by("-created_at")


def mail_or_none(mail_id: UUID) -> Mail | None:
    """One mail."""
    return Mail.objects.filter(pk=mail_id).select_related("notice").first()
