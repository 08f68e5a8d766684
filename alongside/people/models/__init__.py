"""Bodies, their members, accounts and office roles."""

from alongside.people.models.account import Account, AccountManager
from alongside.people.models.body import Body, BodyQuerySet, OfficeRole
from alongside.people.models.imports import Import, ImportMapping
from alongside.people.models.member import Member, MemberQuerySet, folded, holding_words
from alongside.people.models.sign_in_link import SignInLink, SignInLinkQuerySet

__all__ = [
    "Account",
    "AccountManager",
    "Body",
    "BodyQuerySet",
    "Import",
    "ImportMapping",
    "Member",
    "MemberQuerySet",
    "OfficeRole",
    "SignInLink",
    "SignInLinkQuerySet",
    "folded",
    "holding_words",
]
