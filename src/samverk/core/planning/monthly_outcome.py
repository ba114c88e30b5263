"""The books by month and line of the plan: what every income source, measure and block came to so far.

Lines are those that the statements use: the mapping decides where an amount belongs, the vouchers decide when. Amounts
are öre as a plan writes them, income and costs without minus. What the year's balances say beyond the vouchers has no
month and is told apart, so that lines and months always sum to the year's result.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from samverk.core.ledger.balances import code_in
from samverk.core.ledger.model import COST_CENTRE, PROJECT, Ledger
from samverk.core.planning.block import Block
from samverk.core.planning.months import MONTHS_IN_YEAR, period_of
from samverk.core.statements.books import CellKey
from samverk.core.statements.line import Line
from samverk.core.statements.lines import FINANCIAL, GENERAL_FUNDING, RESULT_LINES
from samverk.core.statements.mapping import MappedBooks, MappedCell
from samverk.core.statements.outcome import UNCLAIMED_COST, UNCLAIMED_MEASURE

OTHER_INCOME = "intakter_utan_kalla"
"""Income that no income source claims."""


@dataclass(frozen=True, slots=True)
class MonthlyOutcome:
    """A year's outcome by (line, month 1–12), öre. `undated` is what has no month, by line.

    `income_lines` names the lines that are income; every other is a cost.
    """

    year: int
    amounts: Mapping[tuple[str, int], int]
    income_lines: frozenset[str]
    undated: Mapping[str, int] = field(default_factory=dict)

    @property
    def last_month(self) -> int:
        """The last month with anything booked, 0 for none."""
        return max((month for (_, month), ore in self.amounts.items() if ore), default=0)

    @property
    def lines(self) -> tuple[str, ...]:
        """Every line with an amount."""
        return tuple(dict.fromkeys([*(line for line, _ in self.amounts), *self.undated]))

    def months(self, line: str) -> tuple[int, ...]:
        """A line's twelve months, öre, January first."""
        return tuple(self.amounts.get((line, month), 0) for month in range(1, MONTHS_IN_YEAR + 1))

    def until(self, line: str, month: int) -> int:
        """What a line came to from January to `month`, öre; what has no month counts from December."""
        own = sum(self.months(line)[:month])
        return own + self.undated.get(line, 0) if month >= MONTHS_IN_YEAR else own

    def year_ore(self, line: str) -> int:
        """The whole year of a line, öre."""
        return self.until(line, MONTHS_IN_YEAR)

    @property
    def result_ore(self) -> int:
        """Income less costs over all lines, surplus positive: the result of the books."""
        return sum(self.year_ore(line) * (1 if line in self.income_lines else -1) for line in self.lines)


def monthly_outcome(
    ledger: Ledger, mapped: MappedBooks, office_rows: Mapping[Block, tuple[Block, ...]] | None = None
) -> MonthlyOutcome:
    """The outcome of `ledger` by month on the lines of `mapped`, its mapped books.

    `office_rows` are the rows of board, administration and audit in the budget it is compared with (a row may cover
    several blocks); without it each block stands by itself. Closing entries and balance accounts are left out.
    """
    row_of = {part: block for block, parts in (office_rows or {}).items() for part in parts}
    cells = {cell.key: cell for cell in mapped.cells if cell.line in RESULT_LINES}
    booked: dict[tuple[str, int], int] = {}
    totals: dict[str, int] = {}
    income: set[str] = set()
    for cell in cells.values():
        line, sign = _line_of(cell, row_of)
        totals[line] = totals.get(line, 0) + sign * cell.amount_ore
        if sign < 0 and cell.line not in (*FINANCIAL, Line.EXTRAORDINARY):
            income.add(line)
    for key, month, ore in _amounts_by_month(ledger, mapped.year):
        found = cells.get(key)
        if found is not None:
            line, sign = _line_of(found, row_of)
            booked[line, month] = booked.get((line, month), 0) + sign * ore
    for (line, _), ore in booked.items():
        totals[line] = totals.get(line, 0) - ore
    return MonthlyOutcome(mapped.year, booked, frozenset(income), {line: ore for line, ore in totals.items() if ore})


def _line_of(cell: MappedCell, row_of: Mapping[Block, Block]) -> tuple[str, int]:
    """The plan's line of a cell, and the sign that turns the ledger's amount into the plan's."""
    if cell.line is Line.OPERATING_INCOME:
        return cell.income_source or OTHER_INCOME, -1
    if cell.line in GENERAL_FUNDING:
        return str(cell.line), -1
    if cell.line in FINANCIAL:
        return str(Block.FINANCIAL), 1
    if cell.line is Line.EXTRAORDINARY:
        return str(cell.line), 1
    if cell.measure:
        return cell.measure, 1
    if cell.block is Block.MEASURES:
        return UNCLAIMED_MEASURE, 1
    if cell.block in (None, Block.FINANCIAL):
        return UNCLAIMED_COST, 1
    return str(row_of.get(cell.block, cell.block)), 1


def _amounts_by_month(ledger: Ledger, year: int) -> Iterator[tuple[CellKey, int, int]]:
    """(cell, month, öre) of every line of the year's vouchers; of the period balances when there are no vouchers."""
    if not ledger.vouchers:
        yield from _period_balances(ledger, year)
        return
    for voucher in ledger.vouchers:
        for posting in voucher.postings:
            period = period_of(posting.day or voucher.day)
            if period // 100 == year:
                centre, project = (code_in(posting.objects, dimension) for dimension in (COST_CENTRE, PROJECT))
                yield CellKey(posting.account, centre or None, project or None), period % 100, posting.amount_ore


def _period_balances(ledger: Ledger, year: int) -> Iterator[tuple[CellKey, int, int]]:
    """The changes by month of a type 2 or 3 file; projects decide where an account has them, as in the books' sums."""
    months = [each for each in ledger.period_balances if each.year_offset == 0 and each.period // 100 == year]
    kinds: dict[str, set[str]] = {}
    for each in months:
        kinds.setdefault(each.account, set()).update(dimension for dimension, _ in each.objects)
    for each in months:
        objects = dict(each.objects)
        known = kinds[each.account]
        wanted = PROJECT if PROJECT in known else COST_CENTRE if COST_CENTRE in known else ""
        if (wanted in objects) if wanted else not objects:
            key = CellKey(each.account, objects.get(COST_CENTRE), objects.get(PROJECT))
            yield key, each.period % 100, each.amount_ore
