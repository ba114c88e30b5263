"""Cells of a sheet: where they stand, what they show, what is told."""

from __future__ import annotations

import io
import zipfile
from decimal import Decimal
from typing import Any

import openpyxl
import pytest

from samverk.core.document.tree import Place
from samverk.core.problems import ProblemSeverity
from samverk.core.review.source import SourceKind
from samverk.formats.xlsx.read import read_xlsx
from samverk.formats.xlsx.sheet import MAX_BLANK_ROWS, column_letters, position
from tests.formats.xlsx.making import (
    LISTED,
    cell,
    codes,
    grid,
    read,
    sheet_file,
    sheet_parts,
    styles,
    texts,
    written,
    zipped,
)


def inline(reference: str, text: str) -> str:
    return f'<c r="{reference}" t="inlineStr"><is><t>{text}</t></is></c>'


def test_rows_and_cells_stand_where_they_stand():
    found = grid(
        sheet_file(
            f'<row r="2">{inline("B2", "Utfall")}<c r="D2"><v>5</v></c></row><row r="4"><c r="A4"><v>1</v></c></row>'
        )
    )
    assert texts(found) == [[], ["", "Utfall", "", "5"], [], ["1"]]
    assert (found.title, found.place) == ("Blad", Place("bok.xlsx", cell="Blad"))
    assert [cell.place.cell for cell in found.rows[1] if cell] == ["Blad!A2", "Blad!B2", "Blad!C2", "Blad!D2"]


def test_cells_without_references_are_counted():
    found = grid(sheet_file("<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>"))
    assert texts(found) == [["1", "2"], ["3"]]
    assert found.rows[1][0].place.cell == "Blad!A2"


def test_rows_out_of_order_are_kept_in_the_order_of_the_file():
    assert texts(grid(sheet_file('<row r="5"><c><v>1</v></c></row><row r="2"><c><v>2</v></c></row>')))[-2:] == [
        ["1"],
        ["2"],
    ]


def test_blank_formatted_cells_cost_nothing_and_long_gaps_are_shortened():
    blank = "".join(f'<c r="{column_letters(column)}1" s="0"/>' for column in range(1, 16_385))
    found = grid(
        sheet_file(f'<row r="1"><c r="A1"><v>1</v></c>{blank}</row><row r="1048576"><c r="A1048576"><v>2</v></c></row>')
    )
    assert texts(found) == [["1"], *[[]] * MAX_BLANK_ROWS, ["2"]]
    assert found.rows[-1][0].place.cell == "Blad!A1048576"


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ('<c t="s"><v>0</v></c>', "Intäkter"),
        ('<c t="s"><v>1</v></c>', "Utfall 3 685 1)"),
        ('<c t="s"><v>2</v></c>', "rad ett\nrad två"),
        ('<c t="b"><v>1</v></c>', "SANT"),
        ('<c t="b"><v>0</v></c>', "FALSKT"),
        ('<c t="e"><v>#REF!</v></c>', "#REF!"),
        ('<c t="str"><f>A2&amp;""</f><v>text</v></c>', "text"),
        ('<c t="d"><v>2024-12-31T00:00:00</v></c>', "2024-12-31"),
        ("<c><v>inte ett tal</v></c>", "inte ett tal"),
    ],
)
def test_cells_that_are_no_numbers(markup, text):
    strings = (
        "<si><t>Intäkter</t><rPh><t>ljud</t></rPh></si>"
        '<si><r><t>Utfall 3 685</t></r><r><rPr><vertAlign val="superscript"/></rPr><t>1</t></r></si>'
        "<si><t>rad ett_x000D_\nrad två</t></si>"
    )
    found = cell(sheet_file(f"<row>{markup}</row>", sharedStrings=strings))
    assert (found.text, found.number) == (text, None)


def test_numbers_have_value_decimals_and_what_is_shown():
    values = (("0", "0.125"), ("1", "1234567.6000000001"), ("2", "45657"))
    numbers = "".join(f'<c s="{style}"><v>{value}</v></c>' for style, value in values)
    found = grid(sheet_file(f"<row>{numbers}<c><v>7</v></c></row>", styles=styles("0.0 %", "#,##0,", "yyyy-mm-dd")))
    assert [(c.text, c.number, c.decimals) for c in found.rows[0] if c] == [
        ("12,5 %", Decimal("12.5"), 1),
        ("1\u00a0235", Decimal("1234.5676"), 0),
        ("2024-12-31", None, None),
        ("700,0 %", Decimal(700), 1),
    ]


def test_merged_cells_stand_once():
    rows = (
        f'<row r="1">{inline("A1", "Insats")}{inline("B1", "2024")}<c r="C1"><v>9</v></c></row>'
        f'<row r="2"><c r="A2"><v>8</v></c>{inline("B2", "Utfall")}{inline("C2", "Budget")}</row>'
    )
    merged = '<mergeCells><mergeCell ref="A1:A2"/><mergeCell ref="B1:C1"/><mergeCell ref="nonsens"/></mergeCells>'
    found = grid(sheet_file(rows, merged))
    assert texts(found) == [["Insats", "2024", None], [None, "Utfall", "Budget"]]
    assert [cell.span for cell in found.rows[0] if cell] == [1, 2]


def test_an_absurd_merge_touches_only_what_is_there():
    found = grid(
        sheet_file(
            "<row><c><v>1</v></c><c><v>2</v></c></row>", '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
        )
    )
    assert texts(found) == [["1", None]]
    assert found.rows[0][0].span == 16_384


def test_hidden_sheets_rows_and_columns_are_read_and_told():
    def fill(workbook: Any) -> None:
        sheet = workbook.add_worksheet("Budget")
        for row in range(8):
            sheet.write_row(row, 0, ["text", row, 2])
            if row > 1:
                sheet.set_row(row, None, None, {"hidden": True})
        sheet.set_column(1, 1, None, None, {"hidden": True})
        sheet.set_column(5, 9, None, None, {"hidden": True})
        secret = workbook.add_worksheet("Underlag")
        secret.write(0, 0, "dolt")
        secret.hide()

    source, problems = read(written(fill))
    assert [block.title for block in source.blocks] == ["Budget", "Underlag"]
    assert [(problem.severity, problem.code) for problem in problems] == [(ProblemSeverity.NOTE, "LAS-XLSX-DOLT")]
    assert "rad 3, 4, 5, 6, 7 och 1 till i bladet Budget" in problems[0].message
    assert "kolumn B i bladet Budget och bladet Underlag" in problems[0].message


def test_a_number_that_its_format_hides_is_not_printed():
    data = sheet_file("<row><c><v>5</v></c><c t='str'><v>x</v></c></row>", styles=styles(";;;"))
    source, problems = read(data)
    assert (texts(source.blocks[0]), source.blocks[0].rows[0][0].number) == ([["", "x"]], None)
    assert codes(problems) == ["LAS-XLSX-DOLT"]


def test_formulas_are_read_as_last_calculated():
    found = cell(sheet_file("<row><c><f>SUM(B1:C1)</f><v>3685</v></c></row>"))
    assert (found.text, found.number) == ("3685", Decimal(3685))


def test_a_workbook_that_was_never_calculated():
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    assert sheet is not None
    sheet.append(["Summa", "=SUM(1,2)", "=1+1"])
    stream = io.BytesIO()
    workbook.save(stream)
    source, problems = read(stream.getvalue())
    assert texts(source.blocks[0]) == [["Summa", "", ""]]
    assert [(problem.severity, problem.code) for problem in problems] == [
        (ProblemSeverity.WARNING, "LAS-XLSX-OBERAKNAD")
    ]
    assert "Sheet!B1 och Sheet!C1" in problems[0].message


def test_a_workbook_whose_formulas_all_show_zero_because_nobody_opened_it():
    def fill(workbook: Any) -> None:
        sheet = workbook.add_worksheet("Blad")
        sheet.write(0, 0, "Summa")
        sheet.write_formula(0, 1, "=SUM(1,2)")

    assert codes(read(written(fill))[1]) == ["LAS-XLSX-OBERAKNAD"]


def test_only_formulas_never_calculated_is_nothing_to_read():
    source, problems = read_xlsx(sheet_file("<row><c><f>1+1</f></c></row>"), "bok.xlsx")
    assert source is None
    assert codes(problems) == ["LAS-XLSX-OBERAKNAD"]


def test_errors_are_text_and_told():
    source, problems = read(sheet_file('<row><c t="e"><f>1/0</f><v>#DIV/0!</v></c></row>'))
    assert texts(source.blocks[0]) == [["#DIV/0!"]]
    assert codes(problems) == ["LAS-XLSX-FELVARDE"]
    assert "Blad!A1" in problems[0].message


def test_a_workbook_of_openpyxl():
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    assert sheet is not None
    sheet.title = "Resultaträkning"
    sheet.append(["Insats", "Utfall"])
    sheet.append(["Spår ett", 3685.5])
    sheet["B2"].number_format = "#,##0.0"
    sheet["A1"].font = openpyxl.styles.Font(bold=True)
    sheet.merge_cells("A3:B3")
    sheet["A3"] = "Summa"
    stream = io.BytesIO()
    workbook.save(stream)
    source, problems = read(stream.getvalue())
    assert (source.kind, source.pages, problems) == (SourceKind.XLSX, 0, ())
    (found,) = source.blocks
    assert texts(found) == [["Insats", "Utfall"], ["Spår ett", "3\u00a0685,5"], ["Summa"]]
    assert found.rows[2][0].span == 2
    assert [cell.is_bold for cell in found.rows[0] if cell] == [True, False]


def test_a_broken_sheet_is_told_and_the_others_kept():
    def fill(workbook: Any) -> None:
        workbook.add_worksheet("Ett").write(0, 0, "ett")
        workbook.add_worksheet("Två").write(0, 0, "två")

    with zipfile.ZipFile(io.BytesIO(written(fill))) as archive:
        parts: dict[str, str | bytes] = {name: archive.read(name) for name in archive.namelist()}
    parts["xl/worksheets/sheet1.xml"] = "<worksheet><sheetData>"
    source, problems = read(zipped(parts))
    assert [block.title for block in source.blocks] == ["Två"]
    assert codes(problems) == ["LAS-XLSX-BLAD"]


def refusal(data: bytes) -> str:
    source, problems = read_xlsx(data, "bok.xlsx")
    assert source is None
    (problem,) = problems
    assert problem.severity is ProblemSeverity.REFUSE
    return problem.code


def test_hostile_workbooks_are_refused():
    wide = "".join('<row><c r="XFD1"><v>1</v></c></row>'.replace("XFD1", f"XFD{n}") for n in range(1, 40))
    assert refusal(sheet_file(wide)) == "LAS-STOR"
    strings = f"<si><t>{'x' * 40_000}</t></si>"
    assert refusal(sheet_file('<row><c t="s"><v>0</v></c></row>' * 700, sharedStrings=strings)) == "LAS-STOR"
    merged = '<mergeCell ref="A1:A1048576"/>' * 5_000
    tall = "<row><c><v>1</v></c></row>" * 500
    assert refusal(sheet_file(tall, merged)) == "LAS-STOR"
    entity = '<!DOCTYPE x [<!ENTITY a "b">]>'
    parts = sheet_parts("<row><c><v>1</v></c></row>")
    assert refusal(zipped({**parts, "xl/worksheets/sheet1.xml": entity + str(parts["xl/worksheets/sheet1.xml"])})) == (
        "LAS-XML-ENTITET"
    )
    assert refusal(sheet_file("")) == "LAS-TOM"


def test_one_sheet_listed_many_times_is_refused():
    parts = sheet_parts("<row><c><v>1</v></c></row>")
    parts["xl/workbook.xml"] = str(parts["xl/workbook.xml"]).replace(LISTED, LISTED * 1000)
    assert refusal(zipped(parts)) == "LAS-STOR"


def test_pictures_and_links_out_are_told():
    parts = sheet_parts("<row><c><v>1</v></c></row>")
    assert codes(read(zipped({**parts, "xl/charts/chart1.xml": "<c/>"}))[1]) == ["LAS-XLSX-BILD"]
    listing = str(parts["xl/_rels/workbook.xml.rels"])
    link = '<Relationship Id="rId8" Type="x/externalLink" Target="externalLinks/externalLink1.xml"/></Relationships>'
    parts["xl/_rels/workbook.xml.rels"] = listing.replace("</Relationships>", link)
    assert codes(read(zipped(parts))[1]) == ["LAS-XLSX-LANK"]


@pytest.mark.parametrize(
    ("reference", "place"),
    [
        ("B7", (7, 2)),
        ("$AB$10", (10, 28)),
        ("XFD1048576", (1_048_576, 16_384)),
        ("XFE1", None),
        ("A0", None),
        ("", None),
    ],
)
def test_references(reference, place):
    assert position(reference) == place
    if place and "$" not in reference:
        assert f"{column_letters(place[1])}{place[0]}" == reference
