"""The key by which a body signs PDFs: made here or brought along, off until somebody sets it, and opened only to sign."""

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Final
from uuid import UUID

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.hazmat.primitives.serialization.pkcs12 import load_pkcs12
from cryptography.x509.oid import NameOID
from django.db import transaction
from django.utils import timezone

from alongside.journal.moves import write_entry
from alongside.vault.ciphers import open_bytes, seal_bytes
from alongside.vault.keys import key_for_signing, unwrap
from alongside.vault.models import DocumentKey

YEARS: Final = 10
LEAST_BITS: Final = 2048
_OWN_BITS: Final = 3072
_LONGEST_NAME: Final = 64
"""Of a common name, by X.520."""
_PEM: Final = re.compile(r"-----BEGIN CERTIFICATE-----.+?-----END CERTIFICATE-----", re.DOTALL)
SigningKey = RSAPrivateKey | EllipticCurvePrivateKey


class KeyRefused(Exception):
    """This key cannot sign documents; the message says why."""


def document_key_of(body_id: UUID) -> DocumentKey | None:
    """The key that a body has set, whether it may still sign or not."""
    return DocumentKey.objects.filter(body_id=body_id).select_related("data_key").first()


def make_document_key(body_id: UUID, name: str) -> DocumentKey:
    """A new key with a certificate that the body gives itself, which says who it is only to those who know it."""
    key = generate_private_key(public_exponent=65537, key_size=_OWN_BITS)
    return _set(body_id, key, [_own_certificate(key, name)])


def take_document_key(body_id: UUID, data: bytes, password: str) -> DocumentKey:
    """A key with its certificates from a PKCS#12 file. KeyRefused where it cannot sign documents today."""
    try:
        store = load_pkcs12(data, password.encode() or None)
    except ValueError as error:
        raise KeyRefused("The file is no PKCS#12 file (.p12, .pfx), or the password is another.") from error
    key, own = store.key, store.cert
    if key is None or own is None:
        raise KeyRefused("The file must hold a private key and its certificate.")
    if not isinstance(key, SigningKey):
        raise KeyRefused("The key must be RSA or an elliptic curve of NIST.")
    _check(key, own.certificate)
    return _set(body_id, key, [own.certificate, *(each.certificate for each in store.additional_certs)])


@transaction.atomic
def stop_signing(body_id: UUID) -> None:
    """From now on the body signs nothing; what is signed stays signed. The key is deleted."""
    found = DocumentKey.objects.select_for_update().filter(body_id=body_id).first()
    if found is not None:
        _note(found, "remove")
        found.delete()


def certificates_of(key: DocumentKey) -> list[x509.Certificate]:
    """The certificates, the body's own first."""
    return [x509.load_pem_x509_certificate(one.encode()) for one in _PEM.findall(key.certificates)]


def private_key_of(key: DocumentKey) -> bytes:
    """The private key (PKCS#8, DER), for the vault's own use only."""
    return open_bytes(unwrap(key.data_key), key.blob, key.place)


def fingerprint(key: DocumentKey) -> str:
    """SHA-256 of the body's own certificate, in pairs, as programs show it."""
    return certificates_of(key)[0].fingerprint(SHA256()).hex(":").upper()


@transaction.atomic
def _set(body_id: UUID, private: SigningKey, certificates: Sequence[x509.Certificate]) -> DocumentKey:
    key = DocumentKey.objects.select_for_update().filter(body_id=body_id).first() or DocumentKey(
        body_id=body_id
    )
    key.data_key = key_for_signing(body_id)
    der = private.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    key.blob = seal_bytes(unwrap(key.data_key), der, key.place)
    key.certificates = "".join(each.public_bytes(Encoding.PEM).decode() for each in certificates)
    key.until = _last_day(certificates[0])
    key.set_at = timezone.now()
    key.save()
    _note(key, "set")
    return key


def _check(key: SigningKey, certificate: x509.Certificate) -> None:
    if key.key_size < LEAST_BITS and isinstance(key, RSAPrivateKey):
        raise KeyRefused(f"The key has {key.key_size} bits; RSA needs {LEAST_BITS} or more.")
    if key.public_key() != certificate.public_key():
        raise KeyRefused("The certificate belongs to another key.")
    now = timezone.now()
    if not certificate.not_valid_before_utc <= now <= certificate.not_valid_after_utc:
        raise KeyRefused(
            f"The certificate holds from {certificate.not_valid_before_utc:%-d %B %Y} "
            f"to {certificate.not_valid_after_utc:%-d %B %Y}, which is not today."
        )
    try:
        usage = certificate.extensions.get_extension_for_class(x509.KeyUsage).value
    except x509.ExtensionNotFound:
        return
    if not (usage.digital_signature or usage.content_commitment):
        raise KeyRefused("The certificate is not for signatures.")


def _own_certificate(key: RSAPrivateKey, name: str) -> x509.Certificate:
    now = timezone.now().astimezone(UTC)
    subject = x509.Name(
        [
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, name[:_LONGEST_NAME]),
            x509.NameAttribute(NameOID.COMMON_NAME, name[:_LONGEST_NAME]),
        ]
    )
    usage = x509.KeyUsage(
        digital_signature=True,
        content_commitment=True,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=False,
        crl_sign=False,
        encipher_only=False,
        decipher_only=False,
    )
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(minutes=5))  # a reader's clock may be behind ours
        .not_valid_after(_years_after(now, YEARS))
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(usage, critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )
    return builder.sign(key, SHA256())


def _years_after(moment: datetime, years: int) -> datetime:
    return moment + timedelta(days=365 * years)


def _last_day(certificate: x509.Certificate) -> date:
    """The last whole day on which it holds."""
    return certificate.not_valid_after_utc.date() - timedelta(days=1)


def _note(key: DocumentKey, move: str) -> None:
    write_entry(noun="document key", subject=key.pk, move=move, by=None, role="operator", body_id=key.body_id)
