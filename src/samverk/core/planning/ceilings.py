"""Planned funds against the recommended ceilings on saved funds, each ceiling with its base in words.

Nationella rådet recommends a ceiling by size; its stair is not found in any open source, and its base is disputed in
practice (the members' contributions or the whole cost budget). Every ceiling is a setting of the charter.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from samverk.core.document.present import exact_percent
from samverk.core.money import NBSP, MoneyUnit, format_amount, round_half_away
from samverk.core.organisation import CeilingBase, SavedFundsCeiling
from samverk.core.planning.plan import Plan, PlanTotals

BASES = {
    CeilingBase.MEMBER_CONTRIBUTIONS: "medlemmarnas medel",
    CeilingBase.TOTAL_COST: "kostnadsbudgeten",
}
"""What a ceiling is a share of, in words."""


def ceiling_words(ceiling: SavedFundsCeiling) -> str:
    """A ceiling with its base: "20 % av medlemmarnas medel"."""
    return f"{exact_percent(ceiling.share)} av {BASES[ceiling.base]}"


@dataclass(frozen=True, slots=True)
class CeilingRoom:
    """One ceiling in one year of a plan, öre. `room_ore` is headroom; minus is how much the funds exceed it."""

    year: int
    ceiling: SavedFundsCeiling
    base_ore: int
    closing_ore: int

    @property
    def allowed_ore(self) -> int:
        """What the ceiling allows, rounded to whole öre."""
        return round_half_away(self.ceiling.share * self.base_ore)

    @property
    def room_ore(self) -> int:
        """What the ceiling allows less the funds at the year's end."""
        return self.allowed_ore - self.closing_ore

    @property
    def share_of_base(self) -> Fraction | None:
        """The funds as a share of the base; None when the base is 0."""
        return Fraction(self.closing_ore, self.base_ore) if self.base_ore else None

    @property
    def words(self) -> str:
        """One Swedish sentence that names the year, the ceiling and its base."""
        words, unit = ceiling_words(self.ceiling), MoneyUnit.TKR
        side = "under" if self.room_ore >= 0 else "över"
        gap = f"{format_amount(abs(self.room_ore), unit)}{NBSP}tkr {side} taket {words}"
        return f"Medlen {self.year} blir {gap}, {format_amount(self.allowed_ore, unit)}{NBSP}tkr."


def ceiling_rooms(plan: Plan, ceilings: Sequence[SavedFundsCeiling]) -> tuple[CeilingRoom, ...]:
    """Every ceiling in every year of the plan, year by year."""
    return tuple(
        CeilingRoom(totals.year, ceiling, _base_ore(plan, totals, ceiling.base), totals.closing_ore)
        for totals in plan.totals
        for ceiling in ceilings
    )


def _base_ore(plan: Plan, totals: PlanTotals, base: CeilingBase) -> int:
    return plan.members_ore(totals.year) if base is CeilingBase.MEMBER_CONTRIBUTIONS else totals.costs_ore
