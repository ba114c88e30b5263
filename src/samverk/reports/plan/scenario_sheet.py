"""The sheet of a scenario: plan, scenario and difference for every line and year, and what it does to the funds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from xlsxwriter.utility import xl_rowcol_to_cell

from samverk.core.document.tree import RowRole
from samverk.core.money import MoneyUnit
from samverk.core.planning.plan import LineSide, Plan
from samverk.core.planning.scenario import SUMS, LineDifference, Scenario, compare, in_scenario
from samverk.formats.grid.write import HEADING
from samverk.reports.plan.plan_sheet import AMOUNT_WIDTH, LABEL_WIDTH, in_unit, write_amount, write_sum
from samverk.reports.render.xlsx_formats import Formats, write_text

_HEADING_ROW = 3
_COLUMNS = ("plan", "scenario", "skillnad")


def write_scenario(sheet: Any, formats: Formats, plan: Plan, scenario: Scenario, unit: MoneyUnit) -> None:
    """Every line of the plan and its sums, three columns a year; the difference is a formula."""
    differences = compare(plan, in_scenario(plan, scenario))
    sheet.set_column(0, 0, LABEL_WIDTH)
    sheet.set_column(1, len(_COLUMNS) * len(plan.years), AMOUNT_WIDTH)
    write_text(sheet, 0, 0, scenario.name, formats.title())
    last = [each for each in differences if each.line_id == "medel_till_forfogande"][-1]
    write_text(sheet, 1, 0, f"Medel vid slutet av {last.year}: {last.words('planen')}.", formats.quiet())
    write_text(sheet, _HEADING_ROW, 0, f"{HEADING} ({unit.value})", formats.column_heading())
    headings = [f"{year} {name}" for year in plan.years for name in _COLUMNS]
    for column, words in enumerate(headings, 1):
        write_text(sheet, _HEADING_ROW, column, words, formats.column_heading("right"))
    sheet.freeze_panes(_HEADING_ROW + 1, 1)
    sheet.repeat_rows(_HEADING_ROW)
    _ScenarioRows(sheet, formats, unit, differences).write((plan, in_scenario(plan, scenario)))


class _ScenarioRows:
    """Writes the rows below the headings, lines first and then the sums over them."""

    def __init__(self, sheet: Any, formats: Formats, unit: MoneyUnit, differences: Sequence[LineDifference]) -> None:
        self.sheet, self.formats, self.unit = sheet, formats, unit
        self.years: dict[str, list[LineDifference]] = {}
        for each in sorted(
            differences,
            key=lambda each: (each.line_id in SUMS, each.line_id not in SUMS and each.side is LineSide.COST),
        ):
            self.years.setdefault(each.line_id, []).append(each)
        self.row_of = {name: row for row, name in enumerate(self.years, _HEADING_ROW + 1)}

    def write(self, plans: Sequence[Plan]) -> None:
        """`plans` are the plan and the plan in the scenario."""
        for name, row in self.row_of.items():
            role = RowRole.TOTAL if name in SUMS else RowRole.ITEM
            write_text(self.sheet, row, 0, self.years[name][0].label, self.formats.cell(role, text_wrap=True))
            for place, each in enumerate(self.years[name]):
                for step, ore in enumerate((each.first_ore, each.second_ore)):
                    column = 1 + place * len(_COLUMNS) + step
                    if name in SUMS:
                        formula = self._sum(name, column, f"{in_unit(plans[step].opening_ore, self.unit):f}")
                        write_sum(self.sheet, self.formats, (row, column), formula, ore or 0, self.unit, role)
                    else:
                        write_amount(self.sheet, self.formats, (row, column), ore, self.unit, role)
                self._difference(row, 1 + place * len(_COLUMNS), each.difference_ore, role)

    def _difference(self, row: int, column: int, ore: int, role: RowRole) -> None:
        first, second = (xl_rowcol_to_cell(row, column + step) for step in (0, 1))
        at = (row, column + 2)
        write_sum(self.sheet, self.formats, at, f"SUM({second})-SUM({first})", ore, self.unit, role)

    def _sum(self, name: str, column: int, opening: str) -> str:
        """The formula of a sum; funds begin with the opening funds and go on from the year before."""
        if name == "resultat":
            return f"{self._cell('summa_intakter', column)}-{self._cell('summa_kostnader', column)}"
        if name == "medel_till_forfogande":
            before = column - len(_COLUMNS)
            start = self._cell(name, before) if before > 0 else opening
            return f"{start}+{self._cell('resultat', column)}"
        side = LineSide.INCOME if name == "summa_intakter" else LineSide.COST
        rows = [self.row_of[line] for line, own in self.years.items() if line not in SUMS and own[0].side is side]
        if not rows:
            return "0"
        return f"SUM({xl_rowcol_to_cell(min(rows), column)}:{xl_rowcol_to_cell(max(rows), column)})"

    def _cell(self, name: str, column: int) -> str:
        return str(xl_rowcol_to_cell(self.row_of[name], column))
