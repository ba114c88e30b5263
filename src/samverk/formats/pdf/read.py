"""The door: bytes of a PDF → `Source`, whatever the bytes are.

The file is read in a child process with limits on time and memory, because PDFium and qpdf are C++: a file that makes
them fall, loop or grow costs a Swedish message, not the command. Nothing in the file is followed or run: no script, no
link, no attachment.
"""

from __future__ import annotations

import os
import subprocess
import sys

from samverk.core.problems import Problem
from samverk.core.review.source import Source
from samverk.formats.pdf import messages
from samverk.formats.pdf.wire import unpack

MOST_MEGABYTES = 100
MOST_SECONDS = 40
_HEAD = 1024  # bytes within which "%PDF-" must stand (ISO 32000-1, annex H)


def read_pdf(data: bytes, name: str) -> tuple[Source | None, tuple[Problem, ...]]:
    """Read a PDF: what its tags say where it has good ones, else its printed lines.

    At most 100 MB, 1 000 pages (the rest is told and left out), 40 seconds and 1 GB of memory. Returns None and one
    refusing problem when nothing can be read: not a PDF, broken, locked, only pictures. Never raises for what is in the
    file.
    """
    refused = None
    if len(data) > MOST_MEGABYTES * 1024 * 1024:
        refused = messages.too_large(MOST_MEGABYTES)
    elif b"%PDF-" not in data[:_HEAD]:
        refused = messages.not_pdf()
    if refused is not None:
        return None, (_in_file(refused, name),)
    try:
        done = _run(data)
        return unpack(done, name)
    except subprocess.TimeoutExpired:
        return None, (_in_file(messages.took_too_long(MOST_SECONDS), name),)
    except (ValueError, TypeError, LookupError):  # the child fell before it had answered
        return None, (_in_file(messages.too_heavy(), name),)


def _run(data: bytes) -> bytes:
    path = os.pathsep.join(entry for entry in sys.path if entry)
    command = [sys.executable, "-P", "-X", "utf8", "-m", "samverk.formats.pdf.child", str(MOST_SECONDS)]
    done = subprocess.run(  # noqa: S603 (our own module, no word of the file in the command)
        command,
        input=data,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        timeout=MOST_SECONDS,
        env={**os.environ, "PYTHONPATH": path},
        check=False,
    )
    return done.stdout


def _in_file(problem: Problem, name: str) -> Problem:
    return Problem(problem.severity, problem.code, problem.message, name)
