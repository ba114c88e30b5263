"""A change of one amount in a draft, with what the person saw before it; and what to say when somebody was first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from samverk.apps.planning.models import MOST_ORE
from samverk.core.money import MoneyUnit, format_amount
from samverk.core.planning.block import Block
from samverk.core.planning.plan import LineSide

OPENING_KEY = "ingaende_medel"
"""What the opening funds are called among the changes; they belong to neither side."""

CellKey = tuple[str, str, int]
"""(side, line, year). The side of the opening funds is ""."""


@dataclass(frozen=True, slots=True)
class LineChange:
    """An amount that someone wants to change, öre; None is "nothing". `seen_ore` is what they saw."""

    side: LineSide | None
    key: str
    year: int
    seen_ore: int | None
    new_ore: int | None

    @property
    def cell(self) -> CellKey:
        """Where the amount stands."""
        return (self.side.value if self.side else "", self.key, self.year)

    @property
    def is_wanted(self) -> bool:
        """True when the person wants something else than what they saw."""
        return self.new_ore != self.seen_ore


@dataclass(frozen=True, slots=True)
class LineConflict:
    """A change that somebody else was before with: what stands there now, öre."""

    change: LineChange
    now_ore: int | None


class LinesChanged(Exception):  # noqa: N818 - an answer to a person, not a fault
    """Amounts that the person changes were changed by someone else meanwhile. Nothing was written."""

    def __init__(self, conflicts: Sequence[LineConflict]) -> None:
        super().__init__("Någon annan har ändrat samma belopp medan du skrev. Ingenting har skrivits över.")
        self.conflicts = tuple(conflicts)


def conflicts(changes: Iterable[LineChange], now: Mapping[CellKey, int]) -> tuple[LineConflict, ...]:
    """The changes of an amount that is neither what the person saw nor what they want.

    Who leaves an amount as they saw it is in nobody's way.
    """
    return tuple(
        LineConflict(change, now.get(change.cell))
        for change in changes
        if change.is_wanted and now.get(change.cell) not in (change.seen_ore, change.new_ore)
    )


def needed(changes: Iterable[LineChange], now: Mapping[CellKey, int]) -> tuple[LineChange, ...]:
    """The changes that differ from what stands there."""
    return tuple(change for change in changes if change.is_wanted and now.get(change.cell) != change.new_ore)


def refusal_of(change: LineChange) -> str:
    """Why the amount cannot stand in a budget, in Swedish and without the line's name; "" when it can.

    Income and costs are both written without minus; only the financial net may be an income among the costs.
    """
    ore = change.new_ore
    if ore is None:
        return ""
    if abs(ore) >= MOST_ORE:
        return "beloppet är orimligt stort. Se efter om enheten är rätt."
    if ore < 0 and change.side is not None and change.key != Block.FINANCIAL.value:
        shown = format_amount(ore, MoneyUnit.KR)
        return (
            f"beloppet är {shown} kr. Intäkter och kostnader skrivs båda utan minustecken; bara finansnetto får vara "
            "negativt."
        )
    return ""
