"""Finds the real sample data, which is other people's and not kept in this repository."""

import os
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parent.parent


def shared_data_folder() -> Path:
    """Where the samples are: `ALONGSIDE_SHARED_DATA`, or `shared/data` beside the checkout."""
    named = os.environ.get("ALONGSIDE_SHARED_DATA")
    return Path(named) if named else REPOSITORY.parent / "shared" / "data"


def shared_file(relative: str) -> Path:
    """The path of one sample; skips the test, and says so, where the samples are not there."""
    path = shared_data_folder() / relative
    if not path.exists():
        pytest.skip(f"the sample {relative} is not here: set ALONGSIDE_SHARED_DATA to its folder")
    return path
