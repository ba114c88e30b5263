"""Every indicator, group and year that may be shown as a workbook. Few answers are words in it, never numbers."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date, datetime, time
from fractions import Fraction
from typing import Any

import xlsxwriter

from samverk.core.outcomes.surveys import (
    FEW_ANSWERS,
    RESPONDENT_GROUPS,
    SurveyComparison,
    SurveyMinimum,
    indicator_name,
)

_HEADINGS = ("År", "Svarsgrupp", "Indikator", "Svar", "Klart positiva", "Sedan förra året", "Riket", "Mot riket")
_WIDTHS = (8, 26, 42, 26, 16, 18, 12, 14)
_SHARE, _POINTS = "0.0 %", "+0.0 %;-0.0 %;0.0 %"


def survey_workbook(found: Sequence[SurveyComparison], minimum: SurveyMinimum, association: str, day: date) -> bytes:
    """The results as XLSX, the same bytes every time. Differences are in percentage points."""
    file = io.BytesIO()
    workbook = xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    workbook.set_properties(
        {"title": f"Enkäter, {association}", "author": association, "created": datetime.combine(day, time())}
    )
    bold, share, points = (
        workbook.add_format(each) for each in ({"bold": True}, {"num_format": _SHARE}, {"num_format": _POINTS})
    )
    sheet = workbook.add_worksheet("Enkäter")
    rule = minimum.source or "Samverks förslag, inget beslut"
    sheet.write_string(0, 0, f"Andel klart positiva svar, {association}", bold)
    sheet.write_string(1, 0, f"Färre än {minimum.answers} svar visas inte ({rule}). Skillnader är i procentenheter.")
    for column, (heading, width) in enumerate(zip(_HEADINGS, _WIDTHS, strict=True)):
        sheet.write_string(3, column, heading, bold)
        sheet.set_column(column, column, width)
    for row, each in enumerate(found, 4):
        _write(sheet, row, each, share, points)
    sheet.freeze_panes(4, 0)
    workbook.close()
    return file.getvalue()


def _write(sheet: Any, row: int, each: SurveyComparison, share: Any, points: Any) -> None:
    sheet.write_number(row, 0, each.year)
    sheet.write_string(row, 1, RESPONDENT_GROUPS.name_of(each.group))
    sheet.write_string(row, 2, indicator_name(each.indicator))
    if each.outcome is None:
        sheet.write_string(row, 3, FEW_ANSWERS)
    else:
        sheet.write_number(row, 3, each.outcome.base)
        _number(sheet, row, 4, each.outcome.share, share)
    _number(sheet, row, 5, each.change, points)
    _number(sheet, row, 6, each.national, share)
    _number(sheet, row, 7, each.difference, points)


def _number(sheet: Any, row: int, column: int, value: Fraction | None, look: Any) -> None:
    if value is not None:
        sheet.write_number(row, column, float(value), look)
