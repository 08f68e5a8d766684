"""Handing over a file."""

from django.http import HttpResponse


def download(content: bytes, kind: str, name: str) -> HttpResponse:
    """A file to be saved as `name`, which names nobody, as it will lie in download folders; no cache keeps it."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return HttpResponse(content, content_type=kind, headers=headers)
