"""What every page must hold in a browser: no rule of axe broken, nothing that scrolls sideways."""

from __future__ import annotations

from typing import Any

from axe_playwright_python.sync_playwright import Axe

WIDTHS = (1280, 390)
EVERY_RULE = {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
SEEN_RULES = {"type": "rule", "values": ["color-contrast", "target-size", "scrollable-region-focusable"]}
"""What can differ between widths and colours; the rest is the same page."""
SCRIPT = Axe().axe_script
AXE = """only => axe.run(document, {runOnly: only, resultTypes: ["violations"]}).then(
    found => found.violations.map(each => each.id + " " + each.nodes.slice(0, 3).map(node => node.target)))"""
NEXT_FRAME = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
"""Tables have then seen that the window changed."""


def faults(page: Any) -> list[str]:
    """What axe finds in both widths and both colours, and pages wider than their window."""
    page.evaluate(SCRIPT)
    told = list(page.evaluate(AXE, EVERY_RULE))
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        page.evaluate(NEXT_FRAME)
        if page.evaluate("document.documentElement.scrollWidth") > width:
            told.append(f"scrolls sideways at {width}")
        for colours in ("light", "dark"):
            page.emulate_media(color_scheme=colours)
            told += [f"{fault} at {width} in {colours}" for fault in page.evaluate(AXE, SEEN_RULES)]
    return told
