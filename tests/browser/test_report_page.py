"""The report as a web page, opened as a person would: small and large, light and dark, with the keyboard alone."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

from samverk.formats.facts import read_directory
from samverk.reports.annual.build import build
from samverk.reports.render.pdf import render as render_pdf

PICTURES = Path(__file__).parents[2] / "docs" / "handbok" / "bilder"
RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]},
    "resultTypes": ["violations"],  # every rule runs; what it passed is not written down
}
WINDOWS = [(1280, 900), (390, 844), (320, 640)]


@pytest.mark.parametrize(("width", "height"), WINDOWS)
@pytest.mark.parametrize("dark", [False, True], ids=["ljust", "mörkt"])
def test_axe_finds_nothing_and_the_page_does_not_scroll_sideways(open_report, width, height, dark):
    page = open_report(width, height, dark=dark)
    found = Axe().run(page, options=RULES).response["violations"]
    assert [(each["id"], [node["target"] for node in each["nodes"]][:3]) for each in found] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_nothing_is_fetched_or_refused(open_report):
    page = open_report(1280, 900)
    assert page.messages == []


def test_the_first_tab_stop_leads_to_the_content(open_report):
    page = open_report(1280, 900)
    page.keyboard.press("Tab")
    assert "innehåll" in page.evaluate("document.activeElement.textContent").lower()
    page.keyboard.press("Enter")
    assert page.evaluate("document.querySelector('main').matches(':target, :focus, :has(:target)')")


def test_a_figure_opens_its_proof_and_the_proof_ends_in_vouchers(open_report):
    page = open_report(1280, 900)
    page.locator("table a.value", has_text="1 075 377").first.click()
    proof = page.locator(":target")
    assert "IRIS USB" in proof.inner_text()
    assert "Ur böckerna" in proof.inner_text()
    proof.locator("a[href^='#account-']").first.click()
    group = page.locator("tbody:has(:target)").inner_text()
    assert "IRIS USB, rekvisition" in group
    assert group.count("projekt 21") == 9


def test_every_tab_stop_is_visible_when_it_has_focus(open_report):
    page = open_report(390, 844)
    for _ in range(12):
        page.keyboard.press("Tab")
        outline = page.evaluate(
            "(() => { const s = getComputedStyle(document.activeElement);"
            " return [s.outlineStyle, parseFloat(s.outlineWidth), s.boxShadow]; })()"
        )
        assert (outline[0] != "none" and outline[1] >= 2) or outline[2] != "none"


def page_with(text: str, *words: str) -> int:
    """The number of the page that has all the words: here a table and the chart of the same figures."""
    return next(number for number, page in enumerate(text.split("\f"), 1) if all(each in page for each in words))


def test_pictures_for_the_handbook(open_report, program, tmp_path):
    """Photographs the page and a PDF spread; with SAMVERK_PICTURES set they are put in the handbook."""
    folder = PICTURES if os.environ.get("SAMVERK_PICTURES") else tmp_path
    page = open_report(1280, 900)
    page.screenshot(path=folder / "webbsida.png")
    page.locator("table a.value", has_text="1 075 377").first.click()
    page.screenshot(path=folder / "bevis.png")
    narrow = open_report(390, 844)
    narrow.screenshot(path=folder / "mobil.png")
    facts, _ = read_directory(Path(__file__).parents[2] / "examples" / "lund", 2024)
    document, _ = build(facts)
    (tmp_path / "rapport.pdf").write_bytes(render_pdf(document))
    totext = program("pdftotext", "poppler-utils")
    text = subprocess.run([totext, tmp_path / "rapport.pdf", "-"], check=True, capture_output=True).stdout.decode()
    place = page_with(text, "Utfall mot budget 2024", "IRIS Kompetenstrappan kostade mest")
    toppm = program("pdftoppm", "poppler-utils")
    where = ["-r", "80", "-f", str(place), "-l", str(place), "-singlefile"]
    subprocess.run([toppm, "-png", *where, tmp_path / "rapport.pdf", folder / "rapport"], check=True)
    for name in ("webbsida", "bevis", "mobil", "rapport"):
        assert (folder / f"{name}.png").stat().st_size > 5_000
