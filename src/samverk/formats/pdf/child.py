"""The child process: takes a PDF on standard input, gives JSON on standard output, and may use only so much.

Run as `python -m samverk.formats.pdf.child SECONDS`. Whatever the file makes PDFium or qpdf do, it happens here.
"""

from __future__ import annotations

import contextlib
import gc
import sys

from samverk.formats.pdf import messages

MOST_MEMORY = 1024 * 1024 * 1024  # bytes; a report of 1 000 pages takes a third

_FOR_PAGES = 0.4  # of the time; the rest is for the lines and the tags of the pages that were reached


def _limit(seconds: int) -> None:
    """Bound memory, computing time and files; systems without such limits have the parent's clock alone."""
    if sys.platform == "win32":
        return
    import resource

    for kind, most in (
        (resource.RLIMIT_AS, MOST_MEMORY),
        (resource.RLIMIT_CPU, seconds + 1),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        with contextlib.suppress(ValueError, OSError):  # a system may refuse one kind and keep the others
            resource.setrlimit(kind, (most, most))


def main() -> None:
    """Read, parse, answer."""
    seconds = int(sys.argv[1])
    _limit(seconds)
    gc.disable()  # the process ends soon, and nothing it makes is circular enough to matter
    from samverk.formats.pdf.parse import parse
    from samverk.formats.pdf.wire import pack

    try:
        answer = pack(parse(sys.stdin.buffer.read(), _FOR_PAGES * seconds))
    except (MemoryError, RecursionError):
        answer = pack((None, (messages.too_heavy(),)))
    sys.stdout.buffer.write(answer)
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
