"""Lines of PDF files without tags: words, gaps, reading order, what is left out."""

from __future__ import annotations

import pytest

from samverk.core.review.source import Line, Source
from samverk.formats.pdf.read import read_pdf
from tests.factories.pdf_files import typeset


def _read(file: bytes) -> Source:
    source, problems = read_pdf(file, "rapport.pdf")
    assert source is not None, problems
    assert problems == ()
    return source


def _lines(file: bytes) -> list[Line]:
    blocks = _read(file).blocks
    assert all(isinstance(block, Line) for block in blocks)
    return [block for block in blocks if isinstance(block, Line)]


def test_each_word_is_kept_with_its_place_and_wide_gaps_are_shown() -> None:
    [row] = _lines(typeset("#grid(columns: (200pt, 80pt, 80pt), [Summa intäkter], [12 930], [13~061])"))
    assert [word.text for word in row.words] == ["Summa", "intäkter", "12", "930", "13", "061"]
    assert row.words[0].left == pytest.approx(70, abs=0.5)
    assert row.words[2].left == pytest.approx(270, abs=0.5)
    assert row.words[4].left == pytest.approx(350, abs=0.5)
    assert row.words[3].left - row.words[2].right < 3
    assert row.text.split("  ")[0] == "Summa intäkter"
    assert row.text.split()[2:] == ["12", "930", "13", "061"]
    assert "12 930  " in row.text
    assert row.text.endswith("  13 061")
    assert (row.place.file, row.place.page, row.place.line) == ("rapport.pdf", 1, 1)
    assert row.size == 10
