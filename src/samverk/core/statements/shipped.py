"""The chart profiles that ship with Samverk, as one kind of value, and how the data tables are written."""

from __future__ import annotations

from dataclasses import dataclass

from samverk.core.planning.budget import Block
from samverk.core.statements.profile import Line, LineRule, NoteRule


@dataclass(frozen=True, slots=True)
class Doubt:
    """Accounts that no source places for an association; a balance there is worth a look. `reason` is Swedish."""

    accounts: str
    reason: str


@dataclass(frozen=True, slots=True)
class ShippedProfile:
    """A chart of accounts mapped to statement lines and note rows.

    `lines` cover every account from 1000 to 8999 once. `disposals` hold gains and losses when fixed assets are sold;
    accounts named so count as well, whatever their number.
    """

    id: str
    name: str
    lines: tuple[LineRule, ...]
    notes: tuple[NoteRule, ...]
    doubts: tuple[Doubt, ...] = ()
    disposals: tuple[str, ...] = ()


def line(accounts: str, target: Line, if_credit: Line | None = None) -> LineRule:
    """A line rule over ranges parted by spaces: `line("3000-3999", Line.OPERATING_INCOME)`."""
    return LineRule(accounts=tuple(accounts.split()), line=target, line_if_credit=if_credit)


def note(accounts: str, target: Line, name: str, block: Block | None = None) -> NoteRule:
    """A note rule over ranges parted by spaces; `name` is the Swedish name of the row."""
    return NoteRule(accounts=tuple(accounts.split()), line=target, name=name, block=block)
