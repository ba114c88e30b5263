"""Paragraphs of a Word file: what is printed, nothing else, with heading levels and places."""

from __future__ import annotations

import pytest

from samverk.core.document.tree import Place
from tests.formats.docx.making import (
    OFFICE,
    RAISED,
    codes,
    lines,
    p,
    r,
    read,
    tbl,
    texts,
    tr,
    word_file,
    word_parts,
    zipped,
)

STYLES = (
    '<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="22"/></w:rPr></w:rPrDefault></w:docDefaults>'
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Rubrik1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/>'
    '<w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/><w:sz w:val="32"/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="R2"><w:name w:val="Rubrik 2"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Eget"><w:name w:val="Förbundets kapitel"/><w:basedOn w:val="Rubrik1"/>'
    "</w:style>"
    '<w:style w:type="paragraph" w:styleId="Niva"><w:name w:val="Mellanrubrik"/>'
    '<w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="TOCRubrik"><w:name w:val="TOC Heading"/><w:basedOn w:val="Rubrik1"/>'
    '<w:pPr><w:outlineLvl w:val="9"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="A"><w:name w:val="A"/><w:basedOn w:val="B"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="B"><w:name w:val="B"/><w:basedOn w:val="A"/></w:style>'
    '<w:style w:type="character" w:styleId="Fotnotsreferens"><w:name w:val="footnote reference"/>'
    f"<w:rPr>{RAISED}</w:rPr></w:style>"
)


@pytest.mark.parametrize(
    ("style", "properties", "level"),
    [
        ("Rubrik1", "", 1),
        ("R2", "", 2),
        ("Eget", "", 1),
        ("Niva", "", 3),
        ("TOCRubrik", "", 1),
        ("", '<w:outlineLvl w:val="3"/>', 4),
        ("", '<w:outlineLvl w:val="8"/>', 6),
        ("Rubrik1", '<w:outlineLvl w:val="9"/>', 0),
        ("", "", 0),
        ("A", "", 0),
        ("FinnsInte", "", 0),
    ],
)
def test_heading_level(style, properties, level):
    assert lines(p("Noter", style, properties), styles=STYLES)[0].heading == level


def test_an_empty_heading_is_a_blank_line():
    first = lines(p("", "Rubrik1") + p("Text"), styles=STYLES)[0]
    assert (first.text, first.heading) == ("", 0)


def test_weight_and_size_come_from_the_run_its_style_or_the_defaults():
    heading, plain, own = lines(
        p("Rubrik", "Rubrik1") + p("Text") + p(r("Fet", '<w:b/><w:sz w:val="40"/>') + r(" ") + r("slut", "<w:b/>")),
        styles=STYLES,
    )
    assert (heading.is_bold, heading.size) == (True, 16.0)
    assert (plain.is_bold, plain.size) == (False, 11.0)
    assert (own.is_bold, own.size) == (True, 11.0)


def test_a_line_is_a_paragraph_with_its_number():
    read_lines = lines(p("Ett") + tbl(tr("cell")) + p("") + p("Två"))
    assert [(line.text, line.place) for line in read_lines] == [
        ("Ett", Place("fil.docx", None, 1)),
        ("", Place("fil.docx", None, 2)),
        ("Två", Place("fil.docx", None, 3)),
    ]
    assert all(line.is_paragraph for line in read_lines)


def test_breaks_tabs_and_special_letters_are_kept():
    run = (
        "<w:r><w:t>Ett</w:t><w:tab/><w:t>3</w:t><w:noBreakHyphen/><w:t>4</w:t><w:br/><w:t>Två</w:t><w:softHyphen/>"
        '<w:sym w:font="Symbol" w:char="F02D"/><w:sym w:font="Wingdings" w:char="F0A7"/></w:r>'
    )
    assert texts(p(run)) == ["Ett\t3-4\nTvå−•"]


def test_spaces_are_kept_only_where_the_file_says_so():
    assert texts(p("<w:r><w:t> a </w:t></w:r>" + r(" b ") + "<w:r><w:t>c\n  d</w:t></w:r>")) == ["a b c d"]


def test_tracked_changes_inserted_kept_deleted_left_out():
    body = p(
        r("Utfallet blev ")
        + f'<w:del w:id="1"><w:r><w:delText>3 500</w:delText></w:r></w:del><w:ins w:id="2">{r("3 685")}</w:ins>'
        + f"<w:moveFrom>{r('bort')}</w:moveFrom><w:moveTo>{r(' tkr')}</w:moveTo>"
    )
    source, problems = read(word_file(body))
    assert [line.text for line in source.blocks] == ["Utfallet blev 3 685 tkr"]
    assert codes(problems) == ["LAS-DOCX-ANDRINGAR"]


def test_a_deleted_paragraph_end_joins_two_paragraphs():
    mark = '<w:rPr><w:del w:id="1"/></w:rPr>'
    assert texts(p("Första ", properties=mark) + p("andra") + p("tredje")) == ["Första andra", "tredje"]
    assert texts(p("Sista", properties=mark)) == ["Sista"]


def test_fields_show_their_result_never_their_code():
    def mark(kind):
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    code = "<w:r><w:instrText> PAGEREF _Toc1 </w:instrText></w:r>"
    nested = mark("begin") + code + r("inre kod") + mark("separate") + r("resultat") + mark("end")
    body = p(
        r("Se ") + mark("begin") + code + nested + mark("separate") + r("sidan 7") + mark("end") + r(", ") + nested
    ) + p('<w:fldSimple w:instr="SEQ Tabell">' + r("Tabell 1") + "</w:fldSimple>")
    assert texts(body) == ["Se sidan 7, resultat", "Tabell 1"]


def test_a_field_whose_code_never_ends_does_not_swallow_the_rest():
    assert texts(p('<w:r><w:fldChar w:fldCharType="begin"/></w:r>' + r("kod")) + p("Text efter")) == ["", "Text efter"]


def test_a_field_over_several_paragraphs_shows_all_of_them():
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>TOC</w:instrText></w:r>'
    separate, end = ('<w:r><w:fldChar w:fldCharType="separate"/></w:r>', '<w:r><w:fldChar w:fldCharType="end"/></w:r>')
    assert texts(p(begin + separate + r("1 Inledning")) + p("2 Noter") + p(end + r("Slut"))) == [
        "1 Inledning",
        "2 Noter",
        "Slut",
    ]


def test_hidden_text_is_left_out_and_told():
    source, problems = read(
        word_file(p(r("Synligt") + r(" dolt", "<w:vanish/>") + r(" igen", '<w:vanish w:val="0"/>')))
    )
    assert [line.text for line in source.blocks] == ["Synligt igen"]
    assert codes(problems) == ["LAS-DOCX-DOLT"]


def test_wrappers_are_read_through():
    wrapped = (
        f'<w:hyperlink r:id="rId9">{r("länk")}</w:hyperlink><w:smartTag>{r(" tagg")}</w:smartTag>'
        f"<w:sdt><w:sdtPr/><w:sdtContent>{r(' kontroll')}</w:sdtContent></w:sdt>"
        "<m:oMath><m:r><m:t> 1+1</m:t></m:r></m:oMath>"
        f"<w:ruby><w:rt>{r('ljud')}</w:rt><w:rubyBase>{r(' bas')}</w:rubyBase></w:ruby>"
    )
    body = f"<w:sdt><w:sdtContent>{p(wrapped)}</w:sdtContent></w:sdt><w:customXml>{p('yttre')}</w:customXml>"
    assert texts(body) == ["länk tagg kontroll 1+1 bas", "yttre"]


def test_a_text_box_is_read_once_after_its_paragraph():
    inside = f"<w:txbxContent>{p('I rutan')}</w:txbxContent>"
    box = (
        "<mc:AlternateContent>"
        f"<mc:Choice Requires='wps'><w:drawing><wps:txbx>{inside}</wps:txbx></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{inside}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent>"
    )
    assert texts(p(f"<w:r>{box}<w:t>Ankare</w:t></w:r>") + p("Efter")) == ["Ankare", "I rutan", "Efter"]


def test_pictures_are_counted_and_told():
    body = p("<w:r><w:drawing><a:blip/></w:drawing><w:t>Bild</w:t></w:r>")
    _source, problems = read(word_file(body))
    assert [problem.message for problem in problems] == [
        "Bilder och diagram i dokumentet: 1. Text och tal i dem är inte lästa."
    ]


@pytest.mark.parametrize(
    ("runs", "printed"),
    [
        (r("3 685") + r("1", RAISED), "3 685"),
        (r("-3 685,5 ") + r("1)", RAISED), "-3 685,5 "),
        (r("Summa 3 685") + r("1", RAISED), "Summa 3 685 1)"),
        (r("Summa 3 685") + r("1", RAISED) + r(")", RAISED) + r("tkr"), "Summa 3 685 1) tkr"),
        (r("Lokaler") + r("2", RAISED), "Lokaler 2)"),
        (r("en yta av 120 m") + r("2", RAISED) + r(" hyrs"), "en yta av 120 m2 hyrs"),
        (r("12 %") + r("3", RAISED), "12 %"),
        (r("ökade 12 %") + r("3", RAISED), "ökade 12 % 3)"),
        (r("1", RAISED) + r("Avser hela året"), "1) Avser hela året"),
        (r("1", RAISED) + r("3 685 tkr"), "1) 3 685 tkr"),
        (r("Lokaler") + r("a", RAISED), "Lokaler a)"),
        (r("Utfall 3 685") + r("*", RAISED), "Utfall 3 685*"),
        (r("Utfall 3 685") + r("1", "<w:rStyle w:val='Fotnotsreferens'/>"), "Utfall 3 685 1)"),
        (r("Utfall 3 685") + r("1", '<w:position w:val="6"/>'), "Utfall 3 685 1)"),
        (r("CO") + r("2", '<w:vertAlign w:val="subscript"/>'), "CO2"),
        (r("1", RAISED), "1"),
    ],
)
def test_raised_marks_never_become_digits_of_a_number(runs, printed):
    assert texts(p(runs), styles=STYLES) == [printed]


def test_footnotes_are_numbered_and_told_after_their_block():
    reference = '<w:r><w:footnoteReference w:id="{}"/></w:r>'
    footnotes = (
        f'<w:footnote w:id="-1" w:type="separator">{p("streck")}</w:footnote>'
        f'<w:footnote w:id="2">{p("Avser hela året.")}</w:footnote>'
        f'<w:footnote w:id="3">{p("Preliminärt.")}{p("Andra stycket.")}</w:footnote>'
    )
    endnotes = f'<w:endnote w:id="1">{p("Sist.")}</w:endnote>'
    body = (
        p(r("Intäkter") + reference.format(2) + r(" och kostnader 3 685") + reference.format(3))
        + p(r("Mer") + '<w:r><w:endnoteReference w:id="1"/></w:r>')
        + p("Slut")
    )
    found = lines(body, footnotes=footnotes, endnotes=endnotes)
    assert [(line.text, line.place.cell) for line in found] == [
        ("Intäkter 1) och kostnader 3 685 2)", ""),
        ("1) Avser hela året.", "fotnot 1"),
        ("2) Preliminärt.", "fotnot 2"),
        ("Andra stycket.", "fotnot 2"),
        ("Mer 1)", ""),
        ("Slut", ""),
        ("1) Sist.", "slutnot 1"),
    ]


def test_pages_are_those_word_last_laid_out():
    rendered = "<w:lastRenderedPageBreak/>"
    body = (
        p("Sida ett")
        + p("<w:r><w:t>Slut på ett</w:t><w:br w:type='page'/></w:r>")
        + p(f"<w:r>{rendered}<w:t>Sida två</w:t></w:r>")
        + p(f"<w:r><w:t>Över</w:t>{rendered}<w:t>gränsen</w:t></w:r>")
        + p("Sida tre")
        + p("Sida fyra", properties="<w:pageBreakBefore/>")
    )
    source, _problems = read(word_file(body))
    assert [(line.text, line.place.page) for line in source.blocks] == [
        ("Sida ett", 1),
        ("Slut på ett", 1),
        ("Sida två", 2),
        ("Övergränsen", 2),
        ("Sida tre", 3),
        ("Sida fyra", 4),
    ]
    assert source.pages == 4


def test_sections_begin_pages_as_the_next_one_says():
    def section(kind):
        return f'<w:sectPr><w:type w:val="{kind}"/></w:sectPr>'

    body = (
        p("Ett", properties="<w:sectPr/>")
        + p("Två", properties=section("continuous"))
        + p("Tre")
        + p("<w:r><w:br w:type='page'/><w:t>Fyra</w:t></w:r>")
        + section("nextPage")
    )
    assert [(line.text, line.place.page) for line in lines(body)] == [("Ett", 1), ("Två", 1), ("Tre", 2), ("Fyra", 3)]


def test_without_page_breaks_there_are_no_pages():
    source, _problems = read(word_file(p("Text")))
    assert source.pages == 0
    assert source.blocks[0].place.page is None


def test_an_embedded_document_is_told_not_followed():
    source, problems = read(word_file(p("Text") + '<w:altChunk r:id="rId7"/>'))
    assert len(source.blocks) == 1
    assert codes(problems) == ["LAS-DOCX-INFOGAT"]


def test_the_strict_variant_of_the_format_is_read():
    old, strict = f"{OFFICE}/wordprocessingml/2006/main", "http://purl.oclc.org/ooxml/wordprocessingml/main"
    parts = word_parts(p("Rubrik", "Rubrik1"), styles=STYLES)
    strict_parts = {name: str(content).replace(old, strict) for name, content in parts.items()}
    source, _problems = read(zipped(strict_parts))
    assert [(line.text, line.heading) for line in source.blocks] == [("Rubrik", 1)]
