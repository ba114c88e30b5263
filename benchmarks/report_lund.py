"""Claim: the whole annual report of Lund, all formats, in two seconds and 300 MB; the PDF alone in half a second.

Whole processes are started as a user starts them (compiled modules are kept between runs), the PDF is set in a fresh
process with the data already loaded. The peer is an empty Python process: how many such the report costs is printed.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from measuring import Claim, least_seconds

ROOT = Path(__file__).resolve().parents[1]
LUND = ROOT / "examples" / "lund"
PDF_ALONE = """
import time
from pathlib import Path
from samverk.formats.facts import read_directory
from samverk.reports.annual.build import build
from samverk.reports.render.pdf import render
facts, _ = read_directory(Path({lund!r}), 2024)
document, _ = build(facts)
start = time.perf_counter()
render(document)
print(time.perf_counter() - start)
"""


def measure() -> Iterator[Claim]:
    """Time and memory of `samverk report` on examples/lund."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment["PYTHONPATH"] = str(ROOT / "src")
    with tempfile.TemporaryDirectory() as out:

        def run(*arguments: str) -> str:
            command = [sys.executable, *arguments]
            done = subprocess.run(command, check=True, capture_output=True, text=True, env=environment)
            return done.stdout

        def report() -> None:
            run("-m", "samverk", "report", str(LUND), "--year", "2024", "--out", out)

        report()  # the first run compiles the modules
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        seconds = least_seconds({"report": report, "python": lambda: run("-c", "pass")})
        alone = min(float(run("-c", PDF_ALONE.format(lund=str(LUND)))) for _ in range(5))
    yield Claim("samverk report, Lund 2024, all five formats, whole process", seconds["report"], 2.0, unit="s")
    yield Claim("its largest memory", peak, 300.0, unit="MB")
    yield Claim("the PDF alone once data is loaded, fresh process", alone, 0.5, unit="s")
    yield Claim("the whole report against an empty Python process", seconds["report"] / seconds["python"])
