"""A return (återrapport): what a register tells an association about a measure, as counts that may be shown.

There is no field for a person, and none for words: tables, codes and definitions are named from closed lists, the rest
are numbers and days. What is hidden does not say why: a reason that told small counts from those hidden to protect
them would let the reader narrow both. The register keeps the reasons.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from samverk.core.disclosure.rule import DisclosureRule
from samverk.core.outcomes.count_tables import Coordinates
from samverk.core.outcomes.span import Span


class ReturnCellState(StrEnum):
    """What a cell says."""

    SHOWN = "shown"
    ZERO = "zero"  # nobody
    SUPPRESSED = "suppressed"


class HiddenBecause(StrEnum):
    """Why a cell says nothing, as far as the reader may know."""

    PROTECTED = "protected"  # it is small, or shows what is
    UNKNOWN = "unknown"  # the register does not know it


HIDDEN_WORDS = {
    HiddenBecause.PROTECTED: "Visas inte, för att skydda enskilda.",
    HiddenBecause.UNKNOWN: "Antalet är inte känt.",
}


@dataclass(frozen=True, slots=True)
class ReturnCell:
    """A cell: where it is, what it says, and the count when it is shown."""

    at: Coordinates
    state: ReturnCellState
    count: int | None = None
    reason: HiddenBecause | None = None

    def __post_init__(self) -> None:
        is_hidden = self.state is ReturnCellState.SUPPRESSED
        is_shown = self.state is ReturnCellState.SHOWN
        if (self.reason is not None) != is_hidden or (self.count is not None) != is_shown:
            raise ValueError(f"a cell that is {self.state} with count {self.count} and reason {self.reason}")
        if self.count is not None and self.count < 1:
            raise ValueError(f"a shown cell of {self.count}")

    @property
    def value(self) -> int | None:
        """The count, 0 for nobody; None when it is hidden."""
        return 0 if self.state is ReturnCellState.ZERO else self.count


@dataclass(frozen=True, slots=True)
class ReturnTable:
    """A table of a kind in the closed list, with all its cells in their order."""

    table: str
    cells: tuple[ReturnCell, ...]
    sub_projects: tuple[str, ...] = ()

    def cell(self, *at: str) -> ReturnCell:
        """The cell at some codes. Raises KeyError when there is none."""
        for each in self.cells:
            if each.at == at:
                return each
        raise KeyError(at)


@dataclass(frozen=True, slots=True)
class ReturnSummary:
    """A mean or median of those in a shown cell, in tenths of its unit, with an interval when it has one."""

    definition: str
    table: str
    at: Coordinates
    tenths: int
    low_tenths: int | None = None
    high_tenths: int | None = None


@dataclass(frozen=True, slots=True)
class UsedDefinition:
    """A definition and the version of it that was used."""

    code: str
    version: int


@dataclass(frozen=True, slots=True)
class Return:
    """A return. `association` is its organisation number, `rule` what it was made by.

    `number` is 1 the first time; a correction has the next number and `replaces` the hash of the one before.
    """

    association: str
    measure: str
    span: Span
    tables: tuple[ReturnTable, ...]
    definitions: tuple[UsedDefinition, ...]
    rule: DisclosureRule
    summaries: tuple[ReturnSummary, ...] = ()
    number: int = 1
    replaces: str | None = None

    def table(self, kind: str) -> ReturnTable:
        """The table of a kind. Raises KeyError when the return has none."""
        for each in self.tables:
            if each.table == kind:
                return each
        raise KeyError(kind)

    def summary(self, definition: str, table: str, *at: str) -> ReturnSummary | None:
        """A mean or median of a cell; None when the return has none."""
        place = (definition, table, at)
        return next((each for each in self.summaries if (each.definition, each.table, each.at) == place), None)


@dataclass(frozen=True, slots=True)
class ReportedReturn:
    """A return that a year's report tells of. `hash` is of what it says (`formats.returns.write.content_hash`)."""

    given: Return
    hash: str

    @property
    def year(self) -> int:
        """The calendar year of its period's last day."""
        return self.given.span.last.year
