"""An account is how a person signs in; one account may be a member of several bodies."""

from typing import Any, ClassVar
from zoneinfo import ZoneInfo

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower

from alongside.journal.models import Journalled


class AccountManager(BaseUserManager["Account"]):
    """Makes accounts; a new one has no password until its owner sets one."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "Account":
        """An account for this address, written in lower case."""
        account = self.model(email=email.strip().lower(), **fields)
        account.set_password(password) if password else account.set_unusable_password()
        account.save(using=self._db)
        return account


class Account(Journalled, AbstractBaseUser):
    """A person who can sign in. Names are how they wish to be called; a body's own record is the Member."""

    email = models.EmailField(max_length=254, unique=True)
    given_name = models.CharField(max_length=150, blank=True)
    family_name = models.CharField(max_length=150, blank=True)
    time_zone = models.CharField(max_length=64, default="Europe/London")
    theme = models.CharField(max_length=10, blank=True)
    orcid = models.CharField(max_length=19, blank=True)
    quiet_from = models.TimeField(null=True, blank=True)
    quiet_until = models.TimeField(null=True, blank=True)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects: ClassVar[AccountManager] = AccountManager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(Lower("email"), name="one_account_per_address"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """How the person is called; the address where no name is known."""
        return f"{self.given_name} {self.family_name}".strip() or self.email

    @property
    def zone(self) -> ZoneInfo:
        """The person's time zone."""
        return ZoneInfo(self.time_zone)
