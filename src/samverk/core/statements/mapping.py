"""Books laid on a chart: every account's amount on one line, costs and income on their rows.

Result accounts are mapped cell by cell (account, cost centre, project), balance accounts whole. Nothing is guessed
silently: what no rule covers, or two rules cover, becomes a problem that names account and balance. An unmapped amount
is on no line, so the statements show that they do not close.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from samverk.core.measures import Measure
from samverk.core.money import format_exact
from samverk.core.organisation import IncomeSource
from samverk.core.planning.budget import Block
from samverk.core.problems import Problem, ProblemSeverity
from samverk.core.statements.books import Books, CellKey, is_balance_class
from samverk.core.statements.chart import Chart, NoteTarget
from samverk.core.statements.lines import COST_LINES, LABELS, RESULT_LINES
from samverk.core.statements.profile import Line

ChoiceT = TypeVar("ChoiceT")


@dataclass(frozen=True, slots=True)
class MappedCell:
    """An amount (öre, debit positive) with its place in the statements.

    A cost has a measure or a block; income may have an income source. `note_row` "" means that no rule names a row of
    the note.
    """

    key: CellKey
    name: str
    amount_ore: int
    line: Line
    note_row: str = ""
    block: Block | None = None
    measure: str = ""
    income_source: str = ""
    is_disposal: bool = False


@dataclass(frozen=True, slots=True)
class MappedBooks:
    """One year's books with every amount on its line. `opening` holds balance accounts at the start of the year.

    `lines` says which line each account is on, for reading the movements of `books`.
    """

    year: int
    books: Books
    cells: tuple[MappedCell, ...]
    opening: tuple[MappedCell, ...]
    lines: dict[str, Line]
    disposal_accounts: frozenset[str] = frozenset()

    def select(self, *lines: Line) -> tuple[MappedCell, ...]:
        """The cells on any of `lines`."""
        return tuple(cell for cell in self.cells if cell.line in lines)

    def amount(self, *lines: Line) -> int:
        """The sum on `lines`, öre, debit positive."""
        return sum(cell.amount_ore for cell in self.cells if cell.line in lines)

    def opening_amount(self, *lines: Line) -> int:
        """The opening balance on `lines`, öre, debit positive."""
        return sum(cell.amount_ore for cell in self.opening if cell.line in lines)

    @property
    def result(self) -> int:
        """Årets resultat in öre, surplus positive, whether the books are closed or open."""
        return -self.amount(*RESULT_LINES)

    @property
    def untransferred(self) -> int:
        """Results of earlier years that were never moved to equity: the sum of all opening balances, öre."""
        return sum(self.books.opening.values())


def map_books(books: Books, chart: Chart) -> tuple[MappedBooks, list[Problem]]:
    """Lay `books` on `chart`. Problems: KP-OMAPPAT, KP-DUBBEL, KP-TVEKSAM, KP-PROJEKT, KP-UTAN-INSATS …"""
    mapper = _Mapper(books, chart)
    cells = [mapper.balance_cell(account, ore) for account, ore in sorted(books.closing.items())]
    cells += [mapper.result_cell(key, ore) for key, ore in books.results.items()]
    problems = mapper.problems
    opening_mapper = _Mapper(books, chart)  # the same accounts again: what is wrong was told above
    opening = [opening_mapper.balance_cell(account, ore) for account, ore in sorted(books.opening.items())]
    mapped = tuple(cell for cell in cells if cell is not None)
    return (
        MappedBooks(
            year=books.year,
            books=books,
            cells=mapped,
            opening=tuple(cell for cell in opening if cell is not None),
            lines=mapper.lines_of_all_accounts(),
            disposal_accounts=frozenset(cell.key.account for cell in mapped if cell.is_disposal),
        ),
        problems,
    )


class _Mapper:
    """Places the cells of one year's books and remembers what went wrong, each thing once."""

    def __init__(self, books: Books, chart: Chart) -> None:
        self.books = books
        self.chart = chart
        self.problems: list[Problem] = []
        self._told: set[str] = set()
        self._result_sums = books.result_accounts()

    def balance_cell(self, account: str, ore: int) -> MappedCell | None:
        key = CellKey(account)
        line = self._line(key, ore)
        if line is None:
            return None
        row = self._note_row(key, line, ore)
        return MappedCell(key, self._name(account), ore, line, note_row=row.name if row else "")

    def result_cell(self, key: CellKey, ore: int) -> MappedCell | None:
        account_sum = self._result_sums[key.account]
        line = self._line(key, account_sum)
        if line is None:
            return None
        row = self._note_row(key, line, ore)
        measure = self._measure(key, ore) if line in COST_LINES else ""
        block = None if measure else _block_of(row, line)
        if line in COST_LINES and not measure:
            self._check_unclaimed_cost(key, ore, block)
        name = self._name(key.account)
        return MappedCell(
            key=key,
            name=name,
            amount_ore=ore,
            line=line,
            note_row=row.name if row else "",
            block=block,
            measure=measure,
            income_source=self._source(key, ore) if line is Line.OPERATING_INCOME else "",
            is_disposal=line in RESULT_LINES and self.chart.is_disposal(key.account, name),
        )

    def lines_of_all_accounts(self) -> dict[str, Line]:
        """The line of every account that has a balance or moves, cost centres and projects left aside."""
        accounts = {*self.books.opening, *self.books.closing, *self._result_sums}
        for movement in self.books.movements:
            accounts.update(movement)
        lines = {}
        for account in accounts:
            targets = self.chart.lines_of(CellKey(account))
            if targets:
                lines[account] = targets[0].line
        return lines

    def _line(self, key: CellKey, ore: int) -> Line | None:
        if not ore:
            targets = self.chart.lines_of(key)
            return targets[0].line if targets else None
        target = self._choose(self.chart.lines_of(key), key, ore, lambda each: LABELS[each.line])
        if target is None:
            self._tell(
                ProblemSeverity.ERROR,
                "KP-OMAPPAT",
                f"{self._described(key, ore)} hör inte till någon rad i resultat- eller balansräkningen. Lägg till en "
                "rad under [[kontoplan.rad]] i forbund.toml.",
            )
            return None
        line = target.if_credit if target.if_credit and ore < 0 else target.line
        return self._checked_side(key, ore, line)

    def _checked_side(self, key: CellKey, ore: int, line: Line) -> Line | None:
        is_result_line = line in RESULT_LINES or line is Line.CLOSING
        if is_result_line == is_balance_class(key.account):
            self._tell(
                ProblemSeverity.ERROR,
                "KP-FEL-SIDA",
                f"{self._described(key, ore)} är mappat till ”{LABELS[line]}”, men balanskonton (1–2) och "
                "resultatkonton (3–8) kan inte byta plats. Rätta raden i forbund.toml.",
            )
            return None
        reason = self.chart.doubt_of(key.account)
        if reason:
            self._tell(
                ProblemSeverity.WARNING,
                "KP-TVEKSAM",
                f"{self._described(key, ore)} ligger på ”{LABELS[line]}”, men {reason}. Kontrollera kontot.",
            )
        return line

    def _note_row(self, key: CellKey, line: Line, ore: int) -> NoteTarget | None:
        return self._choose(self.chart.note_rows_of(key, line), key, ore, lambda each: f"not: {each.name}")

    def _source(self, key: CellKey, ore: int) -> str:
        source: IncomeSource | None = self._choose(
            self.chart.sources_of(key.account), key, ore, lambda each: each.row_name
        )
        if source is None and self.chart.sources and ore:
            self._tell(
                ProblemSeverity.WARNING,
                "KP-UTAN-KALLA",
                f"{self._described(CellKey(key.account), self._result_sums[key.account])} hör inte till någon "
                "intäktskälla. Beloppet får en egen rad; lägg kontot under en [[intaktskalla]] i forbund.toml.",
            )
        return source.id if source else ""

    def _measure(self, key: CellKey, ore: int) -> str:
        measure: Measure | None = self._choose(self.chart.measures_of(key), key, ore, lambda each: each.name)
        if key.project and not self.chart.knows_project(key.project):
            on_project = sum(sum_ for other, sum_ in self.books.results.items() if other.project == key.project)
            self._tell(
                ProblemSeverity.ERROR,
                "KP-PROJEKT",
                f"Projekt {key.project} finns i bokföringen {self.books.year} ({format_exact(on_project)} kronor) men "
                "inte hos någon insats. Skriv koden under projekt hos rätt insats i insatser.toml.",
            )
        return measure.id if measure else ""

    def _check_unclaimed_cost(self, key: CellKey, ore: int, block: Block | None) -> None:
        if not ore:
            return
        if block is None:
            self._tell(
                ProblemSeverity.ERROR,
                "KP-UTAN-BLOCK",
                f"{self._described(key, ore)} är en kostnad utan insats och utan block. Ge kontots notrad ett block "
                "(styrelse, administration, revision eller insatser) i forbund.toml.",
            )
        elif block is Block.MEASURES and (not key.project or self.chart.knows_project(key.project)):
            self._tell(  # of a project that no measure claims KP-PROJEKT has told
                ProblemSeverity.WARNING,
                "KP-UTAN-INSATS",
                f"{self._described(key, ore)} är en kostnad för insatser men hör inte till någon insats. Den visas på "
                "en egen rad. Bokför den på ett projekt eller skriv kontot hos en insats i insatser.toml.",
            )

    def _choose(
        self, choices: Sequence[ChoiceT], key: CellKey, ore: int, label: Callable[[ChoiceT], str]
    ) -> ChoiceT | None:
        if len(choices) > 1 and ore:
            names = " och ".join(f"”{label(choice)}”" for choice in choices)
            self._tell(
                ProblemSeverity.ERROR,
                "KP-DUBBEL",
                f"{self._described(key, ore)} hör till flera: {names}. Ändra i forbund.toml eller insatser.toml så "
                "att bara en av dem gäller kontot.",
            )
        return choices[0] if choices else None

    def _name(self, account: str) -> str:
        return self.books.names.get(account, "")

    def _described(self, key: CellKey, ore: int) -> str:
        parts = [f"Konto {key.account} {self._name(key.account)}".rstrip()]
        if key.cost_centre:
            parts.append(f"kostnadsställe {key.cost_centre}")
        if key.project:
            parts.append(f"projekt {key.project}")
        return f"{', '.join(parts)} ({format_exact(ore)} kronor {self.books.year})"

    def _tell(self, severity: ProblemSeverity, code: str, message: str) -> None:
        if message not in self._told:
            self._told.add(message)
            self.problems.append(Problem(severity, code, message))


def _block_of(row: NoteTarget | None, line: Line) -> Block | None:
    """The block of a cost that no measure claims. Depreciation without a rule of its own is the office's."""
    if row is not None and row.block is not None:
        return row.block
    return Block.ADMINISTRATION if line is Line.DEPRECIATION else None
