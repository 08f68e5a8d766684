"""A file as the text of a sealed note: its name and its bytes together."""

import base64
import json
from typing import NamedTuple

from alongside.domain.documents import FileKind, kind_of, plain_name


class SealedFile(NamedTuple):
    """A file as it was uploaded."""

    name: str
    data: bytes

    @property
    def kind(self) -> FileKind:
        """What kind of file it is."""
        return kind_of(self.data)


def as_text(name: str, data: bytes) -> str:
    """The text to be sealed. Raises DocumentRefused where it is no file that we take."""
    plain = plain_name(name, kind_of(data))
    return json.dumps({"name": plain, "data": base64.b64encode(data).decode()})


def as_file(text: str) -> SealedFile:
    """The file that an opened text holds."""
    held = json.loads(text)
    return SealedFile(held["name"], base64.b64decode(held["data"]))
