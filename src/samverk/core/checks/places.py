"""Where a concept is printed: (table, row) in the order they are trusted, the statement first.

Row ids are the stems of figure names; a document that was read gets the same ids when its rows are recognised.
"""

from __future__ import annotations

from collections.abc import Iterator

from samverk.core.checks.reading import Printed
from samverk.core.checks.rule import Context, Outcome
from samverk.core.checks.tie_out import Addend, agrees, same
from samverk.core.document.tree import Table
from samverk.core.statements.line import Line
from samverk.core.statements.lines import COST_LINES, FINANCIAL, GENERAL_FUNDING

Places = tuple[tuple[str, str], ...]

INCOME_STATEMENT = "resultatrakning"
BALANCE_SHEET = "balansrakning"
CASH_FLOW = "kassaflodesanalys"
OPERATING_ACCOUNT = "driftredovisning"
BUDGET_OUTCOME = "utfall_mot_budget"
BALANCE_REQUIREMENT = "balanskravsresultat"
OVERVIEW = "flerarsoversikt"
FORECAST = "prognos"
SAVED_FUNDS = "sparade_medel"

RESULT: Places = (
    (INCOME_STATEMENT, "arets_resultat"),
    (BALANCE_SHEET, "eget_kapital_arets_resultat"),
    (CASH_FLOW, "arets_resultat"),
    (OPERATING_ACCOUNT, "resultat"),
    (BUDGET_OUTCOME, "resultat"),
    (BALANCE_REQUIREMENT, "arets_resultat"),
    (OVERVIEW, "flerar.resultat"),
    (FORECAST, "prognos.resultat"),
)
EQUITY: Places = (
    (BALANCE_SHEET, "eget_kapital"),
    (OPERATING_ACCOUNT, "medel_till_forfogande"),
    (BUDGET_OUTCOME, "medel_till_forfogande"),
    (OVERVIEW, "flerar.eget_kapital"),
    (FORECAST, "prognos.medel"),
)
OPENING_EQUITY: Places = (
    (BUDGET_OUTCOME, "sparade_medel_in"),
    (SAVED_FUNDS, "sparade_medel_in"),
    (FORECAST, "prognos.medel_in"),
)
ASSETS: Places = ((BALANCE_SHEET, "summa_tillgangar"),)
EQUITY_AND_LIABILITIES: Places = ((BALANCE_SHEET, "summa_eget_kapital_och_skulder"),)
RECEIVABLES: Places = ((BALANCE_SHEET, "fordringar"),)
LIABILITIES: Places = ((BALANCE_SHEET, "kortfristiga_skulder"),)

GROSS_INCOME = (Line.OPERATING_INCOME, *GENERAL_FUNDING)
NET_COST = (*COST_LINES, *FINANCIAL, Line.EXTRAORDINARY)
SUMS_OF_INCOME: tuple[tuple[tuple[str, str], tuple[Line, ...]], ...] = (
    ((OVERVIEW, "flerar.intakter"), GROSS_INCOME),
    ((OPERATING_ACCOUNT, "summa_intakter"), GROSS_INCOME),
    ((BUDGET_OUTCOME, "summa_intakter"), GROSS_INCOME),
    ((FORECAST, "prognos.intakter"), GROSS_INCOME),
)
"""A place that sums lines of the income statement, and the lines."""

SUMS_OF_COSTS: tuple[tuple[tuple[str, str], tuple[Line, ...]], ...] = (
    ((OVERVIEW, "flerar.kostnader"), NET_COST),
    ((OPERATING_ACCOUNT, "nettokostnad"), NET_COST),
    ((BUDGET_OUTCOME, "nettokostnad"), NET_COST),
    ((FORECAST, "prognos.kostnader"), NET_COST),
)
"""The same for costs. Where the label does not say that financial items are included, they are left out."""


def outcome_years(table: Table | None) -> tuple[int, ...]:
    """The years whose outcome the table shows, as its columns stand; empty without a table."""
    columns = table.columns if table else ()
    years = (column.year for column in columns if column.year and column.role in ("", "outcome", "previous"))
    return tuple(dict.fromkeys(years))


def same_everywhere(context: Context, places: Places) -> Iterator[Outcome]:
    """Compare a concept at every place and year with the first place that states it."""
    years = {year for _section, table in context.reading.tables for year in outcome_years(table)}
    for year in sorted(years, reverse=True):
        numbers: list[Printed] = []
        for table_id, row_id in places:
            number = context.reading.outcome(table_id, row_id, year)
            if number is not None and not any(number.table.id == seen.table.id for seen in numbers):
                numbers.append(number)
        for other in numbers[1:]:
            yield same(numbers[0], other)


def sums_of_lines(context: Context, sums: tuple[tuple[tuple[str, str], tuple[Line, ...]], ...]) -> Iterator[Outcome]:
    """Compare each sum with the lines of the income statement that it says it adds up."""
    for year in outcome_years(context.reading.table(INCOME_STATEMENT)):
        for (table_id, row_id), lines in sums:
            total = context.reading.outcome(table_id, row_id, year)
            if total is not None and table_id == OVERVIEW and lines is NET_COST and "finans" not in total.row.label:
                lines = COST_LINES
            found = (context.reading.outcome(INCOME_STATEMENT, line, year) for line in lines)
            addends = [Addend(line) for line in found if line is not None]
            if total is not None and addends:
                yield agrees(total, addends, f"Jämfört med resultaträkningen {year}.")
