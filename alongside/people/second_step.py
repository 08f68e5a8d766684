"""The second step of signing in, in our words: the library's speak of operations and of what is incorrect."""

from typing import Any

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.forms import AddWebAuthnForm


class SecondStepAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth ships no types
    """What is said where a second step does not work, with what to do next."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": (
            "This code does not fit. Type the six digits that your app shows now; if they are refused again, see that "
            "your phone sets its clock by itself. To sign in, a recovery code that you have not used does as well."
        ),
    }

    def generate_authenticator_name(self, user: Any, type: Any) -> str:  # noqa: A002  the library's own name
        """What a passkey is called until its owner names it; “master key” means something else here."""
        count = Authenticator.objects.filter(user_id=user.pk, type=type).count()
        return f"Passkey {count + 1}"


class AddPasskeyForm(AddWebAuthnForm):  # type: ignore[misc]  # allauth ships no types
    """A passkey, and whether it is enough by itself."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["passwordless"]
        field.label = "Let it sign me in by itself"
        field.help_text = (
            "“Use my passkey” is then all you need on the sign-in page, and your device asks for your finger, your face or "
            "its PIN each time. Without the tick it is your second step, after a password or a link from your mail."
        )
