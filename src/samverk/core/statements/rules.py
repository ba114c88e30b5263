"""Which rule of a chart profile an account falls under: layers, then specificity, never a silent choice.

The association's own rules are asked first and the shipped profile after. Within a layer a rule with a cost centre or
project beats one without. Two rules left that say different things are both given back, for the caller to report.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from samverk.core.problems import Problem, ProblemSeverity
from samverk.core.statements.books import CellKey
from samverk.core.statements.ranges import AccountRange, covers, parse_range

TargetT = TypeVar("TargetT")


@dataclass(frozen=True, slots=True)
class Rule(Generic[TargetT]):
    """Accounts, narrowed by objects, and what they are mapped to."""

    ranges: tuple[AccountRange, ...]
    cost_centres: tuple[str, ...]
    projects: tuple[str, ...]
    target: TargetT

    @property
    def specificity(self) -> int:
        """How many dimensions the rule names."""
        return bool(self.cost_centres) + bool(self.projects)

    def fits(self, key: CellKey) -> bool:
        """True when the rule covers the cell."""
        return (
            covers(self.ranges, key.account)
            and (not self.cost_centres or key.cost_centre in self.cost_centres)
            and (not self.projects or key.project in self.projects)
        )


Layers = Sequence[Sequence[Rule[TargetT]]]


def targets_of(
    layers: Layers[TargetT], key: CellKey, accepts: Callable[[TargetT], bool] = lambda target: True
) -> tuple[TargetT, ...]:
    """The targets of the first layer that has any: none means unmapped, several that the rules contradict each other.

    `accepts` leaves out targets that cannot apply to this cell.
    """
    for layer in layers:
        fitting = [rule for rule in layer if rule.fits(key) and accepts(rule.target)]
        if fitting:
            best = max(rule.specificity for rule in fitting)
            return tuple(dict.fromkeys(rule.target for rule in fitting if rule.specificity == best))
    return ()


def read_ranges(texts: Iterable[str], place: str) -> tuple[tuple[AccountRange, ...], list[Problem]]:
    """Read ranges of a facts file; one that cannot be read becomes a problem at key `place` and is left out."""
    ranges, problems = [], []
    for text in texts:
        try:
            ranges.append(parse_range(text))
        except ValueError as error:
            problems.append(
                Problem(
                    ProblemSeverity.ERROR, "KP-INTERVALL", f"{error}. Raden räknas inte.", "forbund.toml", key=place
                )
            )
    return tuple(ranges), problems
