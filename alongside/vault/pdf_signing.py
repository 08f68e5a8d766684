"""The signature of a body on a PDF: PAdES baseline B over every byte, by the key that it has set (extra "signatures")."""

import logging
from collections.abc import Callable
from datetime import date
from importlib.util import find_spec
from io import BytesIO
from typing import Any, Final
from uuid import UUID

from cryptography.hazmat.primitives.serialization import Encoding

from alongside.vault.document_keys import certificates_of, document_key_of, private_key_of
from alongside.vault.models import DocumentKey

_LOG: Final = logging.getLogger(__name__)
_REASON: Final = "It is as it was issued: nothing was changed in it since."


def knows_how_to_sign() -> bool:
    """Whether the package that signs is installed."""
    return find_spec("pyhanko") is not None


def signs(body_id: UUID, today: date) -> bool:
    """Whether the body signs its documents: it has set a key, whose certificate still holds.

    A key that cannot sign any more holds up no document; the log says so.
    """
    key = document_key_of(body_id)
    if key is None:
        return False
    if today > key.until or not knows_how_to_sign():
        _LOG.warning(
            "A body's key cannot sign documents: its certificate ended, or pyhanko is not installed."
        )
        return False
    return True


def issued(make: Callable[[str], bytes], body_id: UUID, name: str, today: date) -> bytes:
    """The PDF that `make` typesets, signed where the body signs its documents; it is told who is about to sign, or ""."""
    if not signs(body_id, today):
        return make("")
    return sign_pdf(make(name), body_id, name)


def sign_pdf(pdf: bytes, body_id: UUID, name: str) -> bytes:
    """The PDF with the body's signature added behind it; the bytes before it stay. Only where the body `signs`."""
    key = document_key_of(body_id)
    if key is None:
        raise ValueError("this body signs nothing")
    return _signed(pdf, key, name)


def _signed(pdf: bytes, key: DocumentKey, name: str) -> bytes:
    from asn1crypto import keys, x509  # noqa: PLC0415  an extra
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter  # noqa: PLC0415  an extra
    from pyhanko.sign import fields, signers  # noqa: PLC0415  an extra
    from pyhanko_certvalidator.registry import SimpleCertificateStore  # noqa: PLC0415  an extra

    class Writer(IncrementalPdfFileWriter):
        """Leaves version and metadata as typeset: rewritten by the package, neither is PDF/A-3 any more."""

        def ensure_output_version(self, version: Any) -> None:
            """Keep the version."""

        def _update_meta(self) -> None:
            """Keep the metadata."""

    own, *others = [x509.Certificate.load(one.public_bytes(Encoding.DER)) for one in certificates_of(key)]
    store = SimpleCertificateStore()
    store.register_multiple(others)
    signer = signers.SimpleSigner(
        signing_cert=own, signing_key=keys.PrivateKeyInfo.load(private_key_of(key)), cert_registry=store
    )
    how = signers.PdfSignatureMetadata(
        field_name="Signature",
        md_algorithm="sha256",
        subfilter=fields.SigSeedSubFilter.PADES,
        name=name,
        reason=_REASON,
        certify=True,
        docmdp_permissions=fields.MDPPerm.NO_CHANGES,
    )
    signed: bytes = signers.sign_pdf(Writer(BytesIO(pdf)), how, signer).getvalue()
    return signed
