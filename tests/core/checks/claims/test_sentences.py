"""Running text cut into sentences, with the way back to the file."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverk.core.checks.claims.sentences import passages_of
from samverk.core.document.tree import Paragraph, Place, Section, Text


def _cut(words: str, starts=()) -> list[str]:
    section = Section("s", "Avsnitt", 1, (Paragraph((Text(words),), starts=starts),))
    return [sentence.text for passage in passages_of(section) for sentence in passage.sentences]


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ("Året följde planen. Resultatet blev gott.", 2),
        ("Insatser, t.ex. Lotsen, fick 1.842.500 kr. Det räckte.", 2),
        ("Bidraget var ca. 400 tkr enl. Beslut 12.", 1),
        ("Det blev så år 2024. Styrelsen är nöjd!", 2),
        ("1. Verka för samverkan.", 1),
        ("Den 3. September var det möte.", 1),
        ("Vad nu? Ingen vet.", 2),
    ],
)
def test_sentences_end_where_a_reader_says_so(words, count):
    assert len(_cut(words)) == count


def test_a_sentence_knows_its_line_in_the_file():
    words = "Första raden går\nvidare här. Andra meningen."
    starts = ((0, Place("f", 1, 7)), (17, Place("f", 1, 8)))
    (passage,) = passages_of(Section("s", "Avsnitt", 1, (Paragraph((Text(words),), starts=starts),)))
    assert passage.sentences[0].place_at(0) == Place("f", 1, 7)
    assert passage.sentences[1].place_at(0) == Place("f", 1, 8)
    assert [line.text for line in passage.lines] == ["Första raden går", "vidare här. Andra meningen."]


@given(st.text(alphabet="aÅ 1.!?\n\u00a0−”–", max_size=80))
def test_no_letter_is_lost(words):
    def letters(text: str) -> str:
        return "".join(text.split())

    plain = words.replace("−", "-").replace("”", '"')
    assert letters("".join(_cut(words))) == letters(plain)
