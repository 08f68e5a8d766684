"""What we carry of others is what they published."""

import hashlib
from pathlib import Path

import pytest

from alongside import web

VENDOR = Path(web.__file__).parent / "static" / "vendor"
LISTED = {
    name: total
    for total, name in (line.split("  ") for line in (VENDOR / "SHA256SUMS").read_text().splitlines())
}


def test_every_file_is_listed() -> None:
    files = {str(path.relative_to(VENDOR)) for path in VENDOR.rglob("*") if path.is_file()}
    assert files - {"SHA256SUMS"} == set(LISTED)


@pytest.mark.parametrize("name", sorted(LISTED))
def test_a_file_has_its_listed_sum(name: str) -> None:
    assert hashlib.sha256((VENDOR / name).read_bytes()).hexdigest() == LISTED[name]
