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
from samverk.core.statements.structure import Statement

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
    funding = [
        row(_NET, "Verksamhetens nettokostnader", years, role=RowRole.SUBTOTAL, terms=OPERATING),
        *(row(line, LABELS[line], years) for line in GENERAL_FUNDING),
    ]
    extraordinary = [
        row(
            _AFTER_FINANCIAL,
            "Resultat efter finansiella poster",
            years,
            role=RowRole.SUBTOTAL,
            terms=(_OPERATING_RESULT, _FINANCIAL_NET),
        ),
        row(Line.EXTRAORDINARY, LABELS[Line.EXTRAORDINARY], years),
    ]
    rows = [
        *(row(line, LABELS[line], years, note_key=line) for line in OPERATING),
        *(funding if has_funding else ()),
        row(
            _OPERATING_RESULT,
            "Verksamhetens resultat",
            years,
            role=RowRole.SUBTOTAL,
            terms=(_NET, *GENERAL_FUNDING) if has_funding else OPERATING,
        ),
        *(row(line, LABELS[line], years) for line in FINANCIAL),
        row(_FINANCIAL_NET, "Summa finansiella poster", years, role=RowRole.SUBTOTAL, terms=FINANCIAL),
        *(extraordinary if has_extraordinary else ()),
        row(
            _RESULT,
            "Årets resultat",
            years,
            role=RowRole.TOTAL,
            terms=(_AFTER_FINANCIAL, Line.EXTRAORDINARY) if has_extraordinary else (_OPERATING_RESULT, _FINANCIAL_NET),
        ),
    ]
    keep = (Line.OPERATING_INCOME, Line.OPERATING_COSTS, *FINANCIAL)
    return Statement(
        id="resultatrakning",
        title="Resultaträkning",
        columns=year_columns(years),
        rows=without_empty(rows, figures, keep),
        sign_convention=SIGN_CONVENTION,
    )


def _any_value(figures: FigureBook, stems: Sequence[str], years: Sequence[int]) -> bool:
    return any(figures.ore(f"{stem}.{year}") for stem in stems for year in years)
