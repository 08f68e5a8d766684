"""What the journal tells."""

from uuid import UUID

from django.db import DEFAULT_DB_ALIAS
from django.db.models import QuerySet

from alongside.journal.chain import broken_links
from alongside.journal.models import Chain, Entry


def entries_about(noun: str, subject: UUID) -> QuerySet[Entry]:
    """Everything that happened to one thing, oldest first."""
    return Entry.objects.filter(noun=noun, subject=subject).order_by("number").select_related("account")


def verify_journal(using: str = DEFAULT_DB_ALIAS) -> tuple[int, list[str]]:
    """Check every chain of the installation: how many entries were read, and a sentence per fault."""
    faults: list[str] = []
    length = 0
    for chain in Chain.objects.using(using).select_related("body").order_by("pk"):
        length += chain.length
        name = chain.body.slug if chain.body else "the installation"
        faults += [f"{name}: {fault}" for fault in broken_links(chain)]
    return length, faults


def chain_heads(using: str = DEFAULT_DB_ALIAS) -> dict[str, dict[str, int | str]]:
    """Length and head of each chain by its body's short name in addresses; the installation's own under an empty one.

    Noted somewhere else, they show later that nobody cut or rewrote the journal since.
    """
    chains = Chain.objects.using(using).select_related("body").order_by("pk")
    return {
        chain.body.slug if chain.body else "": {"length": chain.length, "head": chain.head}
        for chain in chains
    }
