"""KF: the cash flow statement against the balance sheet it explains."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from samverk.core.checks.finding import Severity
from samverk.core.checks.places import BALANCE_SHEET, CASH_FLOW, LIABILITIES, RECEIVABLES, Places, outcome_years
from samverk.core.checks.reading import Printed
from samverk.core.checks.rule import Context, Outcome, rule
from samverk.core.checks.tie_out import Addend, same, sum_up

_LKBR = date(2019, 1, 1)
_SOURCE = ("LKBR", "8 kap.")
_LIQUID = ("kortfristiga_placeringar", "kassa_och_bank")


def _row(context: Context, name: str, year: int) -> Printed | None:
    return context.reading.outcome(CASH_FLOW, f"kf.{name}", year)


def _liquid(context: Context, year: int) -> list[Addend]:
    """What the balance sheet holds in cash and liquid placements at the end of `year`."""
    found = (context.reading.outcome(BALANCE_SHEET, row, year) for row in _LIQUID)
    return [Addend(number) for number in found if number is not None]


def _years(context: Context) -> tuple[int, ...]:
    return outcome_years(context.reading.table(CASH_FLOW))


@rule("KF-01", title="Likvida medel vid årets slut", severity=Severity.ERROR, source=_SOURCE, valid_from=_LKBR)
def closing_cash_is_the_balance_sheet_cash(context: Context) -> Iterator[Outcome]:
    """Likvida medel vid årets slut är inte kassa och bank i balansräkningen.

    Rätta kassaflödesanalysen om balansräkningen stämmer med kontoutdragen.
    """
    for year in _years(context):
        closing, liquid = _row(context, "likvida_medel_ut", year), _liquid(context, year)
        if closing is not None and liquid:
            yield sum_up(closing, liquid)


@rule("KF-02", title="Likvida medel vid årets början", severity=Severity.ERROR, source=_SOURCE, valid_from=_LKBR)
def opening_cash_is_the_previous_closing(context: Context) -> Iterator[Outcome]:
    """Likvida medel vid årets början är inte förra årets likvida medel vid årets slut.

    Den ingående balansen ska vara förra årets utgående. Se efter vilket av talen som är rätt.
    """
    for year in _years(context):
        opening, previous = _row(context, "likvida_medel_in", year), _row(context, "likvida_medel_ut", year - 1)
        if opening is not None and previous is not None:
            yield same(previous, opening)


@rule("KF-03", title="Årets kassaflöde", severity=Severity.ERROR, source=_SOURCE, valid_from=_LKBR)
def cash_flow_is_the_change_in_cash(context: Context) -> Iterator[Outcome]:
    """Årets kassaflöde är inte skillnaden mellan likvida medel vid årets slut och vid årets början.

    En förändring saknas i kassaflödesanalysen, eller så är ett av talen fel.
    """
    for year in _years(context):
        flow, opening = _row(context, "arets_kassaflode", year), _row(context, "likvida_medel_in", year)
        closing = _row(context, "likvida_medel_ut", year)
        if flow is not None and opening is not None and closing is not None:
            yield sum_up(flow, (Addend(closing), Addend(opening, -1)))


def _change(context: Context, row_id: str, places: Places, sign: int) -> Iterator[Outcome]:
    """Try a change in working capital against two balance sheets; `sign` +1 when an increase brings in cash."""
    for year in _years(context):
        flow = _row(context, row_id, year)
        now, before = (context.reading.first_outcome(places, when) for when in (year, year - 1))
        if flow is not None and now is not None and before is not None:
            yield sum_up(flow, (Addend(now, sign), Addend(before, -sign)))


@rule("KF-04", title="Förändring av fordringar", severity=Severity.ERROR, source=_SOURCE, valid_from=_LKBR)
def change_in_receivables(context: Context) -> Iterator[Outcome]:
    """Förändringen av fordringar är inte skillnaden mellan de två årens balansräkningar.

    Minskade fordringar ger pengar in och står med plus. Räkna om raden ur balansräkningen.
    """
    yield from _change(context, "forandring_fordringar", RECEIVABLES, -1)


@rule("KF-05", title="Förändring av skulder", severity=Severity.ERROR, source=_SOURCE, valid_from=_LKBR)
def change_in_liabilities(context: Context) -> Iterator[Outcome]:
    """Förändringen av kortfristiga skulder är inte skillnaden mellan de två årens balansräkningar.

    Ökade skulder ger pengar in och står med plus. Räkna om raden ur balansräkningen.
    """
    yield from _change(context, "forandring_kortfristiga_skulder", LIABILITIES, 1)
