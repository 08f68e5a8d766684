"""Signatures of a body: an Ed25519 key made from a data key of its own, and JSON Web Signatures made with it."""

import base64
import hashlib
import json
from typing import Any, Final
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from alongside.vault.keys import key_for_signing, unwrap

_SEED: Final = b"alongside ed25519 signing key of a body v1:"
_ED25519: Final = b"\xed\x01"
"""How the multicodec table marks an Ed25519 public key; `did:key` begins with it."""
_BASE58: Final = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"


class Signer:
    """The signing key of one body, made on first use. Whoever has the `did` can verify without asking us."""

    def __init__(self, body_id: UUID) -> None:
        seed = hashlib.sha256(_SEED + unwrap(key_for_signing(body_id))).digest()
        self._key = Ed25519PrivateKey.from_private_bytes(seed)
        self._public = self._key.public_key()

    @property
    def did(self) -> str:
        """The key itself as an identifier (W3C did:key)."""
        return f"did:key:z{_base58(_ED25519 + self._raw)}"

    @property
    def pem(self) -> str:
        """The public key as programs that verify want it."""
        return self._public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()

    def sign(self, payload: dict[str, Any]) -> str:
        """The payload with its signature (RFC 7515 compact, EdDSA by RFC 8037), the public key in its header."""
        jwk = {"kty": "OKP", "crv": "Ed25519", "x": _base64(self._raw)}
        header = {"alg": "EdDSA", "typ": "JWT", "jwk": jwk}
        signed = f"{_base64(_json(header))}.{_base64(_json(payload))}"
        return f"{signed}.{_base64(self._key.sign(signed.encode()))}"

    @property
    def _raw(self) -> bytes:
        return self._public.public_bytes(Encoding.Raw, PublicFormat.Raw)


def _json(value: dict[str, Any]) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def _base64(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def _base58(data: bytes) -> str:
    number, letters = int.from_bytes(data), ""
    while number:
        number, rest = divmod(number, 58)
        letters = _BASE58[rest] + letters
    return letters
