"""Stops reading an upload as soon as it is larger than any list we read, before it fills the disk."""

from collections.abc import Callable
from typing import Any

from django.core.files.uploadhandler import FileUploadHandler, StopUpload
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_protect

from alongside.people.importing.table import MAX_BYTES


class CappedUpload(FileUploadHandler):
    """Put first among a request's handlers; `too_large` says afterwards whether it stopped the upload at `most` bytes."""

    too_large = False

    def __init__(self, request: HttpRequest, most: int = MAX_BYTES) -> None:
        super().__init__(request)
        self.most = most

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """Hands the bytes on to the handlers after this one."""
        if start + len(raw_data) > self.most:
            self.too_large = True
            raise StopUpload(connection_reset=True)
        return raw_data

    def file_complete(self, file_size: int) -> Any:
        """The handlers after this one make the file."""
        return None


def behind_a_cap(
    request: HttpRequest, view: Callable[..., HttpResponse], *args: Any, most: int = MAX_BYTES
) -> HttpResponse:
    """Answer with `view`, which gets the cap after its other arguments. Called from a view that is `csrf_exempt`.

    The check against forged posts reads the whole upload, so it must wait until the upload has its cap.
    """
    cap = CappedUpload(request, most)
    request.upload_handlers.insert(0, cap)
    answer: HttpResponse = csrf_protect(view)(request, *args, cap)
    return answer
