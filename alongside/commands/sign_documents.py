"""Let a body sign the PDFs it gives, look at its key, or stop."""

import argparse
import os
import sys
from getpass import getpass
from pathlib import Path
from typing import Final

from alongside.cli import Trouble
from alongside.commands.environment import start

WORD_FROM: Final = "ALONGSIDE_P12_PASSWORD"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The body, and at most one change; without one, what holds now is told."""
    parser.add_argument("body", help="the body's short name in addresses")
    change = parser.add_mutually_exclusive_group()
    change.add_argument(
        "--make", action="store_true", help="make a key here, with a certificate that the body gives itself"
    )
    change.add_argument(
        "--take",
        type=Path,
        metavar="FILE",
        help=f"take key and certificates from a PKCS#12 file; its password is asked for, or in {WORD_FROM}",
    )
    change.add_argument("--stop", action="store_true", help="delete the key and sign nothing any more")


def run(options: argparse.Namespace) -> int:
    """Set the key, or stop, and tell what holds from now on."""
    start(with_key=True)
    from alongside.people.models import Body  # noqa: PLC0415  needs the apps
    from alongside.vault import document_keys, pdf_signing  # noqa: PLC0415  needs the apps

    body = Body.objects.filter(slug=options.body).first()
    if body is None:
        raise Trouble(f"There is no body called {options.body}. Run `alongside create-body` first.")
    if options.stop:
        document_keys.stop_signing(body.pk)
    elif (options.make or options.take) and not pdf_signing.knows_how_to_sign():
        raise Trouble('Signatures need one more package: pip install "alongside[signatures]".')
    elif options.make:
        document_keys.make_document_key(body.pk, body.name)
    elif options.take:
        try:
            document_keys.take_document_key(body.pk, _read(options.take), _password())
        except document_keys.KeyRefused as refused:
            raise Trouble(str(refused)) from refused
    key = document_keys.document_key_of(body.pk)
    if key is None:
        print(f"{body.name} signs no documents.")
        return 0
    print(f"{body.name} signs its documents until {key.until:%-d %B %Y}. SHA-256 of its certificate:")
    print(document_keys.fingerprint(key))
    print(key.certificates, end="")
    return 0


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise Trouble(f"{path} cannot be read: {error.strerror}.") from error


def _password() -> str:
    """From the environment, else typed; a program without a terminal is asked for nothing."""
    if WORD_FROM in os.environ or not sys.stdin.isatty():
        return os.environ.get(WORD_FROM, "")
    return getpass("Password of the file: ")
