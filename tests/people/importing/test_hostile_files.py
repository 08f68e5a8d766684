"""Every hostile file is answered within a second and 200 MB, each in a process of its own."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.people.importing.workbooks import with_cells

_READ = r"""
import json, re, sys, time
from alongside.people.membership_files import read_table
from alongside.people.importing.table import FileRefused
data = open(sys.argv[1], "rb").read()
began = time.process_time()
try:
    said = f"{len(read_table('list', data).rows)} rows"
except FileRefused as refusal:
    said = str(refusal)
seconds = time.process_time() - began
peak = re.search(r"VmHWM:\s+(\d+)", open("/proc/self/status").read())[1]
print(json.dumps([said, seconds, int(peak) / 1024]))
"""

FULL = 20 * 1024 * 1024

HOSTILE = {
    "too large": lambda: b"a" * (FULL + 1),
    "nothing but zeros": lambda: b"\0" * FULL,
    "one row of ten million cells": lambda: b"a," * (FULL // 2),
    "one row of cells with line breaks in them": lambda: b'a,a,"\n",' * (FULL // 9),
    "ten million rows": lambda: b"a\n" * (FULL // 2),
    "200 columns to the end": lambda: (b"a," * 199 + b"a\n") * (FULL // 400),
    "an open quotation mark": lambda: b'a,b\n"' + b"x\n" * (FULL // 2 - 10),
    "nothing but quotation marks": lambda: b'a,b\n"' + b'"' * (FULL - 10),
    "a wide alphabet": lambda: "😀,b\n".encode() * (FULL // 7),
    "200,000 repeated rows in a small zip": lambda: with_cells(
        b'<row r="9"><c r="A9"><v>1</v></c></row>' * 450_000
    ),
    "a million cells of style": lambda: with_cells(b'<row r="1">' + b"<c/>" * 30_000_000 + b"</row>"),
    "one cell in the last corner": lambda: with_cells(
        b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_quickly_and_in_little_memory(name: str, tmp_path: Path) -> None:
    path = tmp_path / "hostile"
    path.write_bytes(HOSTILE[name]())
    ran = subprocess.run([sys.executable, "-c", _READ, str(path)], capture_output=True, text=True, check=True)
    said, seconds, megabytes = json.loads(ran.stdout)
    assert said.endswith((".", "CSV."))
    assert (seconds < 1, megabytes < 200) == (True, True), (said, seconds, megabytes)
