"""The template to fill in: a CSV file with the headings alone."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from samverk.formats.grid.columns import Column
from samverk.formats.participations.columns import COLUMNS


def template(own: Sequence[Column] = ()) -> bytes:
    """The headings with semicolons, in UTF-8 with a byte order mark, as Excel in Swedish reads it."""
    text = io.StringIO()
    csv.writer(text, delimiter=";", lineterminator="\r\n").writerow([each.heading for each in (*COLUMNS, *own)])
    return ("\ufeff" + text.getvalue()).encode()
