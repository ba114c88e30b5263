"""Indicators and ended rounds, every group and year, as a workbook. Few answers are words in it, never numbers."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date, datetime, time
from fractions import Fraction
from typing import Any

import xlsxwriter

from samverk.core.outcomes.questionnaires import QuestionResult, RoundResults
from samverk.core.outcomes.surveys import (
    FEW_ANSWERS,
    RESPONDENT_GROUPS,
    SurveyComparison,
    SurveyMinimum,
    indicator_name,
)
from samverk.reports.surveys.rounds import question_words
from samverk.reports.surveys.words import REPEATED_SENTENCE

_HEADINGS = ("År", "Svarsgrupp", "Indikator", "Svar", "Klart positiva", "Sedan förra året", "Riket", "Mot riket")
_WIDTHS = (8, 26, 42, 26, 16, 18, 12, 14)
_SHARE, _POINTS = "0.0 %", "+0.0 %;-0.0 %;0.0 %"


_ROUND_HEADINGS = ("År", "Svarsgrupp", "Enkät", "Fråga", "Svar", "Klart positiva", "Sedan förra året")
_ROUND_WIDTHS = (8, 26, 30, 50, 26, 16, 18)
_FIRST_ROW = 4


def survey_workbook(
    found: Sequence[SurveyComparison],
    rounds: Sequence[RoundResults],
    minimum: SurveyMinimum,
    association: str,
    day: date,
) -> bytes:
    """The results as XLSX, the same bytes every time. Differences are in percentage points."""
    file = io.BytesIO()
    workbook = xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    workbook.set_properties(
        {"title": f"Enkäter, {association}", "author": association, "created": datetime.combine(day, time())}
    )
    bold, share, points = (
        workbook.add_format(each) for each in ({"bold": True}, {"num_format": _SHARE}, {"num_format": _POINTS})
    )
    rule = f"Färre än {minimum.answers} svar visas inte ({minimum.source or 'Samverks förslag, inget beslut'})."
    sheet = workbook.add_worksheet("Indikatorer")
    _head(sheet, f"Andel klart positiva svar på NNS indikatorer, {association}", rule, _HEADINGS, _WIDTHS, bold)
    for row, each in enumerate(found, _FIRST_ROW):
        _write(sheet, row, each, share, points)
    sheet = workbook.add_worksheet("Egna enkäter")
    title, rule = f"Andel klart positiva svar på egna enkäter, {association}", f"{rule} {REPEATED_SENTENCE}"
    _head(sheet, title, rule, _ROUND_HEADINGS, _ROUND_WIDTHS, bold)
    asked = [(each, question) for each in rounds for question in each.questions]
    for row, (each_round, question) in enumerate(asked, _FIRST_ROW):
        _write_question(sheet, row, each_round, question, share, points)
    workbook.close()
    return file.getvalue()


def _head(sheet: Any, title: str, rule: str, headings: Sequence[str], widths: Sequence[int], bold: Any) -> None:
    sheet.write_string(0, 0, title, bold)
    sheet.write_string(1, 0, f"{rule} Skillnader är i procentenheter.")
    for column, (heading, width) in enumerate(zip(headings, widths, strict=True)):
        sheet.write_string(_FIRST_ROW - 1, column, heading, bold)
        sheet.set_column(column, column, width)
    sheet.freeze_panes(_FIRST_ROW, 0)


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
    _number(sheet, row, 6, each.national_share, share)
    _number(sheet, row, 7, each.difference, points)


def _number(sheet: Any, row: int, column: int, value: Fraction | None, look: Any) -> None:
    if value is not None:
        sheet.write_number(row, column, float(value), look)


def _write_question(sheet: Any, row: int, given: RoundResults, each: QuestionResult, share: Any, points: Any) -> None:
    sheet.write_number(row, 0, given.year)
    sheet.write_string(row, 1, RESPONDENT_GROUPS.name_of(given.group))
    sheet.write_string(row, 2, given.questionnaire)
    sheet.write_string(row, 3, question_words(each))
    if each.outcome is None:
        sheet.write_string(row, 4, FEW_ANSWERS)
        return
    sheet.write_number(row, 4, each.outcome.base)
    _number(sheet, row, 5, each.outcome.share, share)
    _number(sheet, row, 6, each.change, points)
