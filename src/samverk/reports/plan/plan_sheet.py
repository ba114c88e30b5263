"""The sheet of the plan itself: lines, sums, funds, room to grant and ceilings, one column per year."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

from xlsxwriter.utility import xl_rowcol_to_cell

from samverk.core.association_kinds import IncomeKind
from samverk.core.document.tree import RowRole
from samverk.core.money import DASH, MINUS, MoneyUnit
from samverk.core.organisation import CeilingBase, SavedFundsCeiling
from samverk.core.planning.ceilings import ceiling_rooms, ceiling_words
from samverk.core.planning.plan import LineSide, Plan, PlanRow, plan_rows
from samverk.core.planning.room import room_to_grant
from samverk.core.planning.scenario import SUMS
from samverk.formats.grid.write import BINDING_YEAR, FLOOR, HEADING, ID_HEADING, OPENING, ROOM, SIDE_HEADINGS
from samverk.reports.render.xlsx_formats import WHOLE, Formats, write_number, write_text

LABEL_WIDTH, AMOUNT_WIDTH, ID_WIDTH = 48, 15, 24  # characters
HEADING_ROW = 4
_YEAR = "0"
_DECIMALS = {MoneyUnit.KR: 2, MoneyUnit.TKR: 5, MoneyUnit.MNKR: 8}  # of a unit that is whole öre


def in_unit(ore: int, unit: MoneyUnit) -> Decimal:
    """An amount in öre as a number of `unit`, exactly."""
    return Decimal(ore) / unit.ore


def amount_format(ore: int, unit: MoneyUnit, most_decimals: int = 8) -> str:
    """A number format that shows the amount with the decimals it needs, at most so many.

    What a spreadsheet copies is what it shows, so an entered amount is always shown to the öre.
    """
    needed = next(places for places in range(_DECIMALS[unit] + 1) if not ore * 10**places % unit.ore)
    places = min(needed, most_decimals)
    digits = f"#,##0.{'0' * places}"
    return f'{digits};"{MINUS}"{digits}' if places else WHOLE


def write_amount(
    sheet: Any, formats: Formats, at: tuple[int, int], ore: int | None, unit: MoneyUnit, role: RowRole = RowRole.ITEM
) -> None:
    """An amount as a number; nothing planned as a dash."""
    if ore is None:
        write_text(sheet, *at, DASH, formats.cell(role, align="right"))
    else:
        write_number(sheet, *at, in_unit(ore, unit), formats.cell(role, num_format=amount_format(ore, unit)))


def write_sum(
    sheet: Any, formats: Formats, at: tuple[int, int], formula: str, ore: int, unit: MoneyUnit, role: RowRole
) -> None:
    """A formula with the value it has now."""
    form = formats.cell(role, num_format=amount_format(ore, unit, 1))
    sheet.write_formula(*at, f"={formula}", form, float(in_unit(ore, unit)))


class PlanSheet:
    """Writes one plan on one sheet. Rows and columns count from 0; the first year stands in column 1."""

    def __init__(self, sheet: Any, formats: Formats, plan: Plan, unit: MoneyUnit) -> None:
        self.sheet, self.formats, self.plan, self.unit = sheet, formats, plan, unit
        self.row = HEADING_ROW + 1
        self.rows_of: dict[LineSide, list[int]] = {side: [] for side in LineSide}
        self.row_of: dict[str, int] = {}
        self.sum_row: dict[str, int] = {}
        self.id_column = len(plan.years) + 1

    def write(self, association: str, note: str, floor_ore: int, ceilings: Sequence[SavedFundsCeiling]) -> None:
        """Everything, from the title to the last ceiling."""
        self._title(association, note)
        for side in LineSide:
            self._lines(side)
        self._funds()
        self._room(floor_ore)
        self._ceilings(ceilings)
        self.sheet.freeze_panes(HEADING_ROW + 1, 1)
        self.sheet.repeat_rows(HEADING_ROW)

    def _title(self, association: str, note: str) -> None:
        self.sheet.set_column(0, 0, LABEL_WIDTH)
        self.sheet.set_column(1, len(self.plan.years), AMOUNT_WIDTH)
        self.sheet.set_column(self.id_column, self.id_column, ID_WIDTH)
        write_text(self.sheet, 0, 0, association, self.formats.get(bold=True, font_color=self.formats.accent))
        write_text(self.sheet, 1, 0, self.plan.name or "Flerårsplan", self.formats.title())
        write_text(self.sheet, 2, 0, note, self.formats.quiet())
        write_text(self.sheet, HEADING_ROW, 0, f"{HEADING} ({self.unit.value})", self.formats.column_heading())
        for column, year in enumerate(self.plan.years, 1):
            heading = self.formats.get(bold=True, align="right", num_format=_YEAR, bottom=1)
            self.sheet.write_number(HEADING_ROW, column, year, heading)
        write_text(self.sheet, HEADING_ROW, self.id_column, ID_HEADING, self.formats.column_heading())

    def _lines(self, side: LineSide) -> None:
        write_text(self.sheet, self.row, 0, SIDE_HEADINGS[side], self.formats.cell(RowRole.HEADING))
        self.row += 1
        rows = [row for row in plan_rows(self.plan) if row.line.side is side]
        open_rows: list[tuple[PlanRow, int]] = []
        for row in rows:
            open_rows = self._close(open_rows, row.level, side)
            self._line(row)
            if row.has_children:
                open_rows.append((row, self.row - 1))
        self._close(open_rows, 0, side)
        stem = "summa_intakter" if side is LineSide.INCOME else "summa_kostnader"
        ranges = self.rows_of[side]
        self._formula_row(
            SUMS[stem], stem, RowRole.SUBTOTAL, lambda column: self._sum(ranges, column), self._sums_of(side)
        )

    def _close(self, open_rows: list[tuple[PlanRow, int]], level: int, side: LineSide) -> list[tuple[PlanRow, int]]:
        """The sum row of every umbrella project that ends before a row of `level`; those still open are given back."""
        left = [(row, place) for row, place in open_rows if row.level < level]
        for row, place in reversed(open_rows):
            if row.level >= level:
                under = [each for each in self.rows_of[side] if each >= place]
                amounts = [amount or 0 for amount in row.sums]
                label = f"Summa {row.line.label}"
                self._formula_row(
                    label,
                    f"summa.{row.line.id}",
                    RowRole.SUBTOTAL,
                    lambda column, under=under: self._sum(under, column),  # type: ignore[misc]
                    amounts,
                    row.level,
                )
        return left

    def _line(self, row: PlanRow) -> None:
        form = self.formats.cell(RowRole.ITEM, indent=row.level, text_wrap=True)
        write_text(self.sheet, self.row, 0, row.line.label, form)
        for column, ore in enumerate(row.line.amounts, 1):
            write_amount(self.sheet, self.formats, (self.row, column), ore, self.unit)
        write_text(self.sheet, self.row, self.id_column, row.line.id, self.formats.quiet())
        self.rows_of[row.line.side].append(self.row)
        self.row_of[row.line.id] = self.row
        self.row += 1

    def _funds(self) -> None:
        totals = self.plan.totals
        income, costs = self.sum_row["summa_intakter"], self.sum_row["summa_kostnader"]
        self._formula_row(
            SUMS["resultat"],
            "resultat",
            RowRole.TOTAL,
            lambda column: f"{_cell(income, column)}-{_cell(costs, column)}",
            [each.result_ore for each in totals],
        )
        opening, closing, result = self.row, self.row + 1, self.sum_row["resultat"]
        self._formula_row(
            OPENING, "opening", RowRole.ITEM, lambda column: _cell(closing, column - 1), [t.opening_ore for t in totals]
        )
        write_amount(self.sheet, self.formats, (opening, 1), totals[0].opening_ore, self.unit)
        self._formula_row(
            SUMS["medel_till_forfogande"],
            "closing",
            RowRole.TOTAL,
            lambda column: f"{_cell(opening, column)}+{_cell(result, column)}",
            [each.closing_ore for each in totals],
        )

    def _room(self, floor_ore: int) -> None:
        self.row += 1
        rooms = room_to_grant(self.plan, floor_ore)
        last, closing, floor = len(self.plan.years), self.sum_row["closing"], self.row
        write_text(self.sheet, floor, 0, FLOOR, self.formats.cell(RowRole.ITEM))
        write_amount(self.sheet, self.formats, (floor, 1), floor_ore, self.unit)
        self.row += 1

        def later(column: int) -> str:
            return f"{_cell(closing, column)}:{_cell(closing, last)}"

        self._formula_row(
            ROOM,
            "room",
            RowRole.TOTAL,
            lambda column: f"MIN({later(column)})-$B${floor + 1}",
            [room.room_ore for room in rooms],
        )
        write_text(self.sheet, self.row, 0, BINDING_YEAR, self.formats.cell(RowRole.ITEM))
        for column, room in enumerate(rooms, 1):
            years = f"{_cell(HEADING_ROW, column)}:{_cell(HEADING_ROW, last)}"
            formula = f"=INDEX({years},MATCH(MIN({later(column)}),{later(column)},0))"
            form = self.formats.cell(RowRole.ITEM, num_format=_YEAR)
            self.sheet.write_formula(self.row, column, formula, form, room.binding_year)
        self.row += 1

    def _ceilings(self, ceilings: Sequence[SavedFundsCeiling]) -> None:
        self.row += 1 if ceilings else 0
        closing, digits = self.sum_row["closing"], _DECIMALS[self.unit]
        for ceiling in ceilings:
            words = ceiling_words(ceiling)
            rooms = ceiling_rooms(self.plan, (ceiling,))
            share = f"{ceiling.share.numerator}/{ceiling.share.denominator}"
            base = self._base(ceiling.base)
            allowed = self.row
            self._formula_row(
                f"Tak: {words}",
                f"tak.{allowed}",
                RowRole.MEMO,
                lambda column, base=base, share=share: f"ROUND({share}*{base(column)},{digits})",  # type: ignore[misc]
                [room.allowed_ore for room in rooms],
            )
            self._formula_row(
                f"Utrymme under taket {words}",
                f"under.{allowed}",
                RowRole.MEMO,
                lambda column, allowed=allowed: f"{_cell(allowed, column)}-{_cell(closing, column)}",  # type: ignore[misc]
                [room.room_ore for room in rooms],
            )

    def _base(self, base: CeilingBase) -> Callable[[int], str]:
        """The formula of a ceiling's base by column."""
        if base is CeilingBase.TOTAL_COST:
            return lambda column: _cell(self.sum_row["summa_kostnader"], column)
        members = [self.row_of[line.id] for line in self.plan.lines if line.kind is IncomeKind.MEMBER]
        return lambda column: self._sum(members, column)

    def _sums_of(self, side: LineSide) -> list[int]:
        return [self.plan.sum_of(year, side) for year in self.plan.years]

    def _sum(self, rows: Sequence[int], column: int) -> str:
        """A SUM over these rows, neighbours written as ranges; 0 for no row."""
        runs: list[list[int]] = []
        for row in sorted(rows):
            if runs and row == runs[-1][1] + 1:
                runs[-1][1] = row
            else:
                runs.append([row, row])
        parts = [f"{_cell(first, column)}:{_cell(last, column)}" for first, last in runs]
        return f"SUM({','.join(parts)})" if parts else "0"

    def _formula_row(
        self,
        label: str,
        key: str,
        role: RowRole,
        formula: Callable[[int], str],
        amounts: Sequence[int],
        indent: int = 0,
    ) -> None:
        write_text(self.sheet, self.row, 0, label, self.formats.cell(role, indent=indent))
        for column, ore in enumerate(amounts, 1):
            write_sum(self.sheet, self.formats, (self.row, column), formula(column), ore, self.unit, role)
        self.sum_row[key] = self.row
        self.row += 1


def _cell(row: int, column: int) -> str:
    return str(xl_rowcol_to_cell(row, column))
