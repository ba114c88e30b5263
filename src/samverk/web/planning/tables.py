"""Rows of the tables of income and cash, as templates show them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from samverk.core.document.present import exact_percent
from samverk.core.planning.income import PlannedContributions
from samverk.core.planning.liquidity import CashMonth, Liquidity
from samverk.core.planning.months import month_words


@dataclass(frozen=True, slots=True)
class ContributionRow:
    """A member with share and amounts (öre) year by year. None is a year without a share."""

    member: str
    payer: str
    share: str
    amounts: tuple[int | None, ...]


def contribution_rows(planned: Sequence[PlannedContributions]) -> list[ContributionRow]:
    """One row per member, in the order of the first year that has it; shares of the first such year."""
    members = dict.fromkeys(part.member for each in planned for part in each.parts)
    rows = []
    for member in members:
        parts = [next((part for part in each.parts if part.member == member), None) for each in planned]
        first = next(part for part in parts if part is not None)
        payer = "" if first.payer == member else first.payer
        amounts = tuple(part.amount_ore if part else None for part in parts)
        rows.append(ContributionRow(member, payer, exact_percent(first.share), amounts))
    return rows


@dataclass(frozen=True, slots=True)
class CashRow:
    """A month of cash as a table shows it."""

    words: str
    month: CashMonth
    is_lowest: bool


def cash_months(cash: Liquidity, year: int) -> list[CashRow]:
    """The months of a year of the plan; the lowest is marked."""
    lowest = next(each.lowest_month for each in cash.years if each.year == year)
    return [
        CashRow(month_words(month.period), month, month.period == lowest)
        for month in cash.months
        if month.period // 100 == year
    ]
