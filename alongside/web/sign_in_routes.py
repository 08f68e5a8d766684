"""Which of the sign-in library's pages we open, and to whom; the others do not exist here."""

from typing import Final

from alongside.web.routes import ACCOUNT, VISITOR, declare_foreign

_FOR_VISITORS: Final = (
    "account_login",
    "account_logout",
    "account_inactive",
    "account_signup",
    "account_confirm_email",
    "account_email_verification_sent",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "mfa_authenticate",
    "mfa_login_webauthn",
)
_FOR_ACCOUNTS: Final = (
    "account_email",
    "account_change_password",
    "account_set_password",
    "account_reauthenticate",
    "mfa_index",
    "mfa_reauthenticate",
    "mfa_activate_totp",
    "mfa_deactivate_totp",
    "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes",
    "mfa_download_recovery_codes",
    "mfa_list_webauthn",
    "mfa_add_webauthn",
    "mfa_edit_webauthn",
    "mfa_remove_webauthn",
    "mfa_reauthenticate_webauthn",
)

CLOSED: Final = frozenset({"account_confirm_login_code"})
"""What the library brings and we do not open: undeclared, so it answers nobody."""


def declare_sign_in() -> None:
    """Called with our own addresses, before the first request."""
    for name in _FOR_VISITORS:
        declare_foreign(name, who=VISITOR, note="Signing in")
    for name in _FOR_ACCOUNTS:
        declare_foreign(name, who=ACCOUNT, note="One's own account")
