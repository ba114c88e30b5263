from __future__ import annotations

import json

import pytest
import typst

from samverk.reports.charts.lettering import SEMIBOLD, text_width, wrap
from samverk.reports.render.pdf import typefaces

WORDS = [
    "Arbetsmarknadsrehabilitering",
    "IRIS Kompetenstrappan",
    "Övriga intäkter, utjämnade",
    "−14 151 168",
    "Försäkringskassan",
    "28 %",
]
MEASURE = """
#let widths(weight) = json(bytes(sys.inputs.words)).map(word => measure(text(
  font: "Source Sans Pro", size: 100pt, weight: weight, word)).width.pt())
#context [#metadata((widths("regular"), widths("semibold"))) <widths>]
"""


def measured() -> tuple[list[float], list[float]]:
    """What typst says of the words' widths at 100 points, in regular and in semibold."""
    compiler = typst.Compiler(MEASURE.encode(), font_paths=typefaces(), sys_inputs={"words": json.dumps(WORDS)})
    regular, semibold = json.loads(compiler.query("<widths>", field="value", one=True))
    return regular, semibold


def test_the_estimate_is_never_too_small_and_at_most_five_percent_too_large():
    regular, semibold = measured()
    for word, width, bold in zip(WORDS, regular, semibold, strict=True):
        estimate = text_width(word, 100)
        assert width * 0.995 <= estimate <= width * 1.05, word
        assert bold * 0.985 <= estimate * SEMIBOLD, word


def test_short_text_stays_on_one_line():
    assert wrap("IRIS USB", 200, 13) == ("IRIS USB",)


def test_long_text_breaks_at_spaces_into_two_lines():
    lines = wrap("IRIS Kompetenstrappan och arbetsmarknadsrehabilitering", 215, 13)
    assert lines == ("IRIS Kompetenstrappan och", "arbetsmarknadsrehabilitering")


def test_a_word_too_wide_is_hyphenated_before_a_consonant_that_a_vowel_follows():
    first, second = wrap("Arbetsmarknadsrehabiliteringssamverkansöverenskommelser", 215, 13)
    assert first.endswith("-")
    assert second[0] in "bcdfghjklmnpqrstvxz"
    assert first[:-1] + second == "Arbetsmarknadsrehabiliteringssamverkansöverenskommelser"


def test_only_what_two_lines_cannot_hold_ends_in_an_ellipsis():
    lines = wrap("Samverkansteam för unga utan sysselsättning i Lund, Kävlinge, Lomma och Staffanstorp", 150, 13)
    assert len(lines) == 2
    assert lines[1].endswith("…")
    assert "…" not in lines[0]


@pytest.mark.parametrize("width", [5, 30, 80, 215])
@pytest.mark.parametrize("text", ["", "A", "Rehabilitering", "Å Ä Ö", "x" * 80, "ord " * 30])
def test_lines_never_exceed_the_width_when_it_holds_a_letter_and_a_hyphen(width, text):
    lines = wrap(text, width, 13)
    assert 1 <= len(lines) <= 2
    if width >= 30:
        assert all(text_width(line, 13) <= width for line in lines)
