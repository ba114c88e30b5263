"""The page of a review, opened as a person would: small and large, light and dark, by keyboard, and on paper."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from samverk.reports.review.html import render
from tests.factories import reviews

PICTURES = Path(__file__).parents[2] / "docs" / "handbok" / "bilder"
RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]},
    "resultTypes": ["violations"],  # every rule runs; what it passed is not written down
}
WINDOWS = [(1280, 900), (390, 844), (320, 640)]
REVIEWS = {
    "sample": reviews.sample_review(),
    "spotless": reviews.spotless_review(),
    "hostile": reviews.hostile_review(),
}


@pytest.fixture
def open_review(browser: Browser, tmp_path: Path) -> Iterator[Callable[..., Page]]:
    """`open_review("sample", 390, 844)` opens a review in a window of that size; `dark=True` in dark colours."""
    pages: list[Page] = []

    def opened(name: str, width: int, height: int, *, dark: bool = False) -> Page:
        path = tmp_path / f"{name}.html"
        path.write_text(render(REVIEWS[name], date(2026, 11, 22)), encoding="utf-8")
        page = browser.new_page(
            viewport={"width": width, "height": height}, color_scheme="dark" if dark else "light", locale="sv-SE"
        )
        page.messages = []  # type: ignore[attr-defined]
        page.on("console", lambda message: page.messages.append(message.text))  # type: ignore[attr-defined]
        page.on("dialog", lambda dialog: page.messages.append(dialog.message))  # type: ignore[attr-defined]
        page.goto(path.as_uri())
        pages.append(page)
        return page

    yield opened
    for page in pages:
        page.close()


@pytest.mark.parametrize("name", REVIEWS)
@pytest.mark.parametrize(("width", "height"), WINDOWS)
@pytest.mark.parametrize("dark", [False, True], ids=["ljust", "mörkt"])
def test_axe_finds_nothing_and_the_page_does_not_scroll_sideways(open_review, name, width, height, dark):
    page = open_review(name, width, height, dark=dark)
    found = Axe().run(page, options=RULES).response["violations"]
    assert [(each["id"], [node["target"] for node in each["nodes"]][:3]) for each in found] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_nothing_is_fetched_run_or_refused(open_review):
    for name in REVIEWS:
        assert open_review(name, 1280, 900).messages == []


def test_the_place_stands_beside_the_finding_and_the_found_number_is_seen(open_review):
    page = open_review("sample", 1280, 900)
    page.locator("#fynd a", has_text="Summa tillgångar").click()
    said, mark = page.locator("#fynd-1 .said").bounding_box(), page.locator("#fynd-1 mark.found").bounding_box()
    assert mark["x"] > said["x"] + said["width"]
    assert said["y"] <= mark["y"] <= said["y"] + said["height"]
    assert page.locator("#fynd-1 mark.found").inner_text().replace("\u00a0", " ") == "4 425 230"
    narrow = open_review("sample", 390, 844)
    mark = narrow.locator("#fynd-1 mark.found").bounding_box()
    assert mark["x"] >= 0
    assert mark["x"] + mark["width"] <= 390


def test_the_page_is_walked_with_the_keyboard_alone(open_review):
    page = open_review("sample", 390, 844)
    page.keyboard.press("Tab")
    assert "innehåll" in page.evaluate("document.activeElement.textContent").lower()
    for _ in range(12):
        page.keyboard.press("Tab")
        outline = page.evaluate(
            "(() => { const s = getComputedStyle(document.activeElement);"
            " return [s.outlineStyle, parseFloat(s.outlineWidth), s.boxShadow]; })()"
        )
        assert (outline[0] != "none" and outline[1] >= 2) or outline[2] != "none"


def test_on_paper_no_finding_is_cut_and_nothing_is_left_out(open_review, program, tmp_path):
    page = open_review("sample", 1280, 900)
    page.pdf(path=tmp_path / "granskning.pdf", prefer_css_page_size=True)
    totext = program("pdftotext", "poppler-utils")
    text = subprocess.run([totext, "-layout", tmp_path / "granskning.pdf", "-"], check=True, capture_output=True)
    sheets = [" ".join(sheet.split()) for sheet in text.stdout.decode().split("\f")]
    own = next(sheet for sheet in sheets if "Jämför med bokföringens balansrapport" in sheet)
    for words in ("Balansräkning, Summa", "−27 000 kr", "Följer av detta", "Kassa och bank", "4 452 230 3 706 418"):
        assert words in own
    for finding in reviews.sample_review().findings:
        assert any(finding.code in sheet for sheet in sheets[1:])


def test_a_picture_for_the_handbook(open_review, tmp_path):
    """Photographs a finding with its excerpt; with SAMVERK_PICTURES set it is put in the handbook."""
    folder = PICTURES if os.environ.get("SAMVERK_PICTURES") else tmp_path
    page = open_review("sample", 1280, 900)
    box = page.locator("#fynd-1").bounding_box()
    clip = {"x": 0, "y": box["y"], "width": 1280, "height": box["height"]}
    page.screenshot(path=folder / "granskning.png", clip=clip, full_page=True)
    assert (folder / "granskning.png").stat().st_size > 5_000
