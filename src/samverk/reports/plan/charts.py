"""The charts of budget and plan. The title is the message; figures live in the page, so points carry their values."""

from __future__ import annotations

from collections.abc import Sequence

from samverk.core.document.tree import Chart, ChartKind, Point, Series
from samverk.core.money import NBSP, MoneyUnit, format_amount
from samverk.core.organisation import SavedFundsCeiling
from samverk.core.periods import MONTHS
from samverk.core.planning.budget_outcome import LineOutcome
from samverk.core.planning.ceilings import ceiling_rooms, ceiling_words
from samverk.core.planning.liquidity import Liquidity
from samverk.core.planning.months import month_words
from samverk.core.planning.plan import Plan

_MOST_CEILINGS = 4  # five series at most in a chart
_UNIT = MoneyUnit.TKR


def _point(ore: int | None) -> Point:
    return Point(None, ore, "–" if ore is None else format_amount(ore, _UNIT))


def _series(label: str, amounts: Sequence[int | None]) -> Series:
    return Series(label, tuple(_point(ore) for ore in amounts))


def _tkr(ore: int) -> str:
    return f"{format_amount(ore, _UNIT)}{NBSP}tkr"


def outcome_chart(line: LineOutcome, year: int) -> Chart:
    """Budget and outcome of a line or sum month by month, cumulative; the title is the deviation in words."""
    last = line.last
    until = MONTHS[last.month - 1]
    message = f"{line.label}: {last.words}" if last.effect_ore is not None else line.label
    series = [_series("Utfall", [month.outcome_ore for month in line.months])]
    budget = ""
    if last.budget_ore is not None:
        series.append(_series("Budget", [month.budget_ore for month in line.months]))
        budget = f" Budgeten till dess är {_tkr(last.budget_ore)}."
    return Chart(
        f"diagram-utfall-{line.line_id}",
        ChartKind.LINES,
        f"{message} till och med {until}",
        f"Sammanlagt sedan januari {year}, tkr",
        tuple(MONTHS[month.month - 1][:3] for month in line.months),
        tuple(series),
        f"Utfallet för {line.label} är {_tkr(last.outcome_ore)} till och med {until} {year}.{budget}",
    )


def funds_chart(plan: Plan, ceilings: Sequence[SavedFundsCeiling] = ()) -> Chart:
    """Funds at the end of every year of the plan, with each ceiling; the title names the lowest year."""
    totals = plan.totals
    lowest = min(totals, key=lambda each: each.closing_ore)
    title = f"Medlen är som lägst {lowest.year}: {_tkr(lowest.closing_ore)}"
    if lowest.closing_ore < 0:
        short = next(each for each in totals if each.closing_ore < 0)
        title = f"Medlen räcker inte {short.year}: det fattas {_tkr(-short.closing_ore)}"
    series = [_series("Medel till förfogande", [each.closing_ore for each in totals])]
    for ceiling in ceilings[:_MOST_CEILINGS]:
        allowed = [room.allowed_ore for room in ceiling_rooms(plan, (ceiling,))]
        series.append(_series(f"Tak: {ceiling_words(ceiling)}", allowed))
    told = ", ".join(f"{_tkr(each.closing_ore)} {each.year}" for each in totals)
    return Chart(
        "diagram-medel",
        ChartKind.LINES,
        title,
        "Medel till förfogande vid årets slut, tkr",
        tuple(str(each.year) for each in totals),
        tuple(series),
        f"Medel till förfogande vid årets slut: {told}.",
    )


def cash_chart(cash: Liquidity, year: int) -> Chart:
    """Money in the bank at every month's end; the title is the low point. Raises KeyError for a year it lacks."""
    own = next((each for each in cash.years if each.year == year), None)
    if own is None:
        raise KeyError(year)
    months = [month for month in cash.months if month.period // 100 == year]
    return Chart(
        f"diagram-likviditet-{year}",
        ChartKind.LINES,
        f"Likvida medel är lägst i {month_words(own.lowest_month)}",
        f"Likvida medel vid månadens slut {year}, tkr",
        tuple(MONTHS[month.period % 100 - 1][:3] for month in months),
        (_series("Likvida medel", [month.balance_ore for month in months]),),
        own.words,
    )
