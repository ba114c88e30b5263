"""Pasted cells as proposed changes of a plan: every row is matched, passed over with a reason, or told as a problem.

Nothing is changed here. A blank cell leaves the amount as it is, 0 is zero, a dash is "nothing planned". Rows are
matched by id, then by name and alias, whatever the case and punctuation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from samverk.core.money import MoneyUnit, format_amount
from samverk.core.planning.plan import LineSide, Plan, PlanLine, with_amounts
from samverk.core.planning.scenario import SUMS
from samverk.core.problems import Problem, ProblemSeverity
from samverk.core.words import fold
from samverk.formats.grid.cells import (
    MOST_COLUMNS,
    MOST_LETTERS,
    MOST_ROWS,
    PastedRow,
    is_formula,
    read_amount,
    read_cells,
    without_quote,
)
from samverk.formats.grid.write import BINDING_YEAR, FLOOR, OPENING, ROOM

_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
_UNIT = re.compile(r"\b(mnkr|tkr|kr)\b", re.IGNORECASE)
_SIDES = {"intakter": LineSide.INCOME, "tillgangar": LineSide.INCOME, "kostnader": LineSide.COST}
_DIGIT = re.compile(r"\d")
_SUM_WORDS = (
    *(fold(name) for name in (*SUMS.values(), OPENING, FLOOR, ROOM, BINDING_YEAR)),
    *("summa", "resultat", "nettokostnad", "utrymme", "tak", "tillgangliga medel", "sparade medel", "ingaende medel"),
)


@dataclass(frozen=True, slots=True)
class PastedChange:
    """A proposed change of one amount, öre; None is nothing planned. `row` is the pasted row."""

    line_id: str
    label: str
    year: int
    old_ore: int | None
    new_ore: int | None
    row: int


@dataclass(frozen=True, slots=True)
class PasteProposal:
    """What a paste would do. `matched` and `passed` are row numbers; a row in neither has a problem.

    Problems: PK-FOR-STOR (refused), PK-KOLUMNER, PK-AR, PK-RAD, PK-TVETYDIG, PK-DUBBEL, PK-BELOPP, PK-TECKEN,
    PK-OVRIGT, PK-SUMMA. `unit` is the one the amounts were read in.
    """

    changes: tuple[PastedChange, ...]
    problems: tuple[Problem, ...]
    matched: tuple[int, ...]
    passed: tuple[int, ...]
    unit: MoneyUnit


def apply_changes(plan: Plan, changes: Sequence[PastedChange]) -> Plan:
    """The plan with these changes made."""
    return with_amounts(plan, {(change.line_id, change.year): change.new_ore for change in changes})


def propose_changes(plan: Plan, text: str, unit: MoneyUnit = MoneyUnit.TKR) -> PasteProposal:
    """Read pasted text against `plan`. Never raises; `unit` counts unless the heading row names another.

    With a heading of years each column goes to its year; without one there must be as many columns of amounts as the
    plan has years.
    """
    rows = read_cells(text[: MOST_LETTERS + 1])
    if len(text) > MOST_LETTERS or len(rows) > MOST_ROWS or any(len(row.cells) > MOST_COLUMNS for row in rows):
        problem = Problem(
            ProblemSeverity.REFUSE,
            "PK-FOR-STOR",
            f"Det inklistrade är för stort: högst {MOST_ROWS} rader och {MOST_COLUMNS} kolumner går bra. Klistra in en "
            "del i taget.",
        )
        return PasteProposal((), (problem,), (), (), unit)
    return _Reader(plan, rows, unit).proposal()


class _Reader:
    """Reads the rows of one paste."""

    def __init__(self, plan: Plan, rows: Sequence[PastedRow], unit: MoneyUnit) -> None:
        self.plan, self.rows = plan, rows
        self.problems: list[Problem] = []
        self.matched: dict[str, int] = {}
        self.passed: list[int] = []
        self.amounts: dict[tuple[str, int], tuple[int | None, int]] = {}
        self.sums: dict[tuple[LineSide, int], tuple[int, int, int]] = {}
        self.side: LineSide | None = None
        self.heading = next((row for row in rows if self._is_heading(row)), None)
        named = _UNIT.search(" ".join(self.heading.cells)) if self.heading else None
        self.unit = MoneyUnit(named[1].lower()) if named else unit
        self.columns = self._year_columns()

    def proposal(self) -> PasteProposal:
        for row in self.rows:
            self._row(row)
        self._turn_signs()
        changes = tuple(self._changes())
        self._compare_sums(apply_changes(self.plan, changes))
        return PasteProposal(changes, tuple(self.problems), tuple(self.matched.values()), tuple(self.passed), self.unit)

    # ── columns ───────────────────────────────────────────────────────────────────────────────────────────────────

    def _is_heading(self, row: PastedRow) -> bool:
        """True for a row of years whose first cell is no line of the plan."""
        later = [cell for cell in row.cells[1:] if cell]
        if self._candidates(row) or self._is_sum(fold(self._label(row))):
            return False
        years = [self._year_of(cell) for cell in later]
        return any(years) and not any(_DIGIT.search(cell) for cell, year in zip(later, years, strict=True) if not year)

    def _year_of(self, cell: str) -> int | None:
        found = _YEAR.findall(cell)
        return int(found[0]) if len(found) == 1 else None

    def _year_columns(self) -> dict[int, int]:
        """Column → year of the plan."""
        if self.heading is None:
            return self._columns_by_place()
        found: dict[int, list[int]] = {}
        for column, cell in enumerate(self.heading.cells):
            year = self._year_of(cell) if column else None
            if year is not None:
                found.setdefault(year, []).append(column)
        columns: dict[int, int] = {}
        for year, places in found.items():
            if year not in self.plan.years:
                self._tell(
                    "PK-AR", f"Kolumnen {year} finns inte i planen och läses inte. Planen har {self._years()}.", "note"
                )
            elif len(places) > 1:
                self._tell("PK-AR", f"{year} finns i {len(places)} kolumner. Klistra in en kolumn för varje år.")
            else:
                columns[places[0]] = year
        return columns

    def _columns_by_place(self) -> dict[int, int]:
        """Without years above: the columns of the rows that are lines, in order, when they are as many as the years."""
        lines = [row for row in self.rows if len(self._candidates(row)) == 1]
        used = sorted({column for row in lines for column, _ in self._amount_cells(row)})
        if len(used) == len(self.plan.years):
            return dict(zip(used, self.plan.years, strict=True))
        if lines:
            self._tell(
                "PK-KOLUMNER",
                f"Raderna har {len(used)} kolumner med belopp men planen har {len(self.plan.years)} år "
                f"({self._years()}). Ta med raden med år överst.",
            )
        return {}

    def _amount_cells(self, row: PastedRow) -> Iterator[tuple[int, str]]:
        """Cells after the label that are neither blank nor the line's id."""
        ids = {line.id for line in self._candidates(row)}
        label = self._label_column(row)
        for column, cell in enumerate(row.cells):
            if column != label and cell and without_quote(cell) not in ids:
                yield column, cell

    def _years(self) -> str:
        return f"{self.plan.years[0]}–{self.plan.years[-1]}"

    # ── rows ──────────────────────────────────────────────────────────────────────────────────────────────────────

    def _label_column(self, row: PastedRow) -> int:
        return next((column for column, cell in enumerate(row.cells) if cell), 0)

    def _label(self, row: PastedRow) -> str:
        return without_quote(row.cells[self._label_column(row)]) if row.cells else ""

    def _candidates(self, row: PastedRow) -> list[PlanLine]:
        """The lines that the row may be: by an id in any cell, else by its label."""
        cells = {without_quote(cell) for cell in row.cells}
        by_id = [line for line in self.plan.lines if line.id in cells]
        if len(by_id) > 1:  # a name may look like another line's id
            named = [line for line in by_id if without_quote(row.cells[-1]) == line.id]
            by_id = named or by_id
        if by_id:
            return by_id
        label = self._label(row)
        exact = [line for line in self.plan.lines if label == line.label]
        wanted = fold(label)
        loose = [
            line
            for line in self.plan.lines
            if wanted and wanted in {fold(name) for name in (line.label, line.id, *line.aliases)}
        ]
        return exact if len(exact) == 1 else loose

    def _row(self, row: PastedRow) -> None:
        label = self._label(row)
        found = self._candidates(row)
        if len(found) > 1 and self.side is not None:
            found = [line for line in found if line.side is self.side] or found
        if row.is_empty or row is self.heading:
            self.passed.append(row.number)
        elif len(found) == 1:
            self._line(row, found[0])
        elif len(found) > 1:
            names = ", ".join(f"{line.label} ({line.id})" for line in found)
            self._tell(
                "PK-TVETYDIG", f"”{label[:60]}” kan vara flera rader: {names}. Skriv radens id i en cell.", row=row
            )
        elif self._is_apart(row, label):
            self.passed.append(row.number)
        else:
            self._tell(
                "PK-RAD",
                f"”{label[:60]}” är ingen rad i planen. Lägg till raden först eller skriv namnet som i planen.",
                row=row,
            )

    def _is_apart(self, row: PastedRow, label: str) -> bool:
        """True for headings, sums and opening funds: they are reckoned, not entered."""
        words = fold(label)
        has_amounts = any(True for _ in self._amount_cells(row))
        if words in _SIDES and not has_amounts:
            self.side = _SIDES[words]
            return True
        if self._is_sum(words):
            self._note_sum(row, words)
            return True
        return not has_amounts and not is_formula(label)

    def _is_sum(self, words: str) -> bool:
        return any(words == name or words.startswith(f"{name} ") for name in _SUM_WORDS)

    def _line(self, row: PastedRow, line: PlanLine) -> None:
        if line.id in self.matched:
            self._tell(
                "PK-DUBBEL",
                f"{line.label} finns redan på rad {self.matched[line.id]}. Den här raden läses inte; klistra in varje "
                "rad en gång.",
                row=row,
            )
            return
        self.matched[line.id] = row.number
        for column, cell in self._amount_cells(row):
            year = self.columns.get(column)
            if year is None:
                if self.columns and column not in self._heading_columns():
                    self._tell(
                        "PK-OVRIGT",
                        f"{line.label}: ”{cell[:40]}” står i en kolumn utan år och läses inte.",
                        "note",
                        row,
                    )
                continue
            read = read_amount(cell, self.unit)
            if read.problem:
                self._tell("PK-BELOPP", f"{line.label}, {year}: {read.problem}", row=row)
            else:
                self.amounts[line.id, year] = (read.ore, row.number)

    def _heading_columns(self) -> set[int]:
        """Columns whose heading says what they are; what is in them has been told once."""
        cells = self.heading.cells if self.heading else ()
        return {column for column, cell in enumerate(cells) if cell}

    # ── amounts ───────────────────────────────────────────────────────────────────────────────────────────────────

    def _turn_signs(self) -> None:
        """Costs that are all written with minus are costs without; a few among others are told."""
        costs = {line.id for line in self.plan.lines if line.side is LineSide.COST}
        stated = {key: ore for key, (ore, _) in self.amounts.items() if key[0] in costs and ore}
        minus = [key for key, ore in stated.items() if ore < 0 and ore != self.plan.amount(*key)]
        if minus and len(stated) > 1 and all(ore < 0 for ore in stated.values()):
            for key in stated:
                ore, row = self.amounts[key]
                self.amounts[key] = (-(ore or 0), row)
            self._tell("PK-TECKEN", "Alla kostnader hade minus framför. De är lästa som kostnader utan minus.", "note")
            return
        for line_id, year in minus:
            found = self.plan.find(line_id)
            label = found.label if found else line_id
            self._tell(
                "PK-TECKEN",
                f"{label}, {year}: minus framför en kostnad gör kostnaderna mindre. Ta bort minus om det inte är "
                "meningen.",
                "warning",
            )

    def _changes(self) -> Iterator[PastedChange]:
        for line in self.plan.lines:
            for year in self.plan.years:
                if (line.id, year) in self.amounts:
                    new, row = self.amounts[line.id, year]
                    old = self.plan.amount(line.id, year)
                    if new != old:
                        yield PastedChange(line.id, line.label, year, old, new, row)

    def _note_sum(self, row: PastedRow, words: str) -> None:
        """Remember a pasted sum of income or costs, to be compared with what the lines give."""
        side = {fold(SUMS["summa_intakter"]): LineSide.INCOME, fold(SUMS["summa_kostnader"]): LineSide.COST}.get(words)
        for column, cell in self._amount_cells(row):
            year = self.columns.get(column)
            read = read_amount(cell, self.unit)
            if side is not None and year is not None and read.ore is not None:
                self.sums[side, year] = (read.ore, read.step_ore, row.number)

    def _compare_sums(self, made: Plan) -> None:
        for (side, year), (pasted, step, row) in self.sums.items():
            given = made.sum_of(year, side)
            if 2 * abs(abs(pasted) - abs(given)) > step:  # more than rounding
                name = SUMS["summa_intakter" if side is LineSide.INCOME else "summa_kostnader"]
                shown, own = (format_amount(ore, self.unit, 2 if ore % self.unit.ore else 0) for ore in (pasted, given))
                message = f"{name} {year} är {shown} {self.unit.value} i det inklistrade, men planens rader ger {own}."
                note = f"{message} Se efter om en rad saknas; summan räknas alltid ur raderna."
                self.problems.append(Problem(ProblemSeverity.WARNING, "PK-SUMMA", note, line=row))

    def _tell(self, code: str, message: str, severity: str = "error", row: PastedRow | None = None) -> None:
        self.problems.append(Problem(ProblemSeverity(severity), code, message, line=row.number if row else None))
