"""Changes to one's own account."""

from django.db import transaction

from alongside.people.models import Account


@transaction.atomic
def change_account(
    account: Account, *, given_name: str, family_name: str, time_zone: str, orcid: str = ""
) -> Account:
    """Change how a person is called and where their days are. The names on a body's list stay that body's."""
    row = Account.objects.select_for_update().get(pk=account.pk)
    row.given_name, row.family_name, row.time_zone = given_name, family_name, time_zone
    row.orcid = orcid
    row.save(update_fields=["given_name", "family_name", "time_zone", "orcid"])
    return row
