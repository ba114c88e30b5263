"""Scenarios: named changes to lines of a plan, never copies of it. The plan moves on and the scenario with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from samverk.core.money import round_half_away
from samverk.core.planning.deviation import deviation_words, is_favourable
from samverk.core.planning.plan import LineSide, Plan, with_amounts


@dataclass(frozen=True, slots=True)
class Delta:
    """A change of one line: öre and a share of what the plan says, both may be minus. `year` None means every year.

    Several deltas on a line add up, each share counted on the plan's own amount, so their order does not matter.
    """

    line_id: str
    amount_ore: int = 0
    share: Fraction = Fraction(0)
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Scenario:
    """A named set of deltas. `opening_ore` is a change of the first year's opening funds."""

    name: str
    deltas: tuple[Delta, ...] = ()
    opening_ore: int = 0


def in_scenario(plan: Plan, scenario: Scenario) -> Plan:
    """The plan as the scenario has it, öre rounded half away from zero. No delta, no change.

    A line with nothing planned stays so when its deltas come to 0. Deltas on lines or years that the plan does not have
    change nothing: `lost_deltas` names them.
    """
    changed: dict[tuple[str, int], int | None] = {}
    for line in plan.lines:
        for place, year in enumerate(plan.years):
            own = [delta for delta in scenario.deltas if delta.line_id == line.id and delta.year in (None, year)]
            base = line.amounts[place]
            change = sum(delta.amount_ore for delta in own)
            change += round_half_away(sum((delta.share for delta in own), Fraction(0)) * (base or 0))
            if change:
                changed[line.id, year] = (base or 0) + change
    made = with_amounts(plan, changed)
    if not scenario.opening_ore:
        return made
    return replace(made, opening_ore=made.opening_ore + scenario.opening_ore)


def lost_deltas(plan: Plan, scenario: Scenario) -> tuple[Delta, ...]:
    """The deltas that no longer meet a line or year of the plan; to be shown, not forgotten."""
    known = {line.id for line in plan.lines}
    return tuple(
        delta
        for delta in scenario.deltas
        if delta.line_id not in known or (delta.year is not None and delta.year not in plan.years)
    )


@dataclass(frozen=True, slots=True)
class LineDifference:
    """A line or sum in two plans, one year; öre. None is nothing planned, or no such line."""

    line_id: str
    label: str
    side: LineSide | None
    year: int
    first_ore: int | None
    second_ore: int | None

    @property
    def difference_ore(self) -> int:
        """Second less first."""
        return (self.second_ore or 0) - (self.first_ore or 0)

    @property
    def effect_ore(self) -> int:
        """What the second leaves over more than the first: a higher cost is minus."""
        return -self.difference_ore if self.side is LineSide.COST else self.difference_ore

    @property
    def is_favourable(self) -> bool | None:
        """True when the second leaves more money; None when both are alike."""
        return is_favourable(self.effect_ore)

    def words(self, first_name: str) -> str:
        """The difference in words: "200 tkr sämre än grundplanen"."""
        return deviation_words(self.effect_ore, first_name)


SUMS = {
    "summa_intakter": "Summa intäkter",
    "summa_kostnader": "Summa kostnader",
    "resultat": "Resultat",
    "medel_till_forfogande": "Medel till förfogande",
}
"""The sums of a plan and their names."""


def compare(first: Plan, second: Plan, *, only_changed: bool = False) -> tuple[LineDifference, ...]:
    """Two plans line by line and sum by sum, for the years that both have; lines of either are in the result."""
    years = [year for year in first.years if year in second.years]
    lines = {line.id: line for line in (*second.lines, *first.lines)}
    order = [line.id for line in first.lines]
    order += [line.id for line in second.lines if line.id not in order]
    found = [
        LineDifference(name, lines[name].label, lines[name].side, year, *_both(first, second, name, year))
        for name in order
        for year in years
    ]
    found += [each for year in years for each in _sum_differences(first, second, year)]
    return tuple(each for each in found if each.difference_ore or not only_changed)


def _both(first: Plan, second: Plan, name: str, year: int) -> tuple[int | None, int | None]:
    one, other = (plan.amount(name, year) if plan.find(name) else None for plan in (first, second))
    return one, other


def _sum_differences(first: Plan, second: Plan, year: int) -> Sequence[LineDifference]:
    sides = (LineSide.INCOME, LineSide.COST, None, None)
    amounts = [
        (each.income_ore, each.costs_ore, each.result_ore, each.closing_ore)
        for each in (first.totals_of(year), second.totals_of(year))
    ]
    return [
        LineDifference(stem, label, side, year, one, other)
        for (stem, label), side, one, other in zip(SUMS.items(), sides, *amounts, strict=True)
    ]
