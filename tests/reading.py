"""What somebody reads on a page."""

import re


def text_of(page: bytes) -> str:
    """The words of a page without its tags, with single spaces."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.decode()))
