"""Partners, past and present, and whether one lets them use one's name."""

from dataclasses import dataclass
from uuid import UUID

from django.http import Http404

from alongside.cpd.models import NamingConsent
from alongside.partnerships.models import Partnership
from alongside.people.models import Account, Member


@dataclass(frozen=True)
class Naming:
    """A partner of mine: whether they may name me, and whether I may name them."""

    partner: Member
    may_name_me: bool
    i_may_name: bool


def namings_of(account: Account) -> list[Naming]:
    """Everybody whom the person has been paired with, by name, each once."""
    partners: dict[UUID, Member] = {}
    for partnership in Partnership.objects.visible_to(account).select_related(
        "mentee__account", "mentor__account"
    ):
        partner = partnership.partner_of(account)
        partners[partner.account_id] = partner
    consents = set(NamingConsent.objects.visible_to(account).values_list("giver_id", "receiver_id"))
    return [
        Naming(partner, (account.pk, key) in consents, (key, account.pk) in consents)
        for key, partner in sorted(partners.items(), key=lambda pair: pair[1].name)
    ]


def partner_or_404(account: Account, partner_id: UUID) -> Account:
    """The account of somebody one has been paired with; a 404 like a missing one otherwise."""
    for naming in namings_of(account):
        if naming.partner.account_id == partner_id:
            return naming.partner.account
    raise Http404
