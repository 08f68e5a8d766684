"""Which schemes have a directory."""

from datetime import date
from uuid import UUID

from django.db import models
from django.http import Http404
from django.shortcuts import get_object_or_404

from alongside.directory.models import MentorEntry
from alongside.domain.scheme import SchemeDefinition
from alongside.domain.scheme.asking import Directory
from alongside.people.models import Account
from alongside.schemes.models import Scheme
from alongside.schemes.queries import definition_in_force, rules_of


def first_directory(account: Account) -> Scheme | None:
    """The first scheme, by name, in which somebody is listed and which this person sees; one query."""
    # Whether anybody is listed, and not each who is: a join would go through all of a large directory on every page.
    listed = MentorEntry.objects.filter(scheme=models.OuterRef("pk"), listed_at__isnull=False)
    rows = Scheme.objects.visible_to(account).filter(models.Exists(listed))
    found: Scheme | None = rows.order_by("name", "pk").first()
    return found


def directory_or_404(
    account: Account, scheme_id: UUID, today: date
) -> tuple[Scheme, SchemeDefinition, Directory]:
    """A scheme with a directory that the person may look through, and its rules today; a 404 like any missing scheme."""
    scheme = get_object_or_404(Scheme.objects.visible_to(account).select_related("body"), pk=scheme_id)
    rules = rules_of(definition_in_force(scheme, today))
    if rules.directory is None:
        raise Http404
    return scheme, rules, rules.directory
