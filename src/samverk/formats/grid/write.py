"""A plan as text with tabs, to paste into a spreadsheet; `propose_changes` reads it back without a change."""

from __future__ import annotations

from decimal import Decimal

from samverk.core.money import DASH, MINUS, MoneyUnit
from samverk.core.planning.plan import LineSide, Plan, PlanLine
from samverk.core.planning.scenario import SUMS
from samverk.formats.grid.cells import neutral_text

HEADING = "Rad"
ID_HEADING = "Id"
OPENING = "Medel vid årets början"
FLOOR = "Golv som styrelsen har valt"
ROOM = "Utrymme för nya insatser"
BINDING_YEAR = "Året som avgör"
SIDE_HEADINGS = {LineSide.INCOME: "Intäkter", LineSide.COST: "Kostnader"}


def written_amount(ore: int | None, unit: MoneyUnit) -> str:
    """An amount as a Swedish spreadsheet reads it: exact, decimal comma, no blanks between thousands; – for nothing."""
    if ore is None:
        return DASH
    number = f"{abs(Decimal(ore) / unit.ore):f}".replace(".", ",")
    return f"{MINUS if ore < 0 else ''}{number}"


def grid_text(plan: Plan, unit: MoneyUnit = MoneyUnit.TKR) -> str:
    """The plan with one row per line, headings, sums and the id of each line last. Text is never a formula."""
    rows = [[f"{HEADING} ({unit.value})", *map(str, plan.years), ID_HEADING]]
    for side, heading in SIDE_HEADINGS.items():
        rows.append([heading])
        rows += [_line(line, unit) for line in plan.lines if line.side is side]
        rows.append([_sum_name(side), *(written_amount(plan.sum_of(year, side), unit) for year in plan.years)])
    totals = plan.totals
    rows.append([SUMS["resultat"], *(written_amount(each.result_ore, unit) for each in totals)])
    rows.append([OPENING, *(written_amount(each.opening_ore, unit) for each in totals)])
    rows.append([SUMS["medel_till_forfogande"], *(written_amount(each.closing_ore, unit) for each in totals)])
    return "".join("\t".join(row) + "\r\n" for row in rows)


def _line(line: PlanLine, unit: MoneyUnit) -> list[str]:
    return [neutral_text(line.label), *(written_amount(ore, unit) for ore in line.amounts), neutral_text(line.id)]


def _sum_name(side: LineSide) -> str:
    return SUMS["summa_intakter" if side is LineSide.INCOME else "summa_kostnader"]
