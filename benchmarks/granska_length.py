"""Claims: a report of 25 pages is reviewed within a second as text and three as PDF, and time grows as the pages do.

The reports are made: one association's statements, and a chapter with two tables for each of many measures. Whole
processes are started as a user starts them; growth is measured inside a fresh process, without its start.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from measuring import Claim, least_seconds

ROOT = Path(__file__).resolve().parents[1]
PAGES = (25, 100, 400)
INSIDE = """
import sys, time
from datetime import date
from pathlib import Path
from samverk.core.review.review import review
from samverk.formats.source import read_source
data = Path(sys.argv[1]).read_bytes()
start = time.perf_counter()
found = review([("rapport", *read_source(data, "rapport"))], date(2026, 11, 22))
print(time.perf_counter() - start)
assert found.is_readable, found.files[0].problems
"""


def measure() -> Iterator[Claim]:
    """Time of `samverk granska` on text and PDF of 25 pages, and how time grows to 100 and 400 pages."""
    sys.path.append(str(ROOT))  # the made reports are made as the tests make them
    from tests.factories.strangers.length import long_pdf, long_text
    from tests.factories.strangers.office import untagged

    with tempfile.TemporaryDirectory() as folder:
        files: dict[str, dict[int, Path]] = {"text": {}, "PDF": {}, "PDF utan taggar": {}}
        lengths: dict[int, int] = {}
        for pages in PAGES:
            data, lengths[pages] = long_pdf(pages)
            for kind, made in (("text", long_text(pages)), ("PDF", data), ("PDF utan taggar", untagged(data))):
                ending = "txt" if kind == "text" else "pdf"
                files[kind][pages] = Path(folder) / f"{kind.replace(' ', '-')}-{pages}.{ending}"
                files[kind][pages].write_bytes(made)
        yield from _whole_process(files, lengths[25])
        for kind, some in files.items():
            yield from _growth(kind, some, lengths)


def _whole_process(files: dict[str, dict[int, Path]], pdf_pages: int) -> Iterator[Claim]:
    def granska(path: Path) -> None:
        command = [sys.executable, "-m", "samverk", "granska", str(path)]
        done = subprocess.run(command, capture_output=True, check=False, env=_environment())
        if done.returncode not in (0, 1) or b"Traceback" in done.stderr:  # 1 says that there are faults, or a crash
            raise SystemExit(f"samverk granska {path.name}: {done.stderr.decode()}")

    for kind in files:
        granska(files[kind][25])  # the first run compiles the modules
    seconds = least_seconds({kind: (lambda path=some[25]: granska(path)) for kind, some in files.items()}, rounds=5)
    yield Claim("samverk granska, text of 25 pages, whole process", seconds["text"], 1.0, unit="s")
    yield Claim(f"samverk granska, PDF of {pdf_pages} pages, whole process", seconds["PDF"], 3.0, unit="s")
    yield Claim("the same PDF without tags", seconds["PDF utan taggar"], 3.0, unit="s")


def _growth(kind: str, files: dict[int, Path], lengths: dict[int, int]) -> Iterator[Claim]:
    """How much longer 100 and 400 pages take; for PDF the pages there truly are are counted."""
    seconds = {pages: min(_inside(path) for _ in range(2 if pages == 400 else 5)) for pages, path in files.items()}
    for short, long in ((25, 100), (100, 400)):
        pages = lengths[long] / lengths[short] if kind != "text" else long / short
        growth = seconds[long] / seconds[short] / pages * (long / short)
        yield Claim(
            f"{kind}: time for {long} pages against {short}, read and reviewed", growth, 5.0 if long == 400 else None
        )
    yield Claim(f"{kind}: 400 pages, read and reviewed", seconds[400], unit="s")


def _inside(path: Path) -> float:
    command = [sys.executable, "-c", INSIDE, str(path)]
    done = subprocess.run(command, check=False, capture_output=True, text=True, env=_environment())
    if done.returncode:
        raise SystemExit(f"{path.name}: {done.stderr}")
    return float(done.stdout)


def _environment() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "PYTHONPATH": str(ROOT / "src")}
