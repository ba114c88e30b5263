"""Charts of the room as HTML: the picture, and the table of its data one press away."""

from __future__ import annotations

from django.utils.safestring import SafeString, mark_safe

from samverk.core.document.tree import Chart, Document
from samverk.reports.render.html_blocks import BlockWriter


def drawn(chart: Chart) -> SafeString:
    """A chart with its title, measure, picture and data table; every text is escaped where it is written."""
    document = Document("chart", chart.title, "", "", 0, ())
    return mark_safe(BlockWriter(document).blocks((chart,), ""))  # noqa: S308
