"""The Word file as a stranger's program reads it: styles, headings, tables, links, pictures, properties."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import date

import docx
import pytest
from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm

from samverk.core.document.tree import (
    Column,
    Document,
    FigureCell,
    ItemList,
    Link,
    Paragraph,
    Row,
    Section,
    SignaturePage,
    Table,
    Text,
)
from samverk.reports.render.docx import render
from tests.factories.documents import sample_document, sample_table

PNG = b"\x89PNG\r\n\x1a\n" + b"\x00\x00\x00\rIHDR" + (800).to_bytes(4, "big") + (300).to_bytes(4, "big") + b"\x08\x02"


def pictures(document: Document) -> list[bytes]:
    return [PNG for _ in document.charts()]


def rendered(document: Document) -> bytes:
    return render(document, pictures(document))


def opened(document: Document) -> WordDocument:
    return docx.Document(io.BytesIO(rendered(document)))


def with_blocks(*blocks: Paragraph | ItemList | Table | SignaturePage) -> Document:
    return replace(sample_document(), sections=(Section("avsnitt", "Avsnitt", 1, blocks),))


@pytest.fixture(scope="module")
def word() -> WordDocument:
    return opened(sample_document(extra_rows=30))


def test_headings_are_real_and_in_order(word: WordDocument) -> None:
    found = [(p.style.name, p.text) for p in word.paragraphs if p.style is not None and p.style.name is not None]
    headings = [pair for pair in found if pair[0].startswith("Heading")]
    assert headings[:3] == [
        ("Heading 1", "1  Förvaltningsberättelse"),
        ("Heading 2", "1.1  Översikt över verksamhetens utveckling"),
        ("Heading 2", "1.2  Många rader"),
    ]
    assert ("Heading 2", "Not 2  Verksamhetens intäkter") in headings
    assert ("Title", "Årsredovisning 2024") in found


def test_a_low_chapter_follows_on_and_the_others_open_a_page() -> None:
    statements = tuple(Section(each, each, 1, (sample_table(),)) for each in ("Resultaträkning", "Balansräkning"))
    word = opened(replace(sample_document(), sections=statements))
    headings = [p for p in word.paragraphs if p.style is not None and p.style.name == "Heading 1"]
    assert [heading.paragraph_format.page_break_before for heading in headings] == [None, False]


def test_every_style_used_is_in_the_file(word: WordDocument) -> None:
    known = {style.style_id for style in word.styles}
    used = {
        node.get(qn("w:val")) for tag in ("w:pStyle", "w:rStyle", "w:tblStyle") for node in word.element.iter(qn(tag))
    }
    assert used - known == set()


def test_the_language_is_swedish_and_properties_are_the_documents_own(word: WordDocument) -> None:
    properties = word.core_properties
    assert properties.title == "Årsredovisning 2024, Samordningsförbundet Exempel"
    assert properties.author == "Samordningsförbundet Exempel"
    assert properties.language == "sv-SE"
    assert properties.created is not None
    assert properties.created.date() == date(2025, 3, 21)
    languages = {node.get(qn("w:val")) for node in word.styles.element.iter(qn("w:lang"))}
    assert languages == {"sv-SE"}


def test_tables_repeat_their_heading_and_never_break_a_row(word: WordDocument) -> None:
    tables = [table for table in word.tables if table.style is not None and table.style.name == "Samverk tabell"]
    assert len(tables) == len(list(sample_document(extra_rows=30).tables()))
    for table in tables:
        rows = list(table._tbl.tr_lst)
        assert rows[0].find(f".//{qn('w:tblHeader')}") is not None
        assert all(row.find(f".//{qn('w:tblHeader')}") is None for row in rows[1:])
        assert all(row.find(f".//{qn('w:cantSplit')}") is not None for row in rows)
        assert table._tbl.find(f".//{qn('w:tblCaption')}") is not None


def test_figures_stand_to_the_right_and_sums_are_bold(word: WordDocument) -> None:
    table = next(table for table in word.tables if table.cell(0, 0).text == "Belopp i kr")
    last = table.rows[-1].cells
    assert [cell.text for cell in last] == ["Årets resultat", "", "−1\u00a0089\u00a0176", "640\u00a0576"]
    style = last[2].paragraphs[0].style
    assert style is not None
    assert style.paragraph_format.alignment == WD_ALIGN_PARAGRAPH.RIGHT
    assert last[2].paragraphs[0].runs[0].bold


def test_days_in_a_heading_do_not_break(word: WordDocument) -> None:
    table = next(table for table in word.tables if table.cell(0, 0).text == "Belopp i kr")
    assert table.cell(0, 2).text == "2024-01-01 – 2024-12-31"
    assert len(list(table._tbl.tr_lst[0].iter(qn("w:noBreakHyphen")))) == 8


def test_every_inner_link_has_its_bookmark(word: WordDocument) -> None:
    bookmarks = [node.get(qn("w:name")) for node in word.element.iter(qn("w:bookmarkStart"))]
    links = {name for node in word.element.iter(qn("w:hyperlink")) if (name := node.get(qn("w:anchor")))}
    assert len(bookmarks) == len(set(bookmarks))
    assert links - set(bookmarks) == set()
    note = next(p for p in word.paragraphs if p.text == "Not 2  Verksamhetens intäkter")
    target = note._p.find(qn("w:bookmarkStart")).get(qn("w:name"))
    row = next(row for table in word.tables for row in table._tbl.tr_lst if "intäkter" in "".join(row.itertext()))
    assert row.find(f".//{qn('w:hyperlink')}").get(qn("w:anchor")) == target


def test_the_contents_are_a_field_with_entries_and_page_numbers_by_field(word: WordDocument) -> None:
    instructions = [node.text.strip() for node in word.element.iter(qn("w:instrText"))]
    assert instructions[0] == r'TOC \o "1-2" \h \z \u'
    entries = [p for p in word.paragraphs if p.style is not None and (p.style.name or "").startswith("toc")]
    assert entries[0].text.startswith("1\tFörvaltningsberättelse")
    assert len([text for text in instructions if text.startswith("PAGEREF")]) == len(entries)
    kinds = [node.get(qn("w:fldCharType")) for node in word.element.iter(qn("w:fldChar"))]
    assert kinds.count("begin") == kinds.count("end") == kinds.count("separate")


def test_pictures_have_words_for_those_who_cannot_see_them(word: WordDocument) -> None:
    described = [node.get("descr") for node in word.element.iter(qn("wp:docPr"))]
    assert described == [chart.alt for chart in sample_document().charts()]
    assert abs(word.inline_shapes[0].width - Mm(165)) < Mm(1)
    assert abs(word.inline_shapes[0].height / word.inline_shapes[0].width - 300 / 800) < 0.01


def test_the_page_is_a4_with_page_x_of_y(word: WordDocument) -> None:
    (section,) = word.sections
    assert section.page_width is not None
    assert section.page_height is not None
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    foot = section.footer._element
    assert [node.text.strip() for node in foot.iter(qn("w:instrText"))] == ["PAGE", "NUMPAGES"]
    assert "Samordningsförbundet Exempel · Årsredovisning 2024" in section.footer.paragraphs[0].text
    assert section.different_first_page_header_footer


def test_a_wide_table_lies_down() -> None:
    columns = tuple(Column(f"k{n}", f"Revideradbudget {n}") for n in range(12))
    row = Row("r", "Rad", tuple(FigureCell(None, shown="−13\u00a0756\u00a0086") for _ in columns))
    word = opened(with_blocks(Table("t", "Bred", columns, (row,))))
    turned = [(section.page_width or 0) > (section.page_height or 0) for section in word.sections]
    assert turned == [False, True, False]


def test_every_numbered_list_counts_from_one() -> None:
    numbered = ItemList(((Paragraph((Text("Ett"),)),), (Paragraph((Text("Två"),)),)), numbered=True)
    word = opened(with_blocks(numbered, Paragraph((Text("Mellan"),)), numbered))
    lists = [node.get(qn("w:val")) for node in word.element.body.iter(qn("w:numId"))]
    assert lists == ["3", "3", "4", "4"]
    starts = list(word.part.numbering_part.element.iter(qn("w:startOverride")))
    assert len(starts) == 2


def test_unsafe_links_are_dropped_and_web_links_kept() -> None:
    evil = Link((Text("klicka"),), "javascript:alert(1)")
    good = Link((Text("hit"),), "https://example.org/?a=1&b=<2>")
    word = opened(with_blocks(Paragraph((evil, good))))
    targets = [relation.target_ref for relation in word.part.rels.values() if relation.is_external]
    assert targets == ["https://example.org/?a=1&b=<2>"]
    assert any("klicka" in p.text for p in word.paragraphs)


def test_markup_and_control_characters_stay_words() -> None:
    document = replace(with_blocks(Paragraph((Text("a\x00b <w:br/> & \x0bc"),))), association='A & B "<x>"')
    word = opened(document)
    assert word.core_properties.author == 'A & B "<x>"'
    assert any(p.text == "ab <w:br/> & c" for p in word.paragraphs)


def test_signatures_have_a_line_each_and_an_unknown_day_a_line_to_write_on(word: WordDocument) -> None:
    words = "\n".join(cell.text for table in word.tables for row in table.rows for cell in row.cells)
    assert "Åsa Öberg\nOrdförande" in words
    assert "Karin Ståhl\nAuktoriserad revisor, utsedd av staten" in words
    assert any(p.text == "Lund den 21\u00a0mars\u00a02025" for p in word.paragraphs)
    blank = opened(with_blocks(SignaturePage("Vi intygar.", "Lund", None, ())))
    assert any(p.text.startswith("Lund den ____") for p in blank.paragraphs)


def test_the_same_document_gives_the_same_bytes() -> None:
    data = rendered(sample_document())
    assert data == rendered(sample_document())
    times = {entry.date_time for entry in zipfile.ZipFile(io.BytesIO(data)).infolist()}
    assert times == {(1980, 1, 1, 0, 0, 0)}


def test_the_accent_colours_the_headings() -> None:
    word = opened(replace(sample_document(), accent="#7a1f5c"))
    colour = word.styles["Heading 1"].font.color
    assert colour is not None
    assert str(colour.rgb) == "7A1F5C"


def test_pictures_and_charts_must_be_as_many() -> None:
    document = sample_document()
    with pytest.raises(ValueError, match="no picture"):
        render(document, pictures(document)[1:])
    with pytest.raises(ValueError, match="more pictures"):
        render(document, [*pictures(document), PNG])
