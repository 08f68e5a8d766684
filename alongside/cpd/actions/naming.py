"""Letting a partner name one in an audit profile, and taking it back."""

from django.db import transaction

from alongside.cpd.models import NamingConsent
from alongside.journal.moves import write_entry
from alongside.people.models import Account


@transaction.atomic
def agree_to_be_named(giver: Account, *, receiver: Account) -> NamingConsent:
    """From now on `receiver` may name `giver` in audit profiles."""
    consent, made = NamingConsent.objects.get_or_create(giver=giver, receiver=receiver)
    if made:
        _note(consent, "agree")
    return consent


@transaction.atomic
def withdraw_naming(giver: Account, *, receiver: Account) -> None:
    """From now on `receiver` no longer names `giver`; a profile already downloaded stays as it is."""
    for consent in NamingConsent.objects.select_for_update().filter(giver=giver, receiver=receiver):
        _note(consent, "withdraw")
        consent.delete()


def _note(consent: NamingConsent, move: str) -> None:
    write_entry(
        noun="naming consent", subject=consent.pk, move=move, by=consent.giver, role="partner", body_id=None
    )
