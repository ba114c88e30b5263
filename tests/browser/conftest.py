"""Debian's Chromium, driven by Playwright, and the report pages it opens."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from samverk.formats.facts import read_directory
from samverk.reports.annual.build import build
from samverk.reports.render.html import render

LUND = Path(__file__).parents[2] / "examples" / "lund"
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
)


@pytest.fixture(scope="module")
def browser(program: Callable[[str, str], str]) -> Iterator[Browser]:
    """Chromium for the tests of a file: Playwright's loop must not run where tests without a browser use Django."""
    path = program("chromium", "chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(QUIET))
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def report_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Lund's annual report as one HTML file."""
    facts, _ = read_directory(LUND, 2024)
    assert facts is not None
    document, _ = build(facts)
    assert document is not None
    path = tmp_path_factory.mktemp("sida") / "arsredovisning-2024.html"
    path.write_text(render(document), encoding="utf-8")
    return path


@pytest.fixture
def open_report(browser: Browser, report_file: Path) -> Iterator[Callable[..., Page]]:
    """`open_report(390, 844)` opens the report in a window of that size; `dark=True` in dark colours."""
    pages: list[Page] = []

    def opened(width: int, height: int, *, dark: bool = False) -> Page:
        page = browser.new_page(
            viewport={"width": width, "height": height}, color_scheme="dark" if dark else "light", locale="sv-SE"
        )
        page.messages = []  # type: ignore[attr-defined]
        page.on("console", lambda message: page.messages.append(message.text))  # type: ignore[attr-defined]
        page.goto(report_file.as_uri())
        pages.append(page)
        return page

    yield opened
    for page in pages:
        page.close()
