"""What someone typed into the grid: the amounts that can be read, and what is wrong with the rest, cell by cell."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from samverk.apps.planning.line_changes import OPENING_KEY, LineChange, LineConflict, refusal_of
from samverk.apps.planning.plans import VersionPlan
from samverk.core.money import MoneyUnit
from samverk.core.planning.plan import Plan, PlanLine, with_amounts
from samverk.core.planning.proposals import Proposal
from samverk.formats.grid.cells import read_amount
from samverk.web.planning.amounts import typed

OPENING_NAME = f"..{OPENING_KEY}"


def cell_name(line: PlanLine, year: int) -> str:
    """The name of a field: "cost.aktiv.2026"."""
    return f"{line.side.value}.{line.id}.{year}"


@dataclass(frozen=True, slots=True)
class Entry:
    """A grid that was sent in.

    `cells` are the fields that can be read, `problems` what is wrong with the others, `typed` the text of the fields
    that someone changed, `seen` the amounts that those held when the page was made (öre). `plan` is the plan with
    what can be read.
    """

    cells: Mapping[str, LineChange]
    problems: Mapping[str, str]
    typed: Mapping[str, str]
    seen: Mapping[str, int | None]
    plan: Plan

    @property
    def changes(self) -> tuple[LineChange, ...]:
        """What someone wants changed."""
        return tuple(change for change in self.cells.values() if change.is_wanted)


def read_entry(sent: Mapping[str, str], made: VersionPlan) -> Entry:
    """Read a sent grid against the version. Fields that the version does not have are left alone."""
    unit, seen = MoneyUnit(made.row.budget.unit), _seen(sent.get("seen", ""))
    cells: dict[str, LineChange] = {}
    problems: dict[str, str] = {}
    for name, change in _cells(made, seen):
        if name not in sent:
            continue
        read = read_amount(sent[name].strip(), unit)
        wanted = replace(change, new_ore=read.ore)
        problem = read.problem or _capital(refusal_of(wanted))
        if problem:
            problems[name] = problem
        else:
            cells[name] = wanted
    touched = [name for name, change in cells.items() if change.is_wanted] + list(problems)
    return Entry(
        cells,
        problems,
        {name: sent[name] for name in touched},
        {name: seen.get(name) for name in touched},
        _with_changes(made, [change for change in cells.values() if change.is_wanted]),
    )


def _seen(text: str) -> dict[str, int | None]:
    """What the page held; a broken field means that nothing was seen, so that nothing is overwritten."""
    try:
        found = json.loads(text)
    except ValueError:
        return {}
    if not isinstance(found, dict):
        return {}
    return {name: ore for name, ore in found.items() if ore is None or type(ore) is int}


def _cells(made: VersionPlan, seen: Mapping[str, int | None]) -> Iterator[tuple[str, LineChange]]:
    """Every field of the version with the change it may hold."""
    yield OPENING_NAME, LineChange(None, OPENING_KEY, made.year, seen.get(OPENING_NAME), None)
    for line in made.plan.lines:
        for year in made.plan.years:
            name = cell_name(line, year)
            yield name, LineChange(line.side, line.id, year, seen.get(name), None)


def name_of(change: LineChange) -> str:
    """The field that a change came from."""
    return OPENING_NAME if change.side is None else f"{change.side.value}.{change.key}.{change.year}"


def _with_changes(made: VersionPlan, changes: list[LineChange]) -> Plan:
    amounts = {(change.key, change.year): change.new_ore for change in changes if change.side is not None}
    plan = with_amounts(made.plan, amounts)
    for change in changes:
        if change.side is None:
            follows = made.opening.ore if made.opening else 0
            plan = replace(plan, opening_ore=follows if change.new_ore is None else change.new_ore)
    return plan


def with_proposals(entry: Entry, taken: Mapping[str, Proposal], unit: MoneyUnit) -> Entry:
    """The entry with proposals, by field, in the fields that are empty."""
    empty = {
        name: each
        for name, each in taken.items()
        if name in entry.cells and entry.cells[name].new_ore is None and not entry.typed.get(name, "").strip()
    }
    cells = {name: replace(entry.cells[name], new_ore=each.amount_ore) for name, each in empty.items()}
    return replace(
        entry,
        cells={**entry.cells, **cells},
        typed={**entry.typed, **{name: typed(each.amount_ore, unit) for name, each in empty.items()}},
        seen={**entry.seen, **{name: entry.cells[name].seen_ore for name in empty}},
    )


def seen_after(entry: Entry, conflicts: tuple[LineConflict, ...]) -> dict[str, int | None]:
    """What the person has seen once the conflicts are shown."""
    return {**entry.seen, **{name_of(each.change): each.now_ore for each in conflicts}}


def _capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]
