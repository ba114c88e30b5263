"""Where a concept is printed: (table, row) in the order they are trusted, the statement first.

Row ids are the stems of figure names; a document that was read gets the same ids when its rows are recognised.
"""

from __future__ import annotations

from collections.abc import Iterator

from samverk.core.checks.reading import Printed
from samverk.core.checks.rule import Context, Outcome
from samverk.core.checks.tie_out import same
from samverk.core.document.tree import Table

Places = tuple[tuple[str, str], ...]

INCOME_STATEMENT = "resultatrakning"
BALANCE_SHEET = "balansrakning"
CASH_FLOW = "kassaflodesanalys"
OPERATING_ACCOUNT = "driftredovisning"
BUDGET_OUTCOME = "utfall_budget"
BALANCE_REQUIREMENT = "balanskrav"
OVERVIEW = "flerarsoversikt"
FORECAST = "prognos"
INVESTMENTS = "investering"

RESULT: Places = (
    (INCOME_STATEMENT, "arets_resultat"),
    (BALANCE_SHEET, "eget_kapital_arets_resultat"),
    (CASH_FLOW, "arets_resultat"),
    (OPERATING_ACCOUNT, "arets_resultat"),
    (BUDGET_OUTCOME, "arets_resultat"),
    (BUDGET_OUTCOME, "resultat"),
    (BALANCE_REQUIREMENT, "arets_resultat"),
    (OVERVIEW, "arets_resultat"),
)
INCOME: Places = (
    (INCOME_STATEMENT, "verksamhetens_intakter"),
    (OPERATING_ACCOUNT, "verksamhetens_intakter"),
    (BUDGET_OUTCOME, "verksamhetens_intakter"),
    (BUDGET_OUTCOME, "summa_intakter"),
    (OVERVIEW, "verksamhetens_intakter"),
)
COSTS: Places = (
    (INCOME_STATEMENT, "verksamhetens_kostnader"),
    (OPERATING_ACCOUNT, "verksamhetens_kostnader"),
    (OVERVIEW, "verksamhetens_kostnader"),
)
EQUITY: Places = (
    (BALANCE_SHEET, "eget_kapital"),
    (OPERATING_ACCOUNT, "eget_kapital"),
    (BUDGET_OUTCOME, "medel_till_forfogande"),
    (OVERVIEW, "eget_kapital"),
)
ASSETS: Places = ((BALANCE_SHEET, "summa_tillgangar"),)
EQUITY_AND_LIABILITIES: Places = ((BALANCE_SHEET, "summa_eget_kapital_och_skulder"),)
CASH: Places = ((BALANCE_SHEET, "kassa_och_bank"),)
RECEIVABLES: Places = ((BALANCE_SHEET, "fordringar"),)
LIABILITIES: Places = ((BALANCE_SHEET, "kortfristiga_skulder"),)


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
