"""The document as a workbook: a sheet per table, numbers as numbers, every figure linked to its proof.

Cells hold the printed amount in the unit of the table; the sheet "Bevis" holds the exact one.
"""

from __future__ import annotations

import io
from datetime import datetime, time
from typing import Any

import xlsxwriter

from samverk.core.document.figures import Figure, FigureUnit
from samverk.core.document.tree import Cell, Column, ColumnKind, Document, FigureCell, NoteCell, RowRole, TextCell
from samverk.core.money import MoneyUnit
from samverk.core.periods import year_end
from samverk.reports.render.columns import table_data
from samverk.reports.render.xlsx_formats import (
    FINE_PERCENT,
    PERCENT,
    WHOLE,
    Formats,
    printed_share,
    row_height,
    write_number,
    write_text,
)
from samverk.reports.render.xlsx_layout import (
    ACCOUNTS,
    INDEX,
    PROOFS,
    VOUCHERS,
    Layout,
    PlacedTable,
    Sheet,
    address,
    layout,
)
from samverk.reports.render.xlsx_proof import write_accounts, write_proofs, write_vouchers

_A4 = 9
_LABEL_WIDTH, _FIGURE_WIDTH, _TEXT_WIDTH, _NOTE_WIDTH = 52, 16, 44, 6  # characters
_TITLE_HEIGHT, _CAPTION_HEIGHT = 32, 21  # points
_WIDE = 5  # columns beside the label that want a landscape page
_ALIGN = {ColumnKind.FIGURE: "right", ColumnKind.TEXT: "left", ColumnKind.NOTE: "center"}
_WIDTHS = {ColumnKind.FIGURE: _FIGURE_WIDTH, ColumnKind.TEXT: _TEXT_WIDTH, ColumnKind.NOTE: _NOTE_WIDTH}


def render(document: Document) -> bytes:
    """`document` as XLSX, the same bytes every time. Raises ValueError (Swedish) when its accent is not a colour."""
    file = io.BytesIO()
    workbook = xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    day = datetime.combine(document.decided or year_end(document.year), time())
    title = f"{document.title}, {document.association}"
    workbook.set_properties({"title": title, "author": document.association, "created": day})
    formats = Formats(workbook, document.accent)
    plan = layout(document)
    names = [INDEX, *(sheet.name for sheet in plan.sheets)]
    names += [PROOFS] if plan.proofs else []
    names += [ACCOUNTS, VOUCHERS] if plan.pages else []
    sheets = {name: workbook.add_worksheet(name) for name in names}
    _write_index(sheets[INDEX], formats, document, names[1:])
    for sheet in plan.sheets:
        _write_sheet(sheets[sheet.name], formats, plan, sheet, document)
    for name, write in ((PROOFS, write_proofs), (ACCOUNTS, write_accounts), (VOUCHERS, write_vouchers)):
        if name in sheets:
            write(sheets[name], formats, plan)
    for name, sheet in sheets.items():
        _set_page(sheet, document, name, is_wide=_is_wide(plan, name))
    workbook.close()
    return file.getvalue()


def _is_wide(plan: Layout, name: str) -> bool:
    found = next((sheet for sheet in plan.sheets if sheet.name == name), None)
    if found is None:
        return name != INDEX
    return any(len(placed.table.columns) >= _WIDE for placed in found.tables)


def _set_page(sheet: Any, document: Document, name: str, *, is_wide: bool) -> None:
    sheet.set_paper(_A4)
    if is_wide:
        sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.7, right=0.7, top=0.8, bottom=0.8)
    foot = f"{document.association} · {document.title} · {name}".replace("&", "&&")
    sheet.set_footer(f"&L&9{foot[:200]}&R&9sida &P av &N")
    sheet.hide_gridlines(2)


# ── first sheet ───────────────────────────────────────────────────────────────────────────────────────────────────

_GUIDE = (
    "Varje tal är en länk till bladet Bevis. Där står hur talet är beräknat, exakt i kronor och ören.",
    "Bevis leder vidare till bladen Konton och Verifikat, till budgetens rader eller till faktafilerna.",
    "Talen är de som står i rapporten, i tabellens enhet. Texten finns i PDF, DOCX och HTML.",
)


def _write_index(sheet: Any, formats: Formats, document: Document, names: list[str]) -> None:
    """What the workbook is, what is in it, and which files it was made from."""
    sheet.set_column(0, 0, 60)
    sheet.set_column(1, 1, 70)
    write_text(sheet, 0, 0, document.association, formats.get(bold=True, font_color=formats.accent))
    sheet.set_row(1, _TITLE_HEIGHT)
    write_text(sheet, 1, 0, document.title, formats.get(bold=True, font_size=22))
    write_text(sheet, 2, 0, document.subtitle, formats.get())
    numbers = [f"Org.nr {document.org_number}"] if document.org_number else []
    numbers += [f"Diarienummer {document.registration_number}"] if document.registration_number else []
    write_text(sheet, 3, 0, " · ".join(numbers), formats.quiet())
    row = 5
    for sentence in _GUIDE:
        write_text(sheet, row, 0, sentence, formats.get())
        row += 1
    write_text(sheet, row + 1, 0, "Blad", formats.column_heading())
    row += 2
    for name in names:
        write_text(sheet, row, 0, name, formats.link(), address(name, 0, 0))
        row += 1
    if document.inputs:
        write_text(sheet, row + 1, 0, "Gjord av filerna", formats.column_heading())
        write_text(sheet, row + 1, 1, "Kontrollsumma (SHA-256)", formats.column_heading())
        for file in document.inputs:
            write_text(sheet, row + 2, 0, file.name, formats.get())
            write_text(sheet, row + 2, 1, file.sha256, formats.quiet(font_name="Consolas", font_size=9))
            row += 1


# ── tables ────────────────────────────────────────────────────────────────────────────────────────────────────────


def _write_sheet(sheet: Any, formats: Formats, plan: Layout, content: Sheet, document: Document) -> None:
    sheet.set_column(0, 0, _LABEL_WIDTH)
    for place in range(max(len(placed.table.columns) for placed in content.tables)):
        kinds = [placed.table.columns[place].kind for placed in content.tables if place < len(placed.table.columns)]
        sheet.set_column(place + 1, place + 1, max(_WIDTHS[kind] for kind in kinds))
    for placed in content.tables:
        _write_table(sheet, formats, plan, placed, document)
    if len(content.tables) == 1:
        sheet.freeze_panes(content.tables[0].heading_row + 1, 1)
        sheet.repeat_rows(content.tables[0].heading_row)
    else:
        sheet.freeze_panes(0, 1)


def _write_table(sheet: Any, formats: Formats, plan: Layout, placed: PlacedTable, document: Document) -> None:
    table = placed.table
    data = table_data(table, {}, title=table.title)
    sheet.set_row(placed.row, _CAPTION_HEIGHT)
    write_text(sheet, placed.row, 0, placed.title, formats.title())
    write_text(sheet, placed.row + 1, 0, data["addition"], formats.quiet())
    widths = (_LABEL_WIDTH, *(_WIDTHS[column.kind] for column in table.columns))
    sheet.set_row(placed.heading_row, row_height(*zip(data["head"], widths, strict=True)))
    aligns = ["left", *(_ALIGN[column.kind] for column in table.columns)]
    for place, (words, align) in enumerate(zip(data["head"], aligns, strict=True)):
        write_text(sheet, placed.heading_row, place, words, formats.column_heading(align))
    for row, content in enumerate(table.rows, placed.heading_row + 1):
        label = formats.cell(content.role, indent=content.level, align="left", text_wrap=True)
        texts = [(cell.text, _TEXT_WIDTH) for cell in content.cells if isinstance(cell, TextCell)]
        sheet.set_row(row, row_height((content.label, _LABEL_WIDTH - 2 * content.level), *texts))
        write_text(sheet, row, 0, content.label, label)
        for place, column in enumerate(table.columns):
            cell = content.cells[place] if place < len(content.cells) else None
            _write_cell(sheet, formats, plan, (row, place + 1), cell, column, content.role, table.unit, document)
    for row, sentence in enumerate(data["below"], placed.heading_row + 1 + len(table.rows)):
        write_text(sheet, row, 0, sentence, formats.quiet())


def _write_cell(
    sheet: Any,
    formats: Formats,
    plan: Layout,
    at: tuple[int, int],
    cell: Cell | None,
    column: Column,
    role: RowRole,
    unit: MoneyUnit | None,
    document: Document,
) -> None:
    align = _ALIGN[column.kind]
    match cell:
        case FigureCell():
            figure = document.figures.get(cell.figure_id or "")
            number, form = printed_number(cell, unit, figure)
            link = plan.proof_link(cell.figure_id)
            if number is None:
                write_text(sheet, *at, cell.shown, formats.cell(role, align="right"), link)
            else:
                write_number(sheet, *at, number, formats.cell(role, num_format=form), link)
        case TextCell():
            write_text(sheet, *at, cell.text, formats.cell(role, align=align, text_wrap=True))
        case NoteCell():
            sheet.write_number(*at, cell.number, formats.cell(role, align=align))
        case _:
            sheet.write_blank(*at, None, formats.cell(role, align=align))


def printed_number(cell: FigureCell, unit: MoneyUnit | None, figure: Figure | None) -> tuple[Any, str]:
    """What the cell prints, as a number in the unit of the table, and its number format; None for words."""
    if cell.amount is None:
        share = printed_share(cell.shown)
        return share, FINE_PERCENT if "," in cell.shown else PERCENT
    is_money = figure.unit is FigureUnit.ORE if figure is not None else unit is not None
    return cell.amount // (unit or MoneyUnit.KR).ore if is_money else cell.amount, WHOLE
