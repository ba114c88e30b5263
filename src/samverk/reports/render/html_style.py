"""The style of the page: our own sheet, with the association's accent in place when it has one."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib import resources

from samverk.reports.charts.colours import TEXT_CONTRAST, WHITE, contrast, mix, readable_accent

DARK_PAPER = "#11181b"  # --paper of the dark scheme; a test holds the two together


@cache
def base_sheet() -> str:
    """The sheet as it stands beside this file."""
    return (resources.files("samverk.reports.render") / "page.css").read_text(encoding="utf-8")


def sheet(accent: str) -> str:
    """The sheet with `accent` ("#rrggbb", "" for the quiet petrol), darkened or lightened until text in it can be read.

    Raises ValueError (Swedish) when `accent` is not a colour.
    """
    if not accent:
        return base_sheet()
    light, dark = readable_accent(accent), light_accent(accent)
    return (
        f"{base_sheet()}:root {{ --accent: {light}; }}\n"
        f"@media screen and (prefers-color-scheme: dark) {{ :root {{ --accent: {dark}; }} }}\n"
    )


def light_accent(accent: str) -> str:
    """The accent lightened just so far that it may carry text on the dark paper (WCAG 2.2, 1.4.3)."""
    steps = 0
    while contrast(mix(accent, WHITE, steps / 20), DARK_PAPER) < TEXT_CONTRAST:
        steps += 1
    return mix(accent, WHITE, steps / 20)


def policy(style: str) -> str:
    """A Content-Security-Policy that allows this very style and pictures inside the file, and nothing else."""
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'; form-action 'none'"
