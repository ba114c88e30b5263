from __future__ import annotations

import io
import struct
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import page
import pikepdf
import pytest

from samverk.core.document.tree import (
    Chart,
    ChartKind,
    Column,
    ColumnKind,
    Document,
    ItemList,
    Link,
    NoteReference,
    Paragraph,
    Remark,
    Row,
    RowRole,
    Section,
    Signatory,
    SignaturePage,
    Table,
    Text,
    TextCell,
)
from samverk.reports.charts import svg
from samverk.reports.render import pdf
from samverk.reports.render.tags import children, structure
from tests.factories.charts import chart
from tests.factories.documents import long_table, sample_document, sample_table
from tests.factories.pdf_text import pages_of, text_of

LONG_WORD = "Arbetsmarknadsrehabiliteringssamverkansöverenskommelseförhandlingar"
RIGHT_EDGE = 210 / 25.4 * 72 - 20 / 25.4 * 72  # where tables and charts end, points


@pytest.fixture(scope="module")
def document() -> Document:
    return sample_document(extra_rows=70)


@pytest.fixture(scope="module")
def file(document: Document) -> bytes:
    return pdf.render(document)


def made_of(*blocks: object, title: str = "Kapitel", **changes: object) -> Document:
    """A report of one chapter that holds just these blocks."""
    section = Section("kapitel", title, 1, tuple(blocks), number="1")  # type: ignore[arg-type]
    return replace(sample_document(), sections=(section,), **changes)


def words(text: str) -> Paragraph:
    return Paragraph((Text(text),))


# ── what every reader of the file must be able to rely on ───────────────────────────────────────────────────────


def faults(file: bytes, charts: int) -> list[str]:
    """What is wrong with a report's tags, by our own reading; validators let some of it through."""
    with pikepdf.open(io.BytesIO(file)) as opened:
        root = opened.Root
        found = []
        if str(root.get("/Lang", "")).split("-")[0] != "sv":
            found.append("language")
        if not root.get("/MarkInfo", {}).get("/Marked", False):
            found.append("not marked")
        with opened.open_outline() as outline:
            if not list(outline.root):
                found.append("outline")
        with opened.open_metadata() as metadata:
            if not metadata.get("dc:title"):
                found.append("title")
        figures = list(structure(opened, "/Figure"))
        if len(figures) != charts or not all(str(figure.get("/Alt", "")) for figure in figures):
            found.append("figure without words")
        found += [fault for table in structure(opened, "/Table") for fault in table_faults(table)]
        return found


def table_faults(table: pikepdf.Dictionary) -> list[str]:
    """Every column has a header of scope Column, every body row begins with one of scope Row."""
    parts = {str(part.S): part for part in children(table)}
    if not {"/THead", "/TBody"} <= set(parts):
        return ["table without head or body"]
    heads = [cell for row in children(parts["/THead"]) for cell in children(row)]
    rows = [children(row)[0] for row in children(parts["/TBody"])]
    if all(is_header(cell, "/Column") for cell in heads) and all(is_header(cell, "/Row") for cell in rows):
        return []
    return ["table without header cells"]


def is_header(cell: pikepdf.Dictionary, scope: str) -> bool:
    owned = [attributes for attributes in cell.A if attributes.get("/O") == "/Table"]
    return str(cell.S) == "/TH" and any(attributes.get("/Scope") == scope for attributes in owned)


def is_compliant(file: bytes, folder: Path, profile: page.ValidationProfile) -> bool:
    path = folder / "report.pdf"
    path.write_bytes(file)
    return bool(page.validate_pdf(str(path), profile=profile).is_compliant)


@pytest.mark.parametrize("profile", [page.ValidationProfile.PDF_UA_1, page.ValidationProfile.PDF_A_3A])
def test_the_report_holds_both_standards(file, tmp_path, profile):
    assert is_compliant(file, tmp_path, profile)


def test_our_own_reading_of_the_tags_finds_nothing_wrong(file, document):
    assert faults(file, len(list(document.charts()))) == []


def without_alt(opened: pikepdf.Pdf) -> None:
    del next(structure(opened, "/Figure"))["/Alt"]


def without_header_cells(opened: pikepdf.Pdf) -> None:
    for cell in list(structure(opened, "/TH")):
        cell["/S"] = pikepdf.Name.TD


def without_language(opened: pikepdf.Pdf) -> None:
    del opened.Root["/Lang"]


def without_outline(opened: pikepdf.Pdf) -> None:
    with opened.open_outline() as outline:
        outline.root.clear()


def without_mark(opened: pikepdf.Pdf) -> None:
    opened.Root.MarkInfo.Marked = False


def without_title(opened: pikepdf.Pdf) -> None:
    with opened.open_metadata() as metadata:
        del metadata["dc:title"]


@pytest.mark.parametrize(
    ("plant", "named"),
    [
        (without_alt, "figure without words"),
        (without_header_cells, "table without header cells"),
        (without_language, "language"),
        (without_outline, "outline"),
        (without_mark, "not marked"),
        (without_title, "title"),
    ],
)
def test_a_planted_fault_is_found(file, document, plant: Callable[[pikepdf.Pdf], None], named):
    with pikepdf.open(io.BytesIO(file)) as opened:
        plant(opened)
        changed = io.BytesIO()
        opened.save(changed)
    assert named in faults(changed.getvalue(), len(list(document.charts())))


def test_the_same_document_gives_the_same_bytes_and_its_date_is_the_decision(document, file):
    assert pdf.render(document) == file
    with pikepdf.open(io.BytesIO(file)) as opened:
        assert str(opened.docinfo.CreationDate).startswith("D:20250321")
    with pikepdf.open(io.BytesIO(pdf.render(replace(document, decided=None)))) as opened:
        assert str(opened.docinfo.CreationDate).startswith("D:20241231")


def test_only_typefaces_of_the_package_are_used(file):
    with pikepdf.open(io.BytesIO(file)) as opened:
        names = {str(font.BaseFont) for sheet in opened.pages for font in sheet.Resources.get("/Font", {}).values()}
    assert names
    assert all("SourceSansPro" in name for name in names)


# ── what stands in it ───────────────────────────────────────────────────────────────────────────────────────────


def test_figures_notes_and_prose_stand_in_the_text(file):
    text = " ".join(text_of(file))
    for said in (
        "433\u00a0tkr bättre än budget",
        "−14\u00a0151\u00a0168",
        "uppgift saknas",
        "<sågs> över & gäller",
        "Not 2",
    ):
        assert said in text


def test_the_cover_says_whose_what_and_when(file):
    cover = text_of(file)[0]
    for said in (
        "Samordningsförbundet Exempel",
        "Årsredovisning 2024",
        "222000-0000",
        "2025/12",
        "Beslutad av styrelsen",
    ):
        assert said in cover
    assert cover.count("21 mars 2025") + cover.count("21\u00a0mars\u00a02025") == 1


def test_every_page_but_the_cover_has_a_foot_with_its_number(file):
    texts = text_of(file)
    assert "Sida" not in texts[0]
    for number, text in enumerate(texts[1:], 2):
        assert f"Sida {number} av {len(texts)}" in text


def test_the_head_of_a_long_table_is_repeated_on_every_page_it_covers(file):
    covered = [text for text in text_of(file) if "Insats nummer" in text]
    assert len(covered) >= 2
    assert all("Beskrivning" in text for text in covered)


def test_bookmarks_carry_the_numbers_of_the_tree(file):
    with pikepdf.open(io.BytesIO(file)) as opened, opened.open_outline() as outline:
        chapters = [(item.title, [part.title for part in item.children]) for item in outline.root]
    assert chapters[0] == (
        "1 Förvaltningsberättelse",
        ["1.1 Översikt över verksamhetens utveckling", "1.2 Många rader"],
    )
    assert (
        "3 Noter",
        ["Not 1 Redovisningsprinciper", "Not 2 Verksamhetens intäkter", "Not 3 Verksamhetens kostnader"],
    ) in (chapters)


def test_contents_notes_and_web_addresses_are_links(file, document):
    with pikepdf.open(io.BytesIO(file)) as opened:
        links = [
            (number, annotation)
            for number, sheet in enumerate(opened.pages, 1)
            for annotation in sheet.get("/Annots", [])
        ]
        inside = [number for number, annotation in links if "/Dest" in annotation or "/D" in annotation.get("/A", {})]
        outside = {str(annotation.A.URI) for _, annotation in links if "/URI" in annotation.get("/A", {})}
    assert inside.count(2) >= len(list(document.all_sections()))
    assert any(number > 2 for number in inside)
    assert outside == {"https://example.org/"}


def test_the_json_can_lie_in_the_file(document, tmp_path):
    file = pdf.render(document, attachment='{"år":2024}'.encode())
    with pikepdf.open(io.BytesIO(file)) as opened:
        assert opened.attachments["underlag.json"].get_file().read_bytes().decode() == '{"år":2024}'
    assert is_compliant(file, tmp_path, page.ValidationProfile.PDF_A_3A)


# ── documents at the edge ───────────────────────────────────────────────────────────────────────────────────────

PLAIN_SIGNING = SignaturePage("Vi intygar.", "Lund", None, (Signatory("Åsa Öberg", "Ordförande"),))
EDGES = {
    "no sections": replace(sample_document(), sections=()),
    "an empty chapter": made_of(),
    "no accent, no number, no subtitle": made_of(words("Hej."), subtitle="", registration_number="", decided=None),
    "empty table": made_of(Table("tom", "Tom", (), ())),
    "empty paragraph and list": made_of(Paragraph(()), ItemList(()), Remark(())),
    "a table in a list": made_of(ItemList(((words("Se:"), sample_table()),))),
    "chart without alt": made_of(replace(chart(ChartKind.LINES, ("2024",), ("Utfall", (1,))), alt="")),
    "signing without a day": made_of(PLAIN_SIGNING),
    "only a long table": made_of(long_table(200)),
    "links that lead nowhere": made_of(
        Paragraph(
            (NoteReference(99), Link((Text("bort"),), "#finns-inte"), Link((Text("farligt"),), "javascript:alert(1)"))
        )
    ),
    "words like markup": made_of(
        words("#panic() *fet* $x$ [a] <etikett> @ref \\ // `kod` = rubrik"), title="#pagebreak()"
    ),
}


@pytest.mark.parametrize("name", EDGES)
def test_a_document_at_the_edge_is_set_and_holds_both_standards(name, tmp_path):
    document = EDGES[name]
    file = pdf.render(document)
    for profile in (page.ValidationProfile.PDF_UA_1, page.ValidationProfile.PDF_A_3A):
        assert is_compliant(file, tmp_path, profile)
    expected = ["outline"] if name == "no sections" else []
    assert faults(file, len(list(document.charts()))) == expected


def test_words_of_a_user_never_act_as_markup():
    text = " ".join(text_of(pdf.render(EDGES["words like markup"])))
    assert "#panic() *fet* $x$ [a] <etikett> @ref \\ // `kod` = rubrik" in text


def test_the_date_is_left_to_be_written_when_no_day_is_set():
    assert "Lund den ____" in " ".join(text_of(pdf.render(EDGES["signing without a day"])))


def test_headings_never_skip_a_level_whatever_the_tree_says(tmp_path):
    deep = Section("a", "Ett", 1, (), (Section("b", "Tre", 3, (), (Section("c", "Fem", 5),)),), number="1")
    file = pdf.render(replace(sample_document(), sections=(deep,)))
    with pikepdf.open(io.BytesIO(file)) as opened:
        assert [len(list(structure(opened, f"/H{level}"))) for level in (2, 3, 4)] == [1, 1, 0]


def test_two_sections_of_the_same_id_are_both_set():
    twice = tuple(Section("samma", title, 1, (words("Se "),), number="1") for title in ("Först", "Sedan"))
    link = Section("c", "Länk", 1, (Paragraph((Link((Text("dit"),), "#samma"),)),))
    text = " ".join(text_of(pdf.render(replace(sample_document(), sections=(*twice, link)))))
    assert "Först" in text
    assert "Sedan" in text


def test_long_swedish_words_do_not_leave_the_page():
    columns = (
        Column("a", LONG_WORD),
        Column("b", "Kommentar", ColumnKind.TEXT),
        *(Column(f"c{n}", "Utfall") for n in range(2)),
    )
    cells = (
        TextCell("−14\u00a0151\u00a0168"),
        TextCell(LONG_WORD),
        *(TextCell("14\u00a0151\u00a0168") for _ in range(2)),
    )
    table = Table("t", LONG_WORD, columns, (Row("r", LONG_WORD, cells), Row("s", LONG_WORD, cells, RowRole.TOTAL)))
    document = made_of(words(f"{LONG_WORD} {LONG_WORD}"), Remark((Text(LONG_WORD * 3),)), table, title=LONG_WORD)
    for sheet in pages_of(pdf.render(document)):
        for run in sheet:
            narrowest = len(run.text) * run.size * 0.38  # no word of ours is set tighter than this
            assert run.x + narrowest <= RIGHT_EDGE, run


def test_a_table_of_many_columns_lies_down():
    columns = tuple(Column(f"c{year}", f"Prognos {year}") for year in range(2018, 2030))
    row = Row("r", "Kostnader", tuple(TextCell("14\u00a0151\u00a0168") for _ in columns))
    with pikepdf.open(io.BytesIO(pdf.render(made_of(Table("t", "Bred", columns, (row,)))))) as opened:
        shapes = [float(sheet.MediaBox[2]) > float(sheet.MediaBox[3]) for sheet in opened.pages]
    assert shapes.count(True) == 1


# ── what cannot be set ──────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("sign", "code"), [("🙂", "U+1F642"), ("\u0007", "U+0007")])
def test_a_sign_that_no_typeface_has_is_named_with_what_to_do(sign, code):
    with pytest.raises(pdf.TypesettingError, match=rf"{code.replace('+', '[+]')}.*skriv det med ord"):
        pdf.render(made_of(words(f"Målet nåddes {sign}")))


def test_signs_beyond_the_typeface_are_borrowed():
    assert "☺" in " ".join(text_of(pdf.render(made_of(words("Målet nåddes ☺")))))


def test_an_unknown_typeface_stops_the_report(tmp_path, monkeypatch):
    (tmp_path / "report.typ").write_text('#set document(title: "x")\n#set text(font: "Finns Inte")\n= Rubrik', "utf-8")
    monkeypatch.setattr(pdf, "_HERE", tmp_path)
    with pytest.raises(pdf.TypesettingError, match="finns inte"):
        pdf.render(sample_document())


def test_a_chart_that_cannot_be_drawn_says_so():
    broken = Chart("c", ChartKind.LINES, "Titel", "tkr", ("2024",), (), "Text")
    with pytest.raises(ValueError, match="minst en och högst"):
        pdf.render(made_of(broken))


# ── pictures for Word ───────────────────────────────────────────────────────────────────────────────────────────


def size_of(picture: bytes) -> tuple[int, int]:
    assert picture.startswith(b"\x89PNG")
    width, height = struct.unpack(">II", picture[16:24])
    return width, height


def test_pictures_come_in_order_one_per_drawing_at_the_scale_asked_for():
    drawings = [svg(drawing) for drawing in sample_document().charts()]
    pictures = pdf.pngs_of_svgs(drawings)
    assert [size_of(picture)[0] for picture in pictures] == [1360] * 4
    assert len({size_of(picture)[1] for picture in pictures[:3]}) == 3
    assert pdf.png_of_svg(drawings[1]) == pictures[1]
    assert size_of(pdf.png_of_svg(drawings[0], 1))[0] == 680


def test_no_drawings_give_no_pictures():
    assert pdf.pngs_of_svgs([]) == []
