"""BK: the balance requirement result and what leads to it (LKBR 11:10)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from samverk.core.checks.finding import Severity
from samverk.core.checks.places import BALANCE_REQUIREMENT, INCOME_STATEMENT
from samverk.core.checks.rule import Context, Held, Outcome, rule
from samverk.core.checks.tie_out import Addend, fault_at, key_of, sum_up
from samverk.core.document.tree import RowRole
from samverk.core.money import MoneyUnit, ore_from_decimal, round_half_away

_SOURCE = ("LKBR", "11:10")
_SINCE = date(2019, 1, 1)
_GAINS = "realisationsvinster"


@rule("BK-01", title="Balanskravsresultat", severity=Severity.ERROR, source=_SOURCE, valid_from=_SINCE)
def balance_requirement_adds_up(context: Context) -> Iterator[Outcome]:
    """Balanskravsresultatet är inte årets resultat med de justeringar som står i tabellen.

    Räkna om tabellen uppifrån. Varje justering står med det tecken den räknas med.
    """
    table, year = context.reading.table(BALANCE_REQUIREMENT), context.document.year
    if table is None:
        return
    result = context.reading.outcome(INCOME_STATEMENT, "arets_resultat", year)
    rows = [row for row in table.rows if row.role in (RowRole.ITEM, RowRole.TOTAL)]
    numbers = [context.reading.outcome(BALANCE_REQUIREMENT, row.id, year) for row in rows]
    stated = [number for number in numbers if number is not None]
    if result is None or len(stated) < 2:
        return
    *adjustments, final = stated[1:]
    yield sum_up(final, (Addend(result), *(Addend(number, number.sign) for number in adjustments)))


@rule(
    "BK-02",
    title="Balanskravets justeringar",
    severity=Severity.ERROR,
    source=_SOURCE,
    valid_from=_SINCE,
    needs_facts=True,
)
def adjustments_are_the_facts(context: Context) -> Iterator[Outcome]:
    """En justering i balanskravet är inte beloppet i förbundets uppgifter.

    Rätta beloppet i forbund.toml under arsredovisning, eller gör om dokumentet.
    """
    facts = context.facts.association.annual_report
    expected = {
        _GAINS: -facts.realised_gains,
        "realisationsvinster_undantag": facts.realised_gains_exempt,
        "realisationsforluster_undantag": facts.realised_losses_exempt,
        "orealiserade": facts.unrealised_changes,
        "aterforing_orealiserade": facts.unrealised_reversals,
    }
    table = context.reading.table(BALANCE_REQUIREMENT)
    for number in context.reading.in_table(table) if table else ():
        key = number.row.id.rpartition(".")[2]
        if key not in expected or number.column.year != context.document.year:
            continue
        if key == _GAINS and not facts.realised_gains:
            continue  # then the books decide
        step = number.step or 1
        amount = round_half_away(ore_from_decimal(expected[key], MoneyUnit.KR), step) * step
        if abs(number.amount) == abs(amount):
            yield Held((key_of(number),))
        else:
            yield fault_at(number, number.words(amount))
