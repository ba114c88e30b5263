"""Results of surveys for the tests. All invented."""

from __future__ import annotations

from fractions import Fraction

from samverk.apps.organisation.models import Association
from samverk.apps.surveys.actions import import_results
from samverk.apps.users.actor import command_line
from samverk.core.outcomes.surveys import NationalValue, SurveyOutcome
from samverk.formats.surveys.read import ResultRow

HEADINGS = "År;Svarsgrupp;Indikator;Antal svar;Klart positiva, antal;Klart positiva, procent;Riket, procent"


def table(*lines: str) -> bytes:
    """A file as Excel in Swedish writes it."""
    return "\r\n".join((HEADINGS, *lines)).encode("utf-8-sig")


def result(
    indicator: int, group: str, year: int, positive: int, answers: int, national: int | None = None, row: int = 2
) -> ResultRow:
    """A row of a file; `national` is in per cent."""
    value = NationalValue(indicator, group, year, Fraction(national, 100)) if national is not None else None
    return ResultRow(row, SurveyOutcome(indicator, group, year, positive, answers), value)


def with_results(of: Association, *rows: ResultRow, source: str = "NNS indikatorrapport (påhittad)") -> None:
    """Take in rows as a command would."""
    import_results(command_line(of), rows, source)
