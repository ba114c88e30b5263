"""BR: the balance sheet balances, and equity rolls forward by the result."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from samverk.core.checks.finding import Severity
from samverk.core.checks.places import (
    ASSETS,
    BALANCE_SHEET,
    EQUITY,
    EQUITY_AND_LIABILITIES,
    INCOME_STATEMENT,
    OPENING_EQUITY,
    outcome_years,
    same_everywhere,
)
from samverk.core.checks.rule import Context, Outcome, rule
from samverk.core.checks.tie_out import Addend, same, sum_up

_LKBR = date(2019, 1, 1)


@rule("BR-01", title="Balansräkningen balanserar", severity=Severity.ERROR, source=("LKBR", "6 kap."), valid_from=_LKBR)
def assets_equal_equity_and_liabilities(context: Context) -> Iterator[Outcome]:
    """Summa tillgångar är inte lika med summa eget kapital, avsättningar och skulder.

    Räkna om båda summorna. Stämmer båda med sina rader saknas ett konto i balansräkningen.
    """
    for year in outcome_years(context.reading.table(BALANCE_SHEET)):
        assets = context.reading.first_outcome(ASSETS, year)
        claims = context.reading.first_outcome(EQUITY_AND_LIABILITIES, year)
        if assets is not None and claims is not None:
            yield same(claims, assets)


@rule("BR-02", title="Eget kapital förs vidare", severity=Severity.ERROR, source=("LKBR", "6 kap."), valid_from=_LKBR)
def equity_rolls_forward(context: Context) -> Iterator[Outcome]:
    """Eget kapital vid årets slut är inte förra årets eget kapital plus årets resultat.

    Har något bokförts direkt mot eget kapital ska en not säga vad. Annars är ett av talen fel.
    """
    for year in outcome_years(context.reading.table(BALANCE_SHEET)):
        closing = context.reading.outcome(BALANCE_SHEET, "eget_kapital", year)
        opening = context.reading.outcome(BALANCE_SHEET, "eget_kapital", year - 1)
        result = context.reading.outcome(INCOME_STATEMENT, "arets_resultat", year)
        if closing is not None and opening is not None and result is not None:
            yield sum_up(closing, (Addend(opening), Addend(result)))


@rule("BR-03", title="Eget kapital överallt", severity=Severity.ERROR, source=("LKBR", "6 kap."), valid_from=_LKBR)
def equity_is_the_same_everywhere(context: Context) -> Iterator[Outcome]:
    """Eget kapital är inte detsamma som i balansräkningen.

    Balansräkningen gäller om den stämmer med bokföringen. Rätta det andra stället.
    """
    yield from same_everywhere(context, EQUITY)


@rule("BR-04", title="Ingående eget kapital", severity=Severity.ERROR, source=("LKBR", "6 kap."), valid_from=_LKBR)
def opening_equity_is_last_years_closing(context: Context) -> Iterator[Outcome]:
    """Sparade medel från föregående år är inte förra årets eget kapital i balansräkningen.

    Den ingående balansen ska vara förra årets utgående. Se efter vilket av talen som är rätt.
    """
    for year in outcome_years(context.reading.table(BALANCE_SHEET)):
        closing = context.reading.outcome(BALANCE_SHEET, "eget_kapital", year - 1)
        for table_id, row_id in OPENING_EQUITY if closing is not None else ():
            opening = context.reading.outcome(table_id, row_id, year)
            if opening is not None and closing is not None:
                yield same(closing, opening)
