"""Automatic numbers as Word prints them."""

from __future__ import annotations

import pytest

from samverk.formats.docx.numbering import written
from tests.formats.docx.making import p, texts


def lvl(level, form, text, extra=""):
    start = f'<w:start w:val="1"/><w:numFmt w:val="{form}"/>'
    return f'<w:lvl w:ilvl="{level}">{start}{extra}<w:lvlText w:val="{text}"/></w:lvl>'


def abstract(number, *levels):
    return f'<w:abstractNum w:abstractNumId="{number}">{"".join(levels)}</w:abstractNum>'


def num(number, of, override=""):
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{of}"/>{override}</w:num>'


OF_STYLE, NO_GAP = "<w:pStyle w:val='Rubrik1'/>", "<w:suff w:val='nothing'/>"
ANEW = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
NUMBERING = (
    abstract(0, lvl(0, "decimal", "%1", OF_STYLE), lvl(1, "decimal", "%1.%2"), lvl(2, "lowerLetter", "%3)"))
    + abstract(1, lvl(0, "lowerLetter", "%1)"), lvl(1, "bullet", "\uf0b7"))
    + abstract(2, lvl(0, "upperRoman", "§ %1", NO_GAP), lvl(1, "decimal", "%1.%2", "<w:isLgl/>"))
    + num(1, 0)
    + num(2, 1)
    + num(3, 1)
    + num(4, 1, ANEW)
    + num(5, 2)
)
STYLES = (
    '<w:style w:type="paragraph" w:styleId="Rubrik1"><w:name w:val="heading 1"/><w:pPr><w:numPr><w:numId w:val="1"/>'
    "</w:numPr></w:pPr></w:style>"
    '<w:style w:type="paragraph" w:styleId="Rubrik2"><w:name w:val="heading 2"/><w:pPr><w:numPr><w:ilvl w:val="1"/>'
    '<w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
)


def item(text, number, level=0, style=""):
    return p(text, style, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def numbered(*paragraphs):
    return texts("".join(paragraphs), numbering=NUMBERING, styles=STYLES)


def test_headings_are_numbered_by_their_styles():
    assert numbered(
        p("Inledning", "Rubrik1"),
        p("Bakgrund", "Rubrik2"),
        p("Syfte", "Rubrik2"),
        p("Text"),
        p("Noter", "Rubrik1"),
        p("Principer", "Rubrik2"),
    ) == ["1 Inledning", "1.1 Bakgrund", "1.2 Syfte", "Text", "2 Noter", "2.1 Principer"]


def test_a_heading_can_be_freed_from_its_number():
    free = '<w:numPr><w:numId w:val="0"/></w:numPr>'
    assert numbered(p("Förord", "Rubrik1", free), p("Inledning", "Rubrik1")) == ["Förord", "1 Inledning"]


def test_lists_of_one_kind_go_on_unless_they_begin_anew():
    assert numbered(item("ett", 2), item("två", 2), item("tre", 3), item("ny", 4), item("nästa", 4)) == [
        "a) ett",
        "b) två",
        "c) tre",
        "a) ny",
        "b) nästa",
    ]


def test_deeper_levels_begin_anew_and_a_missing_parent_shows_its_start():
    assert numbered(item("x", 1, 2), item("y", 1, 1), item("z", 1, 2), item("w", 1, 2), item("v", 1, 0)) == [
        "a) x",
        "1.1 y",
        "a) z",
        "b) w",
        "1 v",
    ]


def test_bullets_legal_numbers_and_no_gap():
    assert numbered(item("punkt", 2, 1), item("Paragraf", 5), item("under", 5, 1)) == [
        "• punkt",
        "§ IParagraf",
        "1.1 under",
    ]


def test_a_number_is_no_part_of_the_weight_of_a_paragraph_and_unknown_lists_print_nothing():
    assert numbered(item("utan lista", 99), item("för djupt", 1, 12)) == ["utan lista", "för djupt"]


@pytest.mark.parametrize(
    ("number", "form", "printed"),
    [
        (1, "lowerLetter", "a"),
        (27, "lowerLetter", "aa"),
        (28, "upperLetter", "BB"),
        (4, "lowerRoman", "iv"),
        (2, "upperRoman", "II"),
        (7, "decimalZero", "07"),
        (3, "none", ""),
        (0, "lowerLetter", "0"),
        (2_000_000_000, "lowerLetter", "2000000000"),
        (2_000_000_000, "upperRoman", "2000000000"),
        (5, "chineseCounting", "5"),
    ],
)
def test_forms_of_numbers(number, form, printed):
    assert written(number, form) == printed
