"""Every page of the demo, found by its links: it answers, breaks no rule of axe and does not scroll sideways."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, resolve

from samverk.apps.users.enums import Role

LINK = re.compile(r'(?:href|action|src)="(/[^"#]*)')
WIDTHS = (1280, 390)
EVERY_RULE = {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
SEEN_RULES = {"type": "rule", "values": ["color-contrast", "target-size", "scrollable-region-focusable"]}
"""What can differ between widths and colours; the rest is the same page."""
SCRIPT = Axe().axe_script
AXE = """only => axe.run(document, {runOnly: only, resultTypes: ["violations"]}).then(
    found => found.violations.map(each => each.id + " " + each.nodes.slice(0, 3).map(node => node.target)))"""
STARTS = ("/", "/galleri/", "/tillganglighet/", "/konto/", "/lund/", "/lund/sok/?q=ekonomi")
FOUND_ELSEWHERE = {
    "calendar": "a file with its own secret",
    "health": "an answer for programs",
    "account_reset_password_from_key": "tried in the walk of a new person",
    "account_reset_password_from_key_done": "shown only when nobody is signed in after a link",
    "account_login": "tried in the walk of a new person",
    "account_logout": "tried in the walk of a new person",
    "account_inactive": "nobody who is signed in comes there",
    "account_reauthenticate": "tried with the pages of an authenticator",
    "account_set_password": "only for people without a password",
    "account_reset_password": "tried in the walk of a new person",
    "account_change_password": "only for people with a password",
    "mfa_activate_totp": "tried in the walk of a new person",
    "mfa_authenticate": "tried in the walk of a new person",
    "mfa_index": "only for people with a password",
    "mfa_reauthenticate": "only for people with an authenticator",
    "mfa_deactivate_totp": "only for people with an authenticator",
    "mfa_view_recovery_codes": "tried in the walk of a new person",
    "mfa_generate_recovery_codes": "only for people with an authenticator",
    "mfa_download_recovery_codes": "a file",
}


def _names(patterns: list[URLPattern | URLResolver]) -> Iterator[str]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from _names(pattern.url_patterns)
        elif pattern.name:
            yield pattern.name


def pages_of(client: Client, starts: tuple[str, ...]) -> dict[str, str]:
    """View name → the first address of it that was found; every link that was followed answered 200 or led on."""
    found: dict[str, str] = {}
    queue, seen = deque(starts), set(starts)
    while queue:
        address = queue.popleft()
        name = resolve(urlsplit(address).path).view_name
        if name in found or name in FOUND_ELSEWHERE:
            continue
        answer = client.get(address, follow=True)
        assert answer.status_code == 200, f"{address} answered {answer.status_code}"
        if answer.redirect_chain:
            found.setdefault(name, "")
            address = answer.redirect_chain[-1][0]
            name = resolve(urlsplit(address).path).view_name
        is_page = (
            answer.headers["Content-Type"].startswith("text/html") and 'class="masthead"' in answer.content.decode()
        )
        found[name] = address if is_page else ""
        if not is_page:
            continue
        for link in LINK.findall(answer.content.decode()):
            if not link.startswith("/static/") and link not in seen:
                seen.add(link)
                queue.append(link.replace("&amp;", "&"))
    return found


def test_every_page_is_found_by_following_links_and_breaks_no_rule(client_as, browse):
    host = client_as(Role.DIRECTOR)
    found = pages_of(host, STARTS)
    missing = set(_names(get_resolver().url_patterns)) - set(found) - FOUND_ELSEWHERE.keys()
    page = browse(Role.DIRECTOR)
    faults = {}
    for name, address in found.items():
        if address:
            page.goto(address)
            faults[name] = _faults(page)
    assert {name: told for name, told in faults.items() if told} == {}
    assert not page.said
    assert not {name for name in missing if not name.startswith(("host_", "new_", "installation"))}


def _faults(page) -> list[str]:
    """What axe finds in both widths and both colours, and pages wider than their window."""
    page.evaluate(SCRIPT)
    told = list(page.evaluate(AXE, EVERY_RULE))
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        if page.evaluate("document.documentElement.scrollWidth") > width:
            told.append(f"scrolls sideways at {width}")
        for colours in ("light", "dark"):
            page.emulate_media(color_scheme=colours)
            told += [f"{fault} at {width} in {colours}" for fault in page.evaluate(AXE, SEEN_RULES)]
    return told
