"""Rounding figures to whole kronor or tusental kronor, each on its own or so that the sums of print hold.

Additive mode is controlled rounding: every figure becomes one of the two whole numbers beside its exact amount, chosen
so that every sum of the report holds as printed. Amounts that are already whole never move. Few figures leave their own
rounding, those nearest to a half first; the figures that people compare between documents (anchors) last of all. Where
no such rounding exists the sums that cannot hold are named. The order of the input decides ties.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from samverk.core.document.tree import RoundingNote
from samverk.core.money import MoneyUnit, round_half_away

ANCHORS = (
    "arets_resultat",
    "summa_tillgangar",
    "eget_kapital",
    "medel_till_forfogande",
    "kassa_och_bank",
    "kf.likvida_medel_ut",
)
_STEPS = (200, 400, 800)  # how many choices each attempt may try before it starts over with what it learnt


class Rounding(StrEnum):
    """The two modes of DESIGN.md section 4."""

    INDEPENDENT = "oberoende"
    ADDITIVE = "additiv"


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

    No figure ends a whole unit or more from its exact amount, and the result depends on nothing but the arguments. Sums
    over unknown figures are passed over. A sum whose exact amounts do not tie, or that cannot hold together with the
    others, is named in `broken`.
    """
    own = independent(amounts, unit)
    rules = [rule for rule in dict.fromkeys(sums) if all(name in amounts for name, _ in _members(rule))]
    tying = [rule for rule in rules if not _difference(rule, amounts)]
    problem = _Problem(amounts, own, unit.ore, tying)
    values = dict(own)
    for part in problem.parts():
        values.update(_solve(problem, part))
    return RoundedAmounts(
        values=values,
        moved=tuple(RoundingNote(name, unit, own[name], value) for name, value in values.items() if value != own[name]),
        broken=tuple(rule.total_id for rule in rules if _difference(rule, values) or _difference(rule, amounts)),
    )


def _members(rule: SumRule) -> tuple[tuple[str, int], ...]:
    """All figures of a rule with the sign they have when everything stands on one side: terms − total = 0."""
    return (*rule.terms, (rule.total_id, -1))


def _difference(rule: SumRule, values: Mapping[str, int]) -> int:
    return sum(sign * values[name] for name, sign in _members(rule))


@dataclass(frozen=True, slots=True)
class _Part:
    """Figures that hang together through sums, and those sums."""

    names: frozenset[str]
    rules: tuple[SumRule, ...]


class _Problem:
    """What may be chosen: a figure that is no whole number of units may be rounded down (0) or up (1)."""

    def __init__(self, amounts: Mapping[str, int], own: Mapping[str, int], step: int, rules: Sequence[SumRule]) -> None:
        self.rules = tuple(rules)
        self.floor = {name: ore // step for name, ore in amounts.items()}
        self.is_free = {name: bool(ore % step) for name, ore in amounts.items()}
        self.own_choice = {name: own[name] - self.floor[name] for name in amounts}
        # how far from a half: the surest keep their own rounding first, so the nearest to a half give way
        self.certainty = {name: abs(2 * (ore % step) - step) for name, ore in amounts.items()}
        self.order = {name: position for position, name in enumerate(amounts)}

    def parts(self) -> list[_Part]:
        """Split the sums into groups that share no free figure."""
        group: dict[str, list[SumRule]] = {}
        for rule in self.rules:
            free = [name for name, _ in _members(rule) if self.is_free[name]]
            merged = [rule]
            for joined in {id(group[name]): group[name] for name in free if name in group}.values():
                merged += joined
            for each in merged:
                group.update({name: merged for name, _ in _members(each) if self.is_free[name]})
        distinct = {id(rules): rules for rules in group.values()}.values()
        return [
            _Part(
                frozenset(name for rule in rules for name, _ in _members(rule) if self.is_free[name]),
                tuple(rule for rule in self.rules if rule in rules),
            )
            for rules in distinct
        ]


def _solve(problem: _Problem, part: _Part) -> dict[str, int]:
    """Values for the free figures of `part`; sums are given up one by one when they cannot all hold."""
    kept = list(part.rules)
    given_up: list[SumRule] = []
    while not (search := _attempt(problem, part, kept)).is_done:
        given_up.append(_to_give_up(problem, search, kept))
        kept.remove(given_up[-1])
    for rule in given_up:  # one that went in vain comes back
        again = _attempt(problem, part, [*kept, rule])
        if again.is_done:
            kept, search = [*kept, rule], again
    return {name: problem.floor[name] + choice for name, choice in search.chosen.items()}


def _attempt(problem: _Problem, part: _Part, rules: Sequence[SumRule]) -> _Search:
    """Search with the anchors at their own rounding, the first of ANCHORS first, and without if it must be."""
    search = _Search(problem, part.names, rules)
    if search.run(_anchors(problem, part)):
        return search
    search = _Search(problem, part.names, rules)
    search.run(())
    return search


def _anchors(problem: _Problem, part: _Part) -> list[str]:
    found = [name for name in part.names if name.rpartition(".")[0] in ANCHORS]
    return sorted(found, key=lambda name: (ANCHORS.index(name.rpartition(".")[0]), problem.order[name]))


def _to_give_up(problem: _Problem, search: _Search, rules: Sequence[SumRule]) -> SumRule:
    """The last sum that shares a free figure with the one that was hardest to keep: what came first stands."""
    hardest = max(rules, key=lambda rule: search.failures[rule])
    free = {name for name, _ in _members(hardest) if problem.is_free[name]}
    return next((rule for rule in reversed(rules) if any(name in free for name, _ in _members(rule))), hardest)


class _Search:
    """Depth-first search over choices with propagation: a sum with one way left decides its figures at once.

    Each sum keeps the lowest and highest value it can still reach; both must enclose 0.
    """

    def __init__(self, problem: _Problem, names: Iterable[str], rules: Sequence[SumRule]) -> None:
        self.problem = problem
        self.rules = rules
        self.chosen: dict[str, int] = {}
        self.failures: dict[SumRule, int] = defaultdict(int)
        self.is_done = False
        self._names = sorted(names, key=problem.order.__getitem__)
        self._rules_of: dict[str, list[int]] = defaultdict(list)
        self._signs: list[dict[str, int]] = []
        self._low: list[int] = []
        self._high: list[int] = []
        for index, rule in enumerate(rules):
            self._take_up(index, rule)

    def _take_up(self, index: int, rule: SumRule) -> None:
        signs: dict[str, int] = defaultdict(int)
        for name, sign in _members(rule):
            signs[name] += sign
        free = {name: sign for name, sign in signs.items() if sign and self.problem.is_free[name]}
        base = sum(sign * self.problem.floor[name] for name, sign in signs.items())
        self._signs.append(free)
        self._low.append(base + sum(sign for sign in free.values() if sign < 0))
        self._high.append(base + sum(sign for sign in free.values() if sign > 0))
        for name in free:
            self._rules_of[name].append(index)

    def run(self, pinned: Sequence[str]) -> bool:
        """Try to choose for every figure. False when no way was found in time.

        `pinned` keep their own rounding, in order: one that goes against those before it gives way alone.
        """
        if not self._propagate(list(range(len(self.rules))), []):
            return False
        for name in pinned:
            trail: list[str] = []
            if name not in self.chosen and not self._set(name, self.problem.own_choice[name], trail):
                self._undo(trail)
        self.is_done = any(self._descend(limit) for limit in _STEPS)
        return self.is_done

    def _descend(self, limit: int) -> bool:
        """Choose for the figures left, own rounding first; the ones in sums that failed before are asked first."""
        order = sorted(self._names, key=lambda name: (-self._trouble(name), -self.problem.certainty[name]))
        branches: list[tuple[int, list[int], list[str]]] = []
        position = steps = 0
        while True:
            while position < len(order) and order[position] in self.chosen:
                position += 1
            if position == len(order):
                return True
            own = self.problem.own_choice[order[position]]
            branches.append((position, [1 - own, own], []))
            while True:
                position, left, trail = branches[-1]
                self._undo(trail)
                if left and steps < limit:
                    steps += 1
                    if self._set(order[position], left.pop(), trail):
                        break
                else:
                    branches.pop()
                    if not branches:
                        return False

    def _trouble(self, name: str) -> int:
        return sum(self.failures[self.rules[index]] for index in self._rules_of[name])

    def _set(self, name: str, choice: int, trail: list[str]) -> bool:
        self._assign(name, choice, trail)
        return self._propagate(list(self._rules_of[name]), trail)

    def _assign(self, name: str, choice: int, trail: list[str]) -> None:
        self.chosen[name] = choice
        trail.append(name)
        for index in self._rules_of[name]:
            sign = self._signs[index][name]
            if (sign > 0) == bool(choice):
                self._low[index] += abs(sign)
            else:
                self._high[index] -= abs(sign)

    def _undo(self, trail: list[str]) -> None:
        while trail:
            name = trail.pop()
            choice = self.chosen.pop(name)
            for index in self._rules_of[name]:
                sign = self._signs[index][name]
                if (sign > 0) == bool(choice):
                    self._low[index] -= abs(sign)
                else:
                    self._high[index] += abs(sign)

    def _propagate(self, queue: list[int], trail: list[str]) -> bool:
        while queue:
            index = queue.pop()
            if self._low[index] > 0 or self._high[index] < 0:
                self.failures[self.rules[index]] += 1
                return False
            for name, choice in self._forced(index):
                if name not in self.chosen:
                    self._assign(name, choice, trail)
                    queue += self._rules_of[name]
        return True

    def _forced(self, index: int) -> list[tuple[str, int]]:
        """Figures of a sum that have one choice left: the other would push the sum out of reach of 0."""
        low, high = self._low[index], self._high[index]
        forced: list[tuple[str, int]] = []
        for name, sign in self._signs[index].items():
            if name in self.chosen:
                continue
            if low + abs(sign) > 0:
                forced.append((name, 0 if sign > 0 else 1))
            elif high - abs(sign) < 0:
                forced.append((name, 1 if sign > 0 else 0))
        return forced
