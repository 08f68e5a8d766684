"""AES-256-GCM over padded text, bound to where the text belongs; the only file that knows a cipher."""

import os
import struct

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

FORMAT = b"v1"
NONCE_BYTES = 12
PAD_TO = 256
LENGTH_BYTES = 4


class SealBroken(Exception):
    """The sealed text was altered, moved, put back from an older version, or belongs to another key."""


def new_key() -> bytes:
    """32 fresh random bytes."""
    return AESGCM.generate_key(256)


def seal_bytes(key: bytes, data: bytes, bound_to: str) -> bytes:
    """Format, nonce and ciphertext; padded to steps of 256 bytes, so that the size tells little."""
    room = -(len(data) + LENGTH_BYTES) % PAD_TO
    padded = struct.pack(">I", len(data)) + data + b"\0" * room
    nonce = os.urandom(NONCE_BYTES)
    return FORMAT + nonce + AESGCM(key).encrypt(nonce, padded, bound_to.encode())


def open_bytes(key: bytes, blob: bytes | memoryview, bound_to: str) -> bytes:
    """What was sealed, or SealBroken."""
    blob = bytes(blob)
    if blob[: len(FORMAT)] != FORMAT:
        raise SealBroken("This text was sealed in a format that this version does not know.")
    nonce, sealed = blob[len(FORMAT) : len(FORMAT) + NONCE_BYTES], blob[len(FORMAT) + NONCE_BYTES :]
    if len(sealed) < PAD_TO:
        raise SealBroken("This text was cut short.")
    try:
        padded = AESGCM(key).decrypt(nonce, sealed, bound_to.encode())
    except InvalidTag as error:
        raise SealBroken("This text does not fit its key or its place: it was altered or moved.") from error
    (length,) = struct.unpack(">I", padded[:LENGTH_BYTES])
    return padded[LENGTH_BYTES : LENGTH_BYTES + length]
