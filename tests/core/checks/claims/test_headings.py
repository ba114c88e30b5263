"""FB-04 of a stranger, FB-08 and FB-09: numbers of headings, the list of contents, notes that the text names."""

from __future__ import annotations

from dataclasses import replace

import pytest

from samverk.core.checks.finding import Verdict
from samverk.core.document.tree import Document, Section
from tests.core.checks.claims.saying import findings, paragraph, saying, tried
from tests.factories.checked import assert_tried_and_silent, checked_document

WORDS = ("Inledning", "Styrelsen", "Ekonomi", "Personal", "Framtid", "Noter")


def _headed(*numbers: str, contents: tuple[str, ...] = ()) -> Document:
    """A stranger's document: flat headings with these numbers, and perhaps a list of contents."""
    sections = [
        Section(f"s{place}", WORDS[place], 1 + number.count("."), (paragraph("Text."),), number=number)
        for place, number in enumerate(numbers)
    ]
    if contents:
        sections.insert(0, Section("innehall", "Innehållsförteckning", 1, tuple(paragraph(each) for each in contents)))
    return replace(checked_document(), figures={}, sections=tuple(sections))


@pytest.mark.parametrize("numbers", [("1", "2", "2", "4"), ("1", "1.1", "1.2", "1.2"), ("1.", "2.", "3.", "3.")])
def test_FB_04_fires_when_a_stranger_uses_a_number_twice(numbers):
    (finding,) = tried(_headed(*numbers), "FB-04").findings
    assert finding.verdict is Verdict.FAULT
    assert finding.found == numbers[-1] or finding.found == "2"


def test_FB_04_asks_about_a_number_left_out():
    (finding,) = tried(_headed("1", "2", "4", "5"), "FB-04").findings
    assert finding.verdict is Verdict.AMBIGUOUS


@pytest.mark.parametrize(
    "numbers",
    [
        ("1", "2", "3", "4"),
        ("1", "1.1", "1.2", "2", "2.1"),
        ("1", "3", "2", "3", "4"),
        ("1.1", "1.2", "1.3"),
        ("1", "1.1", "2", "2.1", "2.1.1"),
    ],
)
def test_FB_04_is_tried_and_silent(numbers):
    assert_tried_and_silent(tried(_headed(*numbers), "FB-04"), "FB-04")


@pytest.mark.parametrize("numbers", [("", "", ""), ("1", "2", "1", "2"), ("", "2", ""), ("A", "B"), ("2024", "2023")])
def test_FB_04_says_nothing_of_lists_and_headings_without_numbers(numbers):
    assert tried(_headed(*numbers), "FB-04").findings == ()


def test_FB_08_fires_when_the_number_differs():
    document = _headed("1", "1.1", "1.2", contents=("1. Inledning .... 3", "1.1 Styrelsen .... 3", "1.3 Ekonomi ... 4"))
    (finding,) = tried(document, "FB-08").findings
    assert (finding.verdict, finding.expected) == (Verdict.FAULT, "1.2 Ekonomi")


def test_FB_08_asks_when_the_title_differs():
    document = _headed("1", "2", contents=("1. Inledning 3", "2. Styrelsens arbete och möten 4", "2. Styrelserna 4"))
    (finding,) = tried(document, "FB-08").findings
    assert (finding.verdict, finding.expected) == (Verdict.AMBIGUOUS, "2 Styrelsen")


@pytest.mark.parametrize(
    "contents",
    [
        ("1. INLEDNING..........3", "2. STYRELSEN\t4", "3. Ekonomi 5"),
        ("1 Inledning", "2 Styrelsen", "3 Ekonomi"),
        ("1. Inledning 3", "9. Bilagor 20"),
        ("1. Inledning", "2. Styrelsen …… 4"),
        ("1. Inledning 1", "Bilaga 1 Budget 12"),
    ],
)
def test_FB_08_is_tried_and_silent(contents):
    assert_tried_and_silent(tried(_headed("1", "2", "3", contents=contents), "FB-08"), "FB-08")


def test_FB_09_fires_on_a_note_that_does_not_exist():
    (finding,) = findings("Skulderna specificeras i not 7.", "FB-09")
    assert (finding.verdict, finding.expected, finding.found) == (Verdict.FAULT, "en av noterna 1–5", "”i not 7”")


@pytest.mark.parametrize(
    "words", ["Se not 4.", "Enligt not 2 och not 3.", "Mer finns i not 5 nedan.", "Noten 1 säger det."]
)
def test_FB_09_is_tried_and_silent(words):
    assert_tried_and_silent(tried(saying(words), "FB-09"), "FB-09")


@pytest.mark.parametrize("words", ["Notera 7 saker.", "Vi fick notan 12 kr.", "Noterbart 9.", "Not bad.", "Not 8 kr."])
def test_FB_09_says_nothing_of_other_words(words):
    assert findings(words, "FB-09") == ()


def test_FB_09_says_nothing_in_a_document_without_notes():
    document = saying("Se not 7.")
    bare = replace(document, sections=tuple(each for each in document.sections if each.id != "noter"))
    assert tried(bare, "FB-09").findings == ()
