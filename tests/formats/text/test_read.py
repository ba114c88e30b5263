"""Text files: every line as printed, with its place; what is no text is refused."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverk.core.document.tree import Place
from samverk.core.problems import Problem, ProblemSeverity
from samverk.core.review.source import Line, Source, SourceKind
from samverk.formats.text.read import MAX_BYTES, MAX_LINE, MAX_LINES, read_text


def read(data: bytes) -> tuple[Source, tuple[Problem, ...]]:
    source, problems = read_text(data, "fil.txt")
    assert source is not None, problems
    return source, problems


def lines(data: bytes) -> list[Line]:
    return [block for block in read(data)[0].blocks if isinstance(block, Line)]


def refusal(data: bytes) -> str:
    source, problems = read_text(data, "fil.txt")
    assert source is None
    (problem,) = problems
    assert problem.severity is ProblemSeverity.REFUSE
    assert problem.file == "fil.txt"
    return problem.code


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_and_numbers(end):
    source, problems = read(f"Rubrik{end}{end}  Intäkter\t13 061  12 930 {end}".encode())
    assert source.kind is SourceKind.TEXT
    assert source.pages == 0
    assert [(line.text, line.place) for line in source.blocks] == [
        ("Rubrik", Place("fil.txt", None, 1)),
        ("", Place("fil.txt", None, 2)),
        ("  Intäkter\t13 061  12 930 ", Place("fil.txt", None, 3)),
    ]
    assert problems == ()


def test_form_feeds_part_pages_and_lines_are_counted_in_the_file():
    source, _problems = read(b"ett\n\ntva\n\fsida tva\nmitt\fi raden\n\f")
    assert [(line.text, line.place.page, line.place.line) for line in source.blocks] == [
        ("ett", 1, 1),
        ("", 1, 2),
        ("tva", 1, 3),
        ("sida tva", 2, 4),
        ("mitt", 2, 5),
        ("i raden", 3, 5),
    ]
    assert source.pages == 3


def test_a_blank_page_is_a_page():
    source, _problems = read(b"ett\n\f\ftre\n")
    assert [(line.text, line.place.page) for line in source.blocks] == [("ett", 1), ("tre", 3)]


def test_one_page_that_ends_with_a_form_feed():
    source, _problems = read(b"ett\n\f")
    assert source.pages == 1
    assert [line.place.page for line in source.blocks] == [1]


def test_a_soft_line_break_parts_a_line_but_no_page():
    assert [(line.text, line.place.line) for line in lines(b"ett\vtva\ntre")] == [("ett", 1), ("tva", 1), ("tre", 2)]


def test_a_few_control_characters_are_read_as_spaces_and_told():
    source, problems = read(b"Utfall" + b" 3 685" * 30 + b"\nBudget\x00 3 690\n")
    assert [line.text for line in source.blocks][1] == "Budget  3 690"
    assert [(problem.code, problem.line) for problem in problems] == [("LAS-TEXT-STYRTECKEN", 2)]


def test_letters_that_cannot_be_read_are_told():
    source, problems = read("Årsredovisning för förbundet\n".encode() * 5 + b"\xe5\n")
    assert len(source.blocks) == 6
    assert [(problem.code, problem.line) for problem in problems] == [("LAS-TEXT-TECKEN", 6)]


def test_an_absurd_line_is_cut_and_told():
    source, problems = read(b"ett\n" + b"1 " * 500_000 + b"\ntre")
    assert [len(line.text) for line in source.blocks] == [3, MAX_LINE, 3]
    assert [(problem.code, problem.severity, problem.line) for problem in problems] == [
        ("LAS-TEXT-LANG-RAD", ProblemSeverity.ERROR, 2)
    ]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "LAS-TOM"),
        (b" \r\n\t\f\n", "LAS-TOM"),
        ("\ufeff".encode(), "LAS-TOM"),
        (b"\x00", "LAS-BINAR"),
        (bytes(1000), "LAS-BINAR"),
        (random.Random(1).randbytes(5000), "LAS-BINAR"),
        (b"a" * (MAX_BYTES + 1), "LAS-STOR"),
        (b"a\n" * MAX_LINES, "LAS-TEXT-RADER"),
    ],
    ids=["nothing", "blank", "mark", "nul", "nuls", "noise", "large", "lines"],
)
def test_what_is_no_text_is_refused(data, code):
    assert refusal(data) == code


@given(st.binary(max_size=2000))
def test_arbitrary_bytes_never_raise(data):
    source, problems = read_text(data, "fil.txt")
    assert source is not None or problems[0].severity is ProblemSeverity.REFUSE


printed = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters="\ufffd\ufeff"))


@given(st.lists(printed, min_size=1))
def test_every_line_comes_back_as_it_was(texts):
    text = "\n".join(["Början", *texts, "Slut"])
    assert [line.text for line in lines(text.encode())] == text.split("\n")
