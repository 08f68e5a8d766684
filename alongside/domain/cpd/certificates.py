"""What a certificate says, in words and as an Open Badges 3.0 credential."""

import base64
import gzip
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any, Final, Literal

from alongside.domain.cpd.activities import hours_in_words, hours_of_minutes
from alongside.domain.scheme.part import Side

CertificateKind = Literal["completion", "hours", "training"]
TITLES: Final[dict[CertificateKind, str]] = {
    "completion": "Mentoring partnership completed",
    "hours": "Hours of mentoring",
    "training": "Training",
}
CODE_LETTERS: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no letter that reads like a digit."""
CODE_LENGTH: Final = 16
LIST_SIZE: Final = 131_072
"""Places in a list of revoked badges, the fewest that the standard allows, so that one among them tells nothing."""
_AS_READ: Final = str.maketrans({"O": "0", "I": "1", "L": "1", "-": None, " ": None})


@dataclass(frozen=True)
class PartTime:
    """Sessions that a person held in one part, and how long they took together."""

    part: Side
    sessions: int
    minutes: int

    @property
    def hours(self) -> Decimal:
        """Hours to two places."""
        return hours_of_minutes(self.minutes)


@dataclass(frozen=True, kw_only=True)
class Statement:
    """Everything that is printed on a certificate, and so everything that its check page tells.

    `training` is what a certificate of training is about, and `minutes` how long it took.
    """

    kind: CertificateKind
    name: str
    body: str
    scheme: str
    on: date
    until: date
    parts: tuple[PartTime, ...] = ()
    training: str = ""
    minutes: int = 0

    @property
    def title(self) -> str:
        """The heading."""
        return TITLES[self.kind]

    @property
    def about(self) -> str:
        """Which training or scheme it is about, so that several can be told apart; empty for hours."""
        return self.training or self.scheme

    @property
    def sessions(self) -> int:
        """All sessions together."""
        return sum(part.sessions for part in self.parts)

    @property
    def hours(self) -> Decimal:
        """All hours together."""
        return hours_of_minutes(self.minutes + sum(part.minutes for part in self.parts))

    @property
    def sentences(self) -> tuple[str, ...]:
        """What it says, after the person's name."""
        if self.kind == "training":
            return (f"took part in “{self.training}”.", f"It took {hours_in_words(self.hours)}.")
        if self.kind == "completion":
            part = self.parts[0].part
            return (
                f"completed a mentoring partnership as a {part} in “{self.scheme}”.",
                *map(_held, self.parts),
            )
        return ("held these mentoring sessions.", *map(_held, self.parts))

    def as_facts(self) -> dict[str, Any]:
        """As it is kept, for `statement_of`."""
        parts = [{"part": one.part, "sessions": one.sessions, "minutes": one.minutes} for one in self.parts]
        return {
            "kind": self.kind,
            "name": self.name,
            "body": self.body,
            "scheme": self.scheme,
            "on": self.on.isoformat(),
            "until": self.until.isoformat(),
            "parts": parts,
            "training": self.training,
            "minutes": self.minutes,
        }


def statement_of(facts: dict[str, Any]) -> Statement:
    """What `Statement.as_facts` kept."""
    return Statement(
        kind=facts["kind"],
        name=facts["name"],
        body=facts["body"],
        scheme=facts["scheme"],
        on=date.fromisoformat(facts["on"]),
        until=date.fromisoformat(facts["until"]),
        parts=tuple(PartTime(**part) for part in facts["parts"]),
        training=facts["training"],
        minutes=facts["minutes"],
    )


def _held(part: PartTime) -> str:
    sessions = "1 session" if part.sessions == 1 else f"{part.sessions} sessions"
    return f"As a {part.part}: {sessions}, {hours_in_words(part.hours)}."


def read_code(typed: str) -> str:
    """The code as it is kept, from however somebody types it; letters that no code has stay, and find nothing."""
    return typed.strip().upper().translate(_AS_READ)


def printed_code(code: str) -> str:
    """The code in groups of four."""
    return "-".join(code[place : place + 4] for place in range(0, len(code), 4))


def open_badge(
    statement: Statement,
    *,
    address: str,
    issuer: str,
    issuer_address: str,
    recipient: str,
    issued_at: datetime,
    list_address: str,
    place: int,
) -> dict[str, Any]:
    """The certificate as an Open Badges 3.0 AchievementCredential, ready to be signed as a VC-JWT.

    `issuer` is the identifier of the key that signs; `recipient` an email address; `place` the credential's in the
    list of revoked ones. Fields by the 1EdTech Open Badges 3.0 specification and W3C Verifiable Credentials 2.0.
    """
    since = issued_at.astimezone(UTC).replace(microsecond=0)
    who = f"mailto:{recipient}"
    narrative = " ".join(statement.sentences)
    return {
        "@context": [
            "https://www.w3.org/ns/credentials/v2",
            "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
        ],
        "id": address,
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "issuer": {"id": issuer, "type": ["Profile"], "name": statement.body, "url": issuer_address},
        "validFrom": since.isoformat().replace("+00:00", "Z"),
        "name": statement.title,
        "credentialSubject": {
            "id": who,
            "type": ["AchievementSubject"],
            "activityStartDate": f"{statement.on.isoformat()}T00:00:00Z",
            "activityEndDate": f"{statement.until.isoformat()}T00:00:00Z",
            "achievement": {
                "id": f"{address}#achievement",
                "type": ["Achievement"],
                "achievementType": "Certificate",
                "name": statement.title,
                "description": f"{statement.name} {narrative}",
                "criteria": {"narrative": f"{statement.body} counted what was held: {narrative}"},
            },
        },
        "credentialStatus": {
            "id": f"{list_address}#{place}",
            "type": "BitstringStatusListEntry",
            "statusPurpose": "revocation",
            "statusListIndex": str(place),
            "statusListCredential": list_address,
        },
        "iss": issuer,
        "sub": who,
        "jti": address,
        "nbf": int(since.timestamp()),
    }


def revoked_list(places: Iterable[int], *, address: str, issuer: str, now: datetime) -> dict[str, Any]:
    """Which badges are revoked, as a W3C Bitstring Status List, ready to be signed; it holds for a day."""
    since, until = now.astimezone(UTC).replace(microsecond=0), now.astimezone(UTC) + timedelta(days=1)
    bits = bytearray(LIST_SIZE // 8)
    for place in places:
        bits[place // 8] |= 0x80 >> (place % 8)
    encoded = base64.urlsafe_b64encode(gzip.compress(bytes(bits), mtime=0)).rstrip(b"=").decode()
    return {
        "@context": ["https://www.w3.org/ns/credentials/v2"],
        "id": address,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": issuer,
        "validFrom": since.isoformat().replace("+00:00", "Z"),
        "validUntil": until.replace(microsecond=0).isoformat().replace("+00:00", "Z"),
        "credentialSubject": {
            "id": f"{address}#list",
            "type": "BitstringStatusList",
            "statusPurpose": "revocation",
            "encodedList": f"u{encoded}",
        },
        "iss": issuer,
        "sub": f"{address}#list",
        "jti": address,
        "nbf": int(since.timestamp()),
        "exp": int(until.timestamp()),
    }
