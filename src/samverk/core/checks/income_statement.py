"""RR: the income statement, and the result that must be the same wherever it is told."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from samverk.core.checks.finding import Severity
from samverk.core.checks.places import (
    INCOME_STATEMENT,
    RESULT,
    SUMS_OF_COSTS,
    SUMS_OF_INCOME,
    outcome_years,
    same_everywhere,
    sums_of_lines,
)
from samverk.core.checks.rule import Context, Outcome, rule
from samverk.core.checks.tie_out import Addend, agrees
from samverk.core.statements.lines import RESULT_LINES

_LKBR = date(2019, 1, 1)


@rule("RR-01", title="Årets resultat", severity=Severity.ERROR, source=("LKBR", "5 kap."), valid_from=_LKBR)
def result_is_the_same_everywhere(context: Context) -> Iterator[Outcome]:
    """Årets resultat är inte detsamma som i resultaträkningen.

    Resultaträkningen gäller om den stämmer med bokföringen. Rätta det andra stället.
    """
    yield from same_everywhere(context, RESULT)


@rule("RR-02", title="Resultaträkningens rader", severity=Severity.ERROR, source=("LKBR", "5 kap."), valid_from=_LKBR)
def result_is_the_sum_of_its_lines(context: Context) -> Iterator[Outcome]:
    """Årets resultat är inte summan av resultaträkningens intäkter och kostnader.

    Se efter om en rad saknas eller om en kostnad står med fel tecken.
    """
    for year in outcome_years(context.reading.table(INCOME_STATEMENT)):
        total = context.reading.outcome(INCOME_STATEMENT, "arets_resultat", year)
        lines = (context.reading.outcome(INCOME_STATEMENT, line.value, year) for line in RESULT_LINES)
        addends = [Addend(line) for line in lines if line is not None]
        if total is not None and len(addends) > 1:
            yield agrees(total, addends)


@rule("RR-03", title="Intäkterna överallt", severity=Severity.ERROR, source=("LKBR", "5 kap."), valid_from=_LKBR)
def income_is_the_same_everywhere(context: Context) -> Iterator[Outcome]:
    """Intäkterna är inte desamma som i resultaträkningen.

    Resultaträkningen gäller om den stämmer med bokföringen. Rätta det andra stället.
    """
    yield from sums_of_lines(context, SUMS_OF_INCOME)


@rule("RR-04", title="Kostnaderna överallt", severity=Severity.ERROR, source=("LKBR", "5 kap."), valid_from=_LKBR)
def costs_are_the_same_everywhere(context: Context) -> Iterator[Outcome]:
    """Kostnaderna är inte desamma som i resultaträkningen.

    Resultaträkningen gäller om den stämmer med bokföringen. Rätta det andra stället.
    """
    yield from sums_of_lines(context, SUMS_OF_COSTS)
