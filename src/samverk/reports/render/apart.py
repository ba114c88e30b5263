"""A format made in a process of its own: typst keeps memory for every different report, and a server lives long.

Run as `python -m samverk.reports.render.apart FORMAT`: the document's JSON on standard input, the file on standard
output. A sign that no typeface has, or a colour that is none, is told on standard error and ends with code 3.
"""

from __future__ import annotations

import os
import subprocess
import sys

from samverk.core.document.tree import Document

MOST_SECONDS = 60
TOLD = 3


class NotMadeError(Exception):
    """The file could not be made. The message is Swedish."""


def render_apart(document: Document, kind: str) -> bytes:
    """`document` in one of `everything.FORMATS`. Raises NotMadeError."""
    from samverk.reports.render.json import render as as_json

    path = os.pathsep.join(entry for entry in sys.path if entry)
    command = [sys.executable, "-P", "-X", "utf8", "-m", "samverk.reports.render.apart", kind]
    try:
        done = subprocess.run(  # noqa: S603 - our own module, and `kind` is one of five words
            command,
            input=as_json(document),
            capture_output=True,
            timeout=MOST_SECONDS,
            env={**os.environ, "PYTHONPATH": path},
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise NotMadeError(f"Filen blev inte klar på {MOST_SECONDS} sekunder. Försök igen om en stund.") from error
    if done.returncode == TOLD:
        raise NotMadeError(done.stderr.decode("utf-8", "replace").strip())
    if done.returncode or not done.stdout:
        raise NotMadeError("Filen gick inte att göra. Det är ett fel i programmet; rapporten själv är orörd.")
    return done.stdout


def main() -> None:
    """Read, render, answer."""
    from samverk.reports.render.everything import render
    from samverk.reports.render.json import parse

    kind = sys.argv[1]
    try:
        data = render(parse(sys.stdin.buffer.read()), (kind,))[kind]
    except ValueError as error:
        sys.stderr.write(str(error))
        sys.exit(TOLD)
    sys.stdout.buffer.write(data)


if __name__ == "__main__":
    main()
