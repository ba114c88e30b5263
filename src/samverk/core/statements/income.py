"""The income statement (LKBR 5 kap.)."""

from __future__ import annotations

from collections.abc import Sequence

from samverk.core.document.figures import FigureBook
from samverk.core.document.tree import RowRole
from samverk.core.statements.cells import line_figure
from samverk.core.statements.lines import FINANCIAL, GENERAL_FUNDING, LABELS, OPERATING, RESULT_LINES
from samverk.core.statements.mapping import MappedBooks
from samverk.core.statements.profile import Line
from samverk.core.statements.rows import add_totals, row, without_empty, year_columns
from samverk.core.statements.structure import Statement, StatementRow

SIGN_CONVENTION = "Intäkter visas utan tecken och kostnader med minus."

_NET = "verksamhetens_nettokostnader"
_OPERATING_RESULT = "verksamhetens_resultat"
_FINANCIAL_NET = "finansnetto"
_AFTER_FINANCIAL = "resultat_efter_finansiella_poster"
_RESULT = "arets_resultat"


def add_income_figures(figures: FigureBook, books: Sequence[MappedBooks]) -> None:
    """Add every line and sum of the income statement for each year of `books`."""
    years = [mapped.year for mapped in books]
    for mapped in books:
        for line in RESULT_LINES:
            figures.add(line_figure(mapped, line))
    add_totals(figures, _NET, "Verksamhetens nettokostnader", OPERATING, years)
    add_totals(figures, _OPERATING_RESULT, "Verksamhetens resultat", (_NET, *GENERAL_FUNDING), years)
    add_totals(figures, _FINANCIAL_NET, "Summa finansiella poster", FINANCIAL, years)
    add_totals(
        figures, _AFTER_FINANCIAL, "Resultat efter finansiella poster", (_OPERATING_RESULT, _FINANCIAL_NET), years
    )
    add_totals(figures, _RESULT, "Årets resultat", (_AFTER_FINANCIAL, Line.EXTRAORDINARY), years)


def income_statement(figures: FigureBook, years: Sequence[int]) -> Statement:
    """The rows in the order of the law.

    Rows an association has no use for (depreciation, tax, extraordinary items) are left out while they are zero in
    every year, and with them the sums that would only repeat their neighbour.
    """
    has_funding = _any_value(figures, GENERAL_FUNDING, years)
    has_extraordinary = _any_value(figures, (Line.EXTRAORDINARY,), years)

    def total(stem: str, label: str, terms: Sequence[str], role: RowRole = RowRole.SUBTOTAL) -> StatementRow:
        return row(stem, label, years, role=role, terms=terms)

    rows = [row(line, LABELS[line], years, note_key=line) for line in OPERATING]
    operating_terms: Sequence[str] = OPERATING
    if has_funding:
        rows.append(total(_NET, "Verksamhetens nettokostnader", OPERATING))
        rows += [row(line, LABELS[line], years) for line in GENERAL_FUNDING]
        operating_terms = (_NET, *GENERAL_FUNDING)
    rows.append(total(_OPERATING_RESULT, "Verksamhetens resultat", operating_terms))
    rows += [row(line, LABELS[line], years) for line in FINANCIAL]
    rows.append(total(_FINANCIAL_NET, "Summa finansiella poster", FINANCIAL))
    result_terms: Sequence[str] = (_OPERATING_RESULT, _FINANCIAL_NET)
    if has_extraordinary:
        rows.append(total(_AFTER_FINANCIAL, "Resultat efter finansiella poster", result_terms))
        rows.append(row(Line.EXTRAORDINARY, LABELS[Line.EXTRAORDINARY], years))
        result_terms = (_AFTER_FINANCIAL, Line.EXTRAORDINARY)
    rows.append(total(_RESULT, "Årets resultat", result_terms, RowRole.TOTAL))
    return Statement(
        id="resultatrakning",
        title="Resultaträkning",
        columns=year_columns(years),
        rows=without_empty(rows, figures, (Line.OPERATING_INCOME, Line.OPERATING_COSTS, *FINANCIAL)),
        sign_convention=SIGN_CONVENTION,
    )


def _any_value(figures: FigureBook, stems: Sequence[str], years: Sequence[int]) -> bool:
    return any(figures.ore(f"{stem}.{year}") for stem in stems for year in years)
