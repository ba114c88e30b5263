"""Where each account ended up: its lines, note rows, measures and income sources; what no rule claims, or two do."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from samverk.core.statements.books import CellKey, is_balance_class
from samverk.core.statements.chart import Chart
from samverk.core.statements.lines import COST_LINES, LABELS
from samverk.core.statements.mapping import MappedBooks, MappedCell
from samverk.core.statements.profile import Line


@dataclass(frozen=True, slots=True)
class AccountPlace:
    """An account of one year. `amount_ore` is its closing balance or the year's sum, öre, debit positive.

    `unplaced_ore` is on no line; `is_unplaced` is true also when such parts add up to 0. `claims` names the rules that
    contradict each other, in Swedish.
    """

    account: str
    name: str
    amount_ore: int
    is_balance: bool
    lines: tuple[Line, ...] = ()
    note_rows: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    income_sources: tuple[str, ...] = ()
    unplaced_ore: int = 0
    is_unplaced: bool = False
    claims: tuple[str, ...] = ()

    @property
    def is_well(self) -> bool:
        """True when the whole account is on one line or several, and no two rules claim the same part."""
        return not (self.is_unplaced or self.claims)


def account_places(mapped: MappedBooks, chart: Chart) -> tuple[AccountPlace, ...]:
    """Every account with a balance or a sum of the year: those that need someone first, then by number."""
    amounts = {**mapped.books.closing, **mapped.books.result_accounts()}
    keys: dict[str, list[CellKey]] = defaultdict(list)
    for key in mapped.books.results:
        keys[key.account].append(key)
    cells: dict[str, list[MappedCell]] = defaultdict(list)
    for cell in mapped.cells:
        cells[cell.key.account].append(cell)
    places = [
        _place(mapped, chart, account, keys.get(account, [CellKey(account)]), cells[account]) for account in amounts
    ]
    return tuple(sorted(places, key=lambda place: (place.is_well, place.account)))


def _place(
    mapped: MappedBooks, chart: Chart, account: str, keys: list[CellKey], cells: list[MappedCell]
) -> AccountPlace:
    books = mapped.books
    ore = {key: books.results[key] if key in books.results else books.closing.get(account, 0) for key in keys}
    placed = {cell.key for cell in cells}
    unplaced = [amount for key, amount in ore.items() if key not in placed and amount]
    return AccountPlace(
        account=account,
        name=books.names.get(account, ""),
        amount_ore=sum(ore.values()),
        is_balance=is_balance_class(account),
        lines=tuple(dict.fromkeys(cell.line for cell in cells)),
        note_rows=_told(cell.note_row for cell in cells),
        measures=_told(cell.measure for cell in cells),
        income_sources=_told(cell.income_source for cell in cells),
        unplaced_ore=sum(unplaced),
        is_unplaced=bool(unplaced),
        claims=_told(claim for key, amount in ore.items() if amount for claim in _claims(chart, key)),
    )


def _told(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for word in words if word))


def _claims(chart: Chart, key: CellKey) -> tuple[str, ...]:
    """The names of what claims a cell twice over."""
    lines = chart.lines_of(key)
    line = lines[0].line if lines else None
    rows = chart.note_rows_of(key, line) if line else ()
    measures = chart.measures_of(key) if line in COST_LINES else ()
    several = (
        [f"raden {LABELS[target.line]}" for target in lines],
        [f"notraden {row.name}" for row in rows],
        [f"insatsen {measure.name}" for measure in measures],
    )
    return tuple(name for names in several if len(names) > 1 for name in names)
