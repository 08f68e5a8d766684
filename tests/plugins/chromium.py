"""Finds the Chromium that the browser tests drive."""

import os
import shutil
import sys


class NoBrowserError(Exception):
    """There is no Chromium here; the message says what to install."""


def chromium_path() -> str:
    """The browser to drive: `CHROMIUM`, or the Chromium of this machine."""
    named = os.environ.get("CHROMIUM")
    candidates = [named] if named else ["chromium", "chromium-browser", "google-chrome"]
    for candidate in candidates:
        if found := shutil.which(candidate):
            return found
    raise NoBrowserError(
        f"The browser tests need Chromium, and there is no {' or '.join(candidates)} here. "
        "Install Debian's package chromium, or name a browser in CHROMIUM."
    )


if __name__ == "__main__":
    try:
        chromium_path()
    except NoBrowserError as problem:
        sys.exit(str(problem))
