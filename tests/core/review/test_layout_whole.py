"""What always holds of a layout: it never fails, and every printed digit is in it exactly once."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from hypothesis import example, given, settings
from hypothesis import strategies as st

from samverk.core.document.tree import Paragraph, Place, Text
from samverk.core.review.layout import lay_out
from samverk.core.review.numbers import MOST_WAYS
from samverk.core.review.raw import RawSection, RawTable
from samverk.core.review.source import Line, Source, SourceKind, Word

DIGITS = re.compile(r"[0-9]+")
PIECES = [
    "Summa", "kostnader", "Staten", "Region Norr", "och", "i", "2024", "2023", "3 685", "100", "12,5", "-", "–", "0",
    "tkr", "Budget", "Utfall", "Not 3", "1.", "1.2", "•", "uppgick till", "%", "54 %", "(1 089)", "l 842", "1)", "*",
    "jan-dec", "2024-12-31", "Innehåll", "......", "7", "\t", "  ", "    ", "A", "NOTER", "ord.", "1 842 500", "062",
]  # fmt: skip


def source_of(lines: list[str]) -> Source:
    return Source(
        "a.txt", SourceKind.TEXT, tuple(Line(text, Place("a.txt", None, n)) for n, text in enumerate(lines, 1))
    )


def printed_texts(sections: tuple[RawSection, ...]) -> Iterator[str]:
    """Everything that a layout holds, each table row by its likeliest placing."""
    for section in sections:
        yield section.number
        yield section.title
        for block in section.blocks:
            if isinstance(block, Paragraph):
                yield from (part.text for part in block.content if isinstance(part, Text))
                continue
            yield from (block.title, block.label_heading, block.note, *block.headers)
            for row in block.rows:
                yield row.label
                yield from (cell.text for cell in row.choices[0] if cell is not None)


def digits_of(texts: Iterator[str] | list[str]) -> Counter[str]:
    return Counter(digits for text in texts for digits in DIGITS.findall(text))


def heading_digits(sections: tuple[RawSection, ...]) -> set[str]:
    tables = [block for section in sections for block in section.blocks if isinstance(block, RawTable)]
    return set(digits_of([header for table in tables for header in table.headers]))


def assert_sound(sections: tuple[RawSection, ...]) -> None:
    for section in sections:
        assert 0 <= section.level <= 6
        for block in section.blocks:
            if isinstance(block, RawTable):
                assert block.rows
                for row in block.rows:
                    assert 1 <= len(row.choices) <= MOST_WAYS
                    assert all(len(placing) == len(block.headers) for placing in row.choices)
            else:
                plain = "".join(part.text for part in block.content if isinstance(part, Text))
                assert block.starts
                assert block.starts[0][0] == 0
                assert all(start <= len(plain) for start, _place in block.starts)


def without_repeated(lines: list[str]) -> list[str]:
    """Headers repeated inside a table are dropped by intent; here each line is made to stand once."""
    return list(dict.fromkeys(lines))


@given(st.lists(st.lists(st.sampled_from(PIECES), max_size=7).map(" ".join), max_size=25))
@example(["2024 2024", "2024 2024-12-31", "Summa 3 685"])
@settings(max_examples=300, deadline=None)
def test_every_digit_of_a_text_is_in_the_layout_exactly_once(lines):
    lines = [line for line in without_repeated(lines) if line.strip()] + [""]
    sections = lay_out(source_of(lines))
    told, stood = digits_of(printed_texts(sections)), digits_of(lines)
    assert not told - stood
    assert set(stood - told) <= heading_digits(sections)  # the same words above each other in a heading are one
    assert_sound(sections)


@given(st.lists(st.lists(st.sampled_from(PIECES), max_size=6).map("\t".join), max_size=20))
@settings(max_examples=200, deadline=None)
def test_every_digit_of_tabbed_lines_is_in_the_layout_exactly_once(lines):
    lines = without_repeated(lines)
    sections = lay_out(source_of(lines))
    assert digits_of(printed_texts(sections)) == digits_of(lines)
    assert_sound(sections)


@given(st.lists(st.text(max_size=60), max_size=20))
@settings(max_examples=200, deadline=None)
def test_no_text_makes_the_layout_fail(lines):
    assert_sound(lay_out(source_of(lines)))


@given(
    st.lists(
        st.lists(st.tuples(st.sampled_from(PIECES[:30]), st.floats(0, 60), st.floats(0, 40)), max_size=7), max_size=20
    )
)
@settings(max_examples=200, deadline=None)
def test_every_digit_of_placed_words_is_in_the_layout_exactly_once(lines):
    made: list[Line] = []
    for number, pieces in enumerate(lines, 1):
        words: list[Word] = []
        for text, gap, width in pieces:
            left = (words[-1].right if words else 0.0) + gap
            words += [Word(part, left, left + width) for part in text.split(" ")]
        made.append(Line(" ".join(word.text for word in words), Place("a.pdf", 1, number), words=tuple(words)))
    texts = [line.text for line in made]
    if len(set(texts)) == len(texts):
        sections = lay_out(Source("a.pdf", SourceKind.PDF, tuple(made), 1))
        assert digits_of(printed_texts(sections)) == digits_of(texts)
        assert_sound(sections)
