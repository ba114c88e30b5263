"""From mapped cells to figures: the amount with the statement's sign, and the accounts it comes from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from samverk.core.document.figures import AccountSource, Figure
from samverk.core.ledger.model import COST_CENTRE, PROJECT
from samverk.core.statements.books import CellKey
from samverk.core.statements.lines import LABELS, shown_sign
from samverk.core.statements.mapping import MappedBooks, MappedCell
from samverk.core.statements.profile import Line


def line_figure(mapped: MappedBooks, line: Line) -> Figure:
    """The figure of a statement line: `kassa_och_bank.2024`."""
    return cells_figure(f"{line.value}.{mapped.year}", LABELS[line], mapped, mapped.select(line), shown_sign(line))


def cells_figure(
    figure_id: str, label: str, mapped: MappedBooks, cells: Iterable[MappedCell], sign: int, explanation: str = ""
) -> Figure:
    """A figure that sums `cells`, times `sign`, with one source per account or per part of an account."""
    parts = tuple(cells)
    return Figure(
        id=figure_id,
        label=label,
        value=sign * sum(cell.amount_ore for cell in parts),
        year=mapped.year,
        sources=account_sources(mapped, parts),
        explanation=explanation,
    )


def account_sources(mapped: MappedBooks, cells: Iterable[MappedCell]) -> tuple[AccountSource, ...]:
    """One source per account when all of it is meant, else one per part that `cells` name."""
    by_account: dict[str, list[MappedCell]] = defaultdict(list)
    for cell in cells:
        by_account[cell.key.account].append(cell)
    known: dict[str, int] = defaultdict(int)
    for cell in mapped.cells:
        known[cell.key.account] += 1
    sources: list[AccountSource] = []
    for account, parts in sorted(by_account.items()):
        if account in mapped.books.closing:
            sources.append(AccountSource(mapped.year, account, parts[0].name, parts[0].amount_ore, "UB"))
        elif len(parts) == known[account]:
            total = sum(part.amount_ore for part in parts)
            sources.append(AccountSource(mapped.year, account, parts[0].name, total, "RES"))
        else:
            sources += [
                AccountSource(mapped.year, account, part.name, part.amount_ore, "lines", _objects(part.key))
                for part in parts
            ]
    return tuple(source for source in sources if source.amount_ore)


def opening_sources(mapped: MappedBooks, *lines: Line) -> tuple[AccountSource, ...]:
    """The opening balances on `lines`, one source per account."""
    return tuple(
        AccountSource(mapped.year, cell.key.account, cell.name, cell.amount_ore, "IB")
        for cell in mapped.opening
        if cell.line in lines and cell.amount_ore
    )


def _objects(key: CellKey) -> tuple[tuple[str, str], ...]:
    named = ((COST_CENTRE, key.cost_centre), (PROJECT, key.project))
    return tuple((dimension, code) for dimension, code in named if code is not None)
