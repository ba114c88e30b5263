"""The style of a review: the sheet of our other pages, and what only a review has."""

from __future__ import annotations

from functools import cache
from importlib import resources

from samverk.reports.render.html_style import base_sheet


@cache
def sheet() -> str:
    """The whole sheet of the page."""
    return base_sheet() + own_sheet()


@cache
def own_sheet() -> str:
    """What a review has beside the sheet of our other pages."""
    return (resources.files("samverk.reports.review") / "review.css").read_text(encoding="utf-8")
