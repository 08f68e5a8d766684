"""What went wrong with a mail, in words that an office understands, and whether trying again can help."""

import smtplib


def is_final(error: Exception) -> bool:
    """Whether the same letter would be refused for ever: its address is bad, or it cannot be written."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return all(code >= 500 for code, _ in error.recipients.values())
    return isinstance(error, ValueError)


def words_for(error: Exception) -> str:
    """One sentence, without anything the mail says."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code, _ = next(iter(error.recipients.values()))
        return f"The receiving server refused this address (code {code}). Check that the address is right."
    if isinstance(error, smtplib.SMTPAuthenticationError):
        return "The mail server refused the installation's user name or password."
    if isinstance(error, smtplib.SMTPResponseException):
        return f"The mail server refused this mail (code {error.smtp_code})."
    if isinstance(error, smtplib.SMTPException):
        return f"The conversation with the mail server broke off ({type(error).__name__})."
    if isinstance(error, OSError):
        return "The mail server cannot be reached."
    if isinstance(error, ValueError):
        return "This mail could not be written: its address or subject is not valid."
    return f"This mail could not be sent ({type(error).__name__})."
