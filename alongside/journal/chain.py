"""How an entry is hashed onto the one before it, and how a chain is checked."""

import hashlib
import json
from collections.abc import Iterator

from alongside.journal.models import Chain, Entry


def digest_of(entry: Entry) -> str:
    """SHA-256 over the salt and everything the entry says, so that nothing of it can be changed unseen."""
    said = [
        entry.number,
        entry.at.isoformat(),
        str(entry.account_id or ""),
        entry.role,
        entry.noun,
        str(entry.subject),
        entry.move,
        entry.source,
        entry.target,
        entry.via,
        entry.address,
        entry.facts,
    ]
    payload = json.dumps(said, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256((entry.salt + payload).encode()).hexdigest()


def hash_of(previous: str, digest: str) -> str:
    """The link: the hash before this one, and this entry's digest."""
    return hashlib.sha256(f"{previous}{digest}".encode()).hexdigest()


def broken_links(chain: Chain) -> Iterator[str]:
    """A sentence for each place where the chain does not hold; nothing when it does."""
    previous, expected = "0" * 64, 1
    for entry in chain.entries.order_by("number").iterator(chunk_size=2000):
        if entry.number != expected:
            yield f"Entry {expected} is missing: the next one there is {entry.number}."
        if digest_of(entry) != entry.digest:
            yield f"Entry {entry.number} was altered: what it says does not match its digest."
        if hash_of(previous, entry.digest) != entry.hash:
            yield f"Entry {entry.number} does not hang on the entry before it."
        previous, expected = entry.hash, entry.number + 1
    if chain.length != expected - 1 or chain.head != previous:
        yield f"The chain's head says {chain.length} entries, but {expected - 1} are there: its end was cut or forged."
