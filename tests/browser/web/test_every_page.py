"""Every page, in both widths and both colours: it answers, breaks no rule of axe and does not scroll sideways."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse

from samverk.apps.users.enums import Role
from tests.web.access.objects import arguments, association_pages

WIDTHS = (1280, 390)
EVERY_RULE = {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
SEEN_RULES = {"type": "rule", "values": ["color-contrast", "target-size", "scrollable-region-focusable"]}
"""What can differ between widths and colours; the rest is the same page."""
SCRIPT = Axe().axe_script
AXE = """only => axe.run(document, {runOnly: only, resultTypes: ["violations"]}).then(
    found => found.violations.map(each => each.id + " " + each.nodes.slice(0, 3).map(node => node.target)))"""
ASKED = {"record_day": "?deadline=AH-SAMRAD:budget:2026", "search": "?q=ekonomi", "trail": "?words=la"}
"""What a page is asked for after its question mark."""
NEXT_FRAME = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
"""Tables have then seen that the window changed."""
OUTSIDE = ("/?alla", "/galleri/", "/tillganglighet/", "/konto/", "/konto/losenord/glomt/", "/finns-inte/")
HOSTS = ("/installation/", "/installation/forbund/nytt/", "/installation/forbund/lund/", "/installation/konton/nytt/")


@pytest.mark.parametrize("name", association_pages())
def test_a_page_of_the_association_breaks_no_rule(demo, client_as, browse, name):
    pattern = association_pages()[name]
    address = reverse(name, kwargs={"association": demo.slug, **arguments(name, pattern, demo)}) + ASKED.get(name, "")
    answer = client_as(Role.DIRECTOR).get(address)
    assert answer.status_code in (200, 302, 405), address
    if answer.status_code == 200 and b'class="masthead"' in b"".join(answer):
        page = browse(Role.DIRECTOR)
        page.goto(address)
        assert _faults(page) == []
        assert not page.said


@pytest.mark.parametrize("address", OUTSIDE)
def test_a_page_outside_the_association_breaks_no_rule(browse, address):
    page = browse(Role.DIRECTOR)
    page.goto(address)
    assert _faults(page) == []


@pytest.mark.parametrize("address", HOSTS)
def test_a_page_of_the_host_breaks_no_rule(browse, address):
    page = browse(host=True)
    page.goto(address)
    assert _faults(page) == []
    assert not page.said


def _faults(page) -> list[str]:
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
