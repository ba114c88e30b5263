"""A page that Chromium prints to PDF, with tags and without, read back."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from samverk.core.review.source import Grid, Line
from samverk.formats.pdf.read import read_pdf

_ROWS = "".join(
    f"<tr><th scope=row>Insats {n}<td>{n} 240<td>{'' if n % 2 else f'−{n} 250'}<td>{n} 500</tr>" for n in range(1, 61)
)
_PAGE = f"""<!doctype html><html lang=sv><meta charset=utf-8><title>Rapport</title>
<style>th {{ text-align: left }} td {{ text-align: right; width: 7em }}</style><h1>Resultat</h1><p>Året gick bra.</p>
<table><caption>Utfall</caption><thead><tr><th>Belopp<th>2024<th>Budget<th>2023</tr></thead><tbody>{_ROWS}</table>"""


@pytest.mark.parametrize("is_tagged", [True, False])
def test_a_printed_page_is_read(browser: Browser, is_tagged: bool) -> None:
    page = browser.new_page()
    page.set_content(_PAGE)
    file = page.pdf(format="A4", tagged=is_tagged)
    page.close()
    source, problems = read_pdf(file, "rapport.pdf")
    assert source is not None
    assert problems == ()
    assert source.pages > 1
    if is_tagged:
        [grid] = [block for block in source.blocks if isinstance(block, Grid)]
        rows = [[cell.text if cell else None for cell in row] for row in grid.rows]
        assert grid.title == "Utfall"
        assert rows == [
            ["Belopp", "2024", "Budget", "2023"],
            *([f"Insats {n}", f"{n} 240", "" if n % 2 else f"−{n} 250", f"{n} 500"] for n in range(1, 61)),
        ]
        assert source.blocks[0].text == "Resultat" if isinstance(source.blocks[0], Line) else False
    else:
        rows = [[word.text for word in block.words] for block in source.blocks if isinstance(block, Line)]
        for n in range(1, 61):
            middle = [] if n % 2 else [f"−{n}", "250"]
            assert ["Insats", str(n), str(n), "240", *middle, str(n), "500"] in rows
