"""A month's file as a workbook. SCB's own template is not known: the columns are those of `ScbRow`."""

from __future__ import annotations

import io
from datetime import datetime, time

import xlsxwriter

from samverk.formats.scb.monthly import ScbFile

HEADINGS = ("Månad", "Personnummer", "Startmånad", "Timmar", "Slutdatum")
_WIDTHS = (10, 18, 12, 10, 12)


def scb_workbook(file: ScbFile) -> bytes:
    """The rows as XLSX, the same bytes every time. Months are yyyymm; the number is text, so that it is kept whole."""
    kept = io.BytesIO()
    workbook = xlsxwriter.Workbook(kept, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    workbook.set_properties({"title": f"Deltagare {file.month}", "created": datetime.combine(file.due, time())})
    bold, day = workbook.add_format({"bold": True}), workbook.add_format({"num_format": "yyyy-mm-dd"})
    sheet = workbook.add_worksheet(str(file.month))
    for column, (heading, width) in enumerate(zip(HEADINGS, _WIDTHS, strict=True)):
        sheet.write_string(0, column, heading, bold)
        sheet.set_column(column, column, width)
    for line, row in enumerate(file.rows, 1):
        sheet.write_number(line, 0, row.month)
        sheet.write_string(line, 1, row.person)
        sheet.write_number(line, 2, row.start_month)
        sheet.write_number(line, 3, row.hours)
        if row.end is not None:
            sheet.write_datetime(line, 4, datetime.combine(row.end, time()), day)
    sheet.freeze_panes(1, 0)
    workbook.close()
    return kept.getvalue()
