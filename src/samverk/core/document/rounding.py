"""Rounding figures to whole kronor or tusental kronor, each on its own or so that the sums of print hold.

Additive mode is controlled rounding: every figure becomes one of the two whole numbers beside its exact amount, chosen
so that every sum of the report holds as printed. Amounts that are already whole never move. The figures that people
compare between documents (anchors) keep their own rounding when that is possible at all.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from samverk.core.document.tree import RoundingNote
from samverk.core.money import MoneyUnit, round_half_away

ANCHORS = ("arets_resultat", "summa_tillgangar", "eget_kapital", "kassa_och_bank")
MOST_STEPS = 20_000  # a report needs a few hundred; past this the sums cannot all hold, or only by luck


class SumRule(NamedTuple):
    """A sum that print claims: `total_id` = Σ sign × figure."""

    total_id: str
    terms: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class RoundedAmounts:
    """Whole units by figure id, the figures that left their own rounding, and the totals whose sums cannot hold."""

    values: dict[str, int]
    moved: tuple[RoundingNote, ...] = ()
    broken: tuple[str, ...] = ()


def independent(amounts: Mapping[str, int], unit: MoneyUnit) -> dict[str, int]:
    """Each amount (öre) rounded on its own, half away from zero."""
    return {name: round_half_away(ore, unit.ore) for name, ore in amounts.items()}


def round_figures(amounts: Mapping[str, int], sums: Sequence[SumRule], unit: MoneyUnit) -> RoundedAmounts:
    """Round every amount (öre) to a whole number of `unit` so that as many of `sums` as possible hold exactly.

    No figure ends more than one unit from its exact amount, and the result depends on nothing but the arguments. A sum
    whose exact amounts do not tie, or that cannot hold together with those before it, is named in `broken`.
    """
    own = independent(amounts, unit)
    rules = [rule for rule in dict.fromkeys(sums) if _is_known(rule, amounts)]
    tying = [rule for rule in rules if _misses(rule, amounts) == 0]
    broken = [rule.total_id for rule in rules if _misses(rule, amounts) != 0]
    values = _solve(amounts, own, tying, unit)
    if values is None:
        values, dropped = _solve_what_can_hold(amounts, own, tying, unit)
        broken += dropped
    moved = tuple(RoundingNote(name, unit, own[name], values[name]) for name in amounts if values[name] != own[name])
    return RoundedAmounts(values, moved, tuple(broken))


def _is_known(rule: SumRule, amounts: Mapping[str, int]) -> bool:
    return rule.total_id in amounts and all(name in amounts for name, _ in rule.terms)


def _misses(rule: SumRule, amounts: Mapping[str, int]) -> int:
    return sum(sign * amounts[name] for name, sign in rule.terms) - amounts[rule.total_id]


def _solve_what_can_hold(
    amounts: Mapping[str, int], own: dict[str, int], rules: Sequence[SumRule], unit: MoneyUnit
) -> tuple[dict[str, int], list[str]]:
    """Take in the rules one by one, leaving out each that makes the rest impossible."""
    kept: list[SumRule] = []
    dropped: list[str] = []
    values = own
    for rule in rules:
        tried = _solve(amounts, own, [*kept, rule], unit)
        if tried is None:
            dropped.append(rule.total_id)
        else:
            kept.append(rule)
            values = tried
    return values, dropped


@dataclass(slots=True)
class _Equation:
    """Σ coefficient × bit = goal, where a figure is its lower neighbour plus a bit of 0 or 1."""

    coefficients: dict[str, int]
    goal: int


def _solve(
    amounts: Mapping[str, int], own: dict[str, int], rules: Sequence[SumRule], unit: MoneyUnit
) -> dict[str, int] | None:
    """Whole units that satisfy every rule, own rounding wherever it can stand; None when there are none."""
    lower = {name: ore // unit.ore for name, ore in amounts.items()}
    free = {name for name, ore in amounts.items() if ore % unit.ore}
    equations = [_equation(rule, lower, free) for rule in rules]
    search = _Search(equations, {name: own[name] - lower[name] for name in free})
    if not search.run(_order(amounts, free, unit)):
        return None
    return {name: lower[name] + search.bits.get(name, 0) if name in free else own[name] for name in amounts}


def _equation(rule: SumRule, lower: Mapping[str, int], free: set[str]) -> _Equation:
    coefficients: dict[str, int] = {}
    goal = 0
    for name, sign in (*rule.terms, (rule.total_id, -1)):
        goal -= sign * lower[name]
        if name in free:
            coefficients[name] = coefficients.get(name, 0) + sign
    return _Equation({name: value for name, value in coefficients.items() if value}, goal)


def _order(amounts: Mapping[str, int], free: set[str], unit: MoneyUnit) -> list[str]:
    """Anchors first, then the figures farthest from the middle between two whole numbers: those nearest it give way."""

    def key(name: str) -> tuple[bool, int, int]:
        return (name.split(".")[0] not in ANCHORS, -abs(2 * (amounts[name] % unit.ore) - unit.ore), abs(amounts[name]))

    return sorted((name for name in amounts if name in free), key=key)


@dataclass(slots=True)
class _Search:
    """Depth first over the bits, each equation cutting the choices of the others as soon as it can."""

    equations: list[_Equation]
    preferred: dict[str, int]
    bits: dict[str, int] = field(default_factory=dict)
    by_name: dict[str, list[_Equation]] = field(default_factory=dict)
    steps: int = 0

    def run(self, order: Sequence[str]) -> bool:
        """Fill `bits`; False when no choice satisfies every equation (or none was found in MOST_STEPS)."""
        for equation in self.equations:
            for name in equation.coefficients:
                self.by_name.setdefault(name, []).append(equation)
        trail: list[str] = []
        if not self._propagate(self.equations, trail):
            return False
        # one entry for each choice made: where it was made, what it set, and whether its other value is still untried
        choices: list[tuple[int, list[str], bool]] = []
        position = 0
        while position < len(order):
            name = order[position]
            if name in self.bits:
                position += 1
                continue
            set_here: list[str] = []
            if self._set(name, self.preferred[name], set_here):
                choices.append((position, set_here, True))
                continue
            self._undo(set_here)
            if self._set(name, 1 - self.preferred[name], set_here := []):
                choices.append((position, set_here, False))
                continue
            self._undo(set_here)
            back = self._step_back(order, choices)
            if back is None:
                return False
            position = back
        return True

    def _step_back(self, order: Sequence[str], choices: list[tuple[int, list[str], bool]]) -> int | None:
        """Undo to the last choice with an untried value, take it and return its place; None when there is none."""
        while choices:
            position, set_here, untried = choices.pop()
            self._undo(set_here)
            self.steps += 1
            if self.steps > MOST_STEPS:
                return None
            if untried:
                name = order[position]
                again: list[str] = []
                if self._set(name, 1 - self.preferred[name], again):
                    choices.append((position, again, False))
                    return position
                self._undo(again)
        return None

    def _undo(self, names: list[str]) -> None:
        for name in names:
            del self.bits[name]
        names.clear()

    def _set(self, name: str, bit: int, trail: list[str]) -> bool:
        self.bits[name] = bit
        trail.append(name)
        return self._propagate(self.by_name.get(name, ()), trail)

    def _propagate(self, equations: Sequence[_Equation], trail: list[str]) -> bool:
        """Set every bit that the equations force; False when one of them cannot hold any more."""
        waiting = list(equations)
        while waiting:
            equation = waiting.pop()
            rest = equation.goal
            least = most = 0
            open_names: list[tuple[str, int]] = []
            for name, coefficient in equation.coefficients.items():
                bit = self.bits.get(name)
                if bit is not None:
                    rest -= coefficient * bit
                    continue
                open_names.append((name, coefficient))
                least += min(coefficient, 0)
                most += max(coefficient, 0)
            if not least <= rest <= most:
                return False
            if open_names and rest in (least, most):
                for name, coefficient in open_names:
                    self.bits[name] = int((coefficient > 0) == (rest == most)) if least != most else 0
                    trail.append(name)
                    waiting.extend(self.by_name[name])
        return True
