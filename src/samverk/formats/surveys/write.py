"""The template to fill in: a CSV file with the headings alone."""

from __future__ import annotations

from samverk.formats.surveys.columns import COLUMNS


def template() -> bytes:
    """The headings with semicolons, in UTF-8 with a byte order mark, as Excel in Swedish reads it."""
    return ("\ufeff" + ";".join(each.heading for each in COLUMNS) + "\r\n").encode()
