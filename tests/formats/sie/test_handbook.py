"""Every message of the reader and writer has its place in the handbook, and the handbook has no other."""

import re
from pathlib import Path

from samverk.formats.sie.faults import GATHERED

ROOT = Path(__file__).parents[3]
SOURCES = [*(ROOT / "src" / "samverk" / "formats" / "sie").glob("*.py"), ROOT / "src" / "samverk" / "cli" / "sie.py"]


def test_the_handbook_has_every_code_and_no_other():
    said = {code for path in SOURCES for code in re.findall(r'"(SIE-[A-Z0-9-]+)"', path.read_text(encoding="utf-8"))}
    page = (ROOT / "docs" / "handbok" / "sie.md").read_text(encoding="utf-8")
    explained = re.findall(r"^\| `(SIE-[A-Z0-9-]+)` \|", page, re.MULTILINE)
    assert sorted(explained) == sorted(said)
    assert set(GATHERED) <= said
