"""The workbook as a stranger's program reads it: numbers, links, names, print setup."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from datetime import date

import openpyxl
import pytest
from openpyxl.workbook.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from samverk.core.document.figures import Figure, ValueState
from samverk.core.document.tree import Column, ColumnKind, Document, FigureCell, Row, Section, Table, TextCell
from samverk.core.money import MoneyUnit
from samverk.reports.render.xlsx import printed_number, render
from samverk.reports.render.xlsx_formats import printed_share, row_height
from samverk.reports.render.xlsx_layout import address, sheet_name
from tests.factories.documents import sample_document


def opened(document: Document) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(render(document)))


@pytest.fixture(scope="module")
def book() -> Workbook:
    return opened(sample_document(extra_rows=5))


def find(sheet: Worksheet, words: str) -> int:
    """The row (from 1) whose first cell says `words`."""
    return next(row for row in range(1, sheet.max_row + 1) if sheet.cell(row, 1).value == words)


def target(book: Workbook, sheet: Worksheet, row: int, column: int) -> tuple[str, str]:
    """Where the link in a cell leads: sheet and cell. Fails when there is no such sheet."""
    link = sheet.cell(row, column).hyperlink
    assert link is not None
    match = re.fullmatch(r"'(.+)'!([A-Z]+\d+)", link.location or "")
    assert match is not None
    assert match[1] in book.sheetnames
    return match[1], match[2]


def test_sheets_have_human_names_in_reading_order(book: Workbook) -> None:
    assert book.sheetnames == [
        "Läs mig",
        "En lång tabell",
        "Resultaträkning",
        "Noter",
        "Diagram",
        "Bevis",
        "Konton",
        "Verifikat",
    ]


def test_figures_are_numbers_in_the_unit_of_the_table(book: Workbook) -> None:
    income = book["Resultaträkning"]
    row = find(income, "Årets resultat")
    assert income.cell(row, 3).value == -1_089_176
    assert income.cell(row, 4).value == 640_576
    long = book["En lång tabell"]
    assert long.cell(find(long, "Insats nummer 1"), 3).value == -1_089
    assert "#,##0" in income.cell(row, 3).number_format


def test_what_is_no_number_stands_in_words(book: Workbook) -> None:
    income = book["Resultaträkning"]
    assert income.cell(find(income, "Särskild uppgift"), 3).value == "uppgift saknas"


def test_every_figure_leads_to_its_proof_and_on_to_the_voucher(book: Workbook) -> None:
    income, proofs = book["Resultaträkning"], book["Bevis"]
    name, cell = target(book, income, find(income, "Årets resultat"), 3)
    assert name == "Bevis"
    row = proofs[cell].row
    assert proofs.cell(row, 1).value == "Årets resultat"
    assert proofs.cell(row, 2).value == pytest.approx(-1_089_175.60)
    assert proofs.cell(row, 6).value == "arets_resultat.2024"
    assert "Summan av: + Verksamhetens intäkter 2024; + Verksamhetens kostnader 2024." in str(proofs.cell(row, 4).value)
    name, cell = target(book, proofs, row + 2, 1)
    assert proofs[cell].value == "Verksamhetens kostnader"
    name, cell = target(book, proofs, proofs[cell].row + 1, 1)
    assert name == "Verifikat"
    fields = [field.value for field in book[name][book[name][cell].row]]
    assert fields[:4] == ["4010", "Samverkansinsatser", 2024, "A 1"]
    assert fields[4].date() == date(2024, 1, 15)
    assert fields[5:9] == ["Rekvisition, samverkansinsats", "10", None, None]
    assert fields[9] == pytest.approx(1_179_263.96)


def test_an_account_without_vouchers_leads_to_its_balance(book: Workbook) -> None:
    proofs = book["Bevis"]
    row = find(proofs, "3010 Medlemsintäkt")
    name, cell = target(book, proofs, row, 1)
    assert name == "Konton"
    assert book[name][cell].value == "3010"
    assert book[name].cell(book[name][cell].row, 6).value == pytest.approx(-13_061_992)


def test_a_proof_leads_back_to_where_the_figure_stands(book: Workbook) -> None:
    proofs = book["Bevis"]
    row = next(row for row in range(1, proofs.max_row + 1) if proofs.cell(row, 6).value == "arets_resultat.2023")
    name, cell = target(book, proofs, row, 5)
    assert book[name][cell].value == 641


def test_every_link_leads_to_a_cell_with_something_in_it(book: Workbook) -> None:
    links = 0
    for sheet in book.worksheets:
        for line in sheet.iter_rows():
            for cell in line:
                if cell.hyperlink is not None:
                    name, place = target(book, sheet, cell.row or 0, cell.column or 0)
                    assert book[name][place].value not in (None, "")
                    links += 1
    assert links > 40


def test_the_headings_are_frozen_and_print_on_a4(book: Workbook) -> None:
    income = book["Resultaträkning"]
    assert income.freeze_panes == "B5"
    assert income.print_title_rows == "$4:$4"
    assert all(sheet.page_setup.paperSize == 9 for sheet in book.worksheets)
    assert all(sheet.page_setup.fitToHeight == 0 for sheet in book.worksheets)
    assert book["Verifikat"].auto_filter.ref == "A1:J13"


def test_shares_are_percent(book: Workbook) -> None:
    proofs = book["Bevis"]
    row = find(proofs, "Kostnadernas andel")
    assert proofs.cell(row, 2).value == pytest.approx(0.5417, abs=1e-4)
    assert proofs.cell(row, 2).number_format.endswith("%")


@pytest.mark.parametrize("evil", ["=1+1", "+46 1", "-1", "@SUM(A1)", "http://example.org", "=cmd|' /C calc'!A0"])
def test_text_never_becomes_a_formula_or_a_link(evil: str) -> None:
    columns = (Column("t", evil, ColumnKind.TEXT),)
    table = Table("t", evil, columns, (Row("r", evil, (TextCell(evil),)),), None, evil, footnote=evil)
    document = replace(sample_document(), sections=(Section("s", evil, 1, (table,)),), association=evil, title=evil)
    book = opened(document)
    sheet = book.worksheets[1]
    found = [cell for line in sheet.iter_rows() for cell in line if cell.value == evil]
    assert len(found) >= 4
    assert all(cell.data_type == "s" and cell.hyperlink is None for cell in found)
    assert all(cell.data_type != "f" for page in book.worksheets for line in page.iter_rows() for cell in line)


def test_the_first_sheet_lists_sheets_and_files(book: Workbook) -> None:
    index = book["Läs mig"]
    for name in book.sheetnames[1:]:
        assert target(book, index, find(index, name), 1) == (name, "A1")
    assert index.cell(find(index, "bokforing-2024.se"), 2).value == "0" * 64


def test_the_same_document_gives_the_same_bytes() -> None:
    assert render(sample_document()) == render(sample_document())


def test_a_document_without_figures_has_only_its_tables() -> None:
    table = Table(
        "t", "Tabell", (Column("k", "2024"),), (Row("r", "Rad", (FigureCell(None, shown="12", amount=1200),)),)
    )
    section = Section("s", "Avsnitt", 1, (table,))
    book = opened(replace(sample_document(), sections=(section,), figures={}, account_pages=(), inputs=()))
    assert book.sheetnames == ["Läs mig", "Tabell"]
    assert book["Tabell"].cell(5, 2).value == 12


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Driftredovisning", "Driftredovisning"),
        ("Budget/utfall: [2024]?", "Budget utfall 2024"),
        ("Avstämning av balanskravet enligt lagen", "Avstämning av balanskravet…"),
        ("Arbetsmarknadsrehabiliteringsinsatserna", "Arbetsmarknadsrehabiliteringsi…"),
        ("bevis", "bevis 2"),
        ("", "Tabell"),
    ],
)
def test_sheet_names_are_ones_that_excel_allows(title: str, name: str) -> None:
    found = sheet_name(title, {"bevis"})
    assert found == name
    assert len(found) <= 31


def test_tables_of_the_same_name_get_numbers() -> None:
    taken: set[str] = set()
    for expected in ("Noter om insatser", "Noter om insatser 2", "Noter om insatser 3"):
        name = sheet_name("Noter om insatser", taken)
        taken.add(name.casefold())
        assert name == expected


def test_addresses_count_columns_in_letters() -> None:
    assert address("Bevis", 4, 0) == "internal:'Bevis'!A5"
    assert address("X", 0, 26) == "internal:'X'!AA1"


@pytest.mark.parametrize(
    ("shown", "share"),
    [("28\u00a0%", "0.28"), ("−3\u00a0%", "-0.03"), ("0,4\u00a0%", "0.004"), ("–", None), ("%", None)],
)
def test_a_printed_share_is_read_as_it_stands(shown: str, share: str | None) -> None:
    found = printed_share(shown)
    assert (None if found is None else str(found)) == share


def test_a_count_in_a_table_of_money_is_not_divided() -> None:
    figure = next(f for f in sample_document().figures.values() if f.id == "antal_anstallda.2024")
    cell = FigureCell(figure.id, shown="1", amount=1)
    assert printed_number(cell, MoneyUnit.KR, figure)[0] == 1
    missing = Figure("x", "X", None, state=ValueState.NOT_STATED)
    assert printed_number(FigureCell("x", shown="uppgift saknas"), MoneyUnit.KR, missing)[0] is None


def test_rows_are_as_high_as_their_words_need() -> None:
    assert row_height(("kort", 20)) == 15
    assert row_height(("ord " * 20, 20), ("kort", 20)) > 60
