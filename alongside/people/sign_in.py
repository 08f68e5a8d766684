"""How signing in differs from the library's way: nobody signs up alone, and every mail goes through the outbox."""

import uuid
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest

from alongside.notices.actions import MailText, queue_mail
from alongside.people.models import Account
from alongside.people.sign_in_links import SIGN_IN


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    """Accounts come from a body's office; sign-in mails are queued, so known and unknown addresses take equally long."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody becomes a member of a body by signing up here."""
        return False

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """The ways to say that it is still you; a passkey is called so everywhere."""
        ways: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        return [
            way | {"description": "Use my passkey"} if way["id"] == "mfa_reauthenticate:webauthn" else way
            for way in ways
        ]

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Queue what the library would have sent at once."""
        message = self.render_mail(template_prefix, email, context)
        queue_mail(
            email,
            event=f"sign-in:{uuid.uuid4()}",
            kind=SIGN_IN.key,
            mail=MailText(subject=message.subject, text=message.body),
            account=Account.objects.filter(email=email.lower()).first(),
        )
