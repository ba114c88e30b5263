"""The workbook of a plan, read as a stranger would: numbers, formulas that agree with their values, text as text."""

import ast
import io
import re
from datetime import date
from fractions import Fraction

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samverk.core.money import MINUS, MoneyUnit
from samverk.core.planning.plan import with_lines
from samverk.core.planning.saved_funds import ceilings
from samverk.core.planning.scenario import Delta, Scenario, in_scenario
from samverk.formats.grid.paste import propose_changes
from samverk.reports.plan.xlsx import PLAN_SHEET, SCENARIO_SHEET, PlanWorkbook, render
from tests.factories.lund import lund_facts
from tests.factories.plans import TKR, cost, lund_plan, plans, small_plan

HALF_ESF = Scenario("Halverat ESF", (Delta("esf", share=Fraction(-1, 2)),))


def workbook(plan, **fields):
    given = {"association": "Provförbundet", "day": date(2024, 3, 1)} | fields
    data = render(PlanWorkbook(plan, **given))
    return tuple(openpyxl.load_workbook(io.BytesIO(data), data_only=values) for values in (False, True))


def labelled(sheet):
    """Label → the cells after it."""
    return {row[0]: row[1:] for row in sheet.iter_rows(values_only=True) if row[0] is not None}


class Reckoner:
    """Works the formulas of a sheet out from its numbers alone."""

    def __init__(self, sheet):
        self.sheet = sheet
        self.known = {}

    def value(self, address):
        address = address.replace("$", "")
        if address not in self.known:
            self.known[address] = self.read(address)
        return self.known[address]

    def read(self, address):
        cell = self.sheet[address].value
        if isinstance(cell, str):
            return self.formula(cell[1:]) if cell.startswith("=") else 0
        return Fraction(str(cell)) if cell is not None else 0

    def cells(self, area):
        if ":" not in area:
            return [self.value(area)]
        return [self.value(cell.coordinate) for row in self.sheet[area] for cell in row]

    def formula(self, text):
        called = re.fullmatch(r"INDEX\((.+?),MATCH\(MIN\((.+?)\),(.+?),0\)\)", text)
        if called:
            found = self.cells(called[2])
            return self.cells(called[1])[found.index(min(found))]
        for name, work in (("SUM", sum), ("MIN", min)):
            text = re.sub(rf"{name}\(([A-Z0-9:,]+)\)", lambda m, work=work: self._called(work, m[1]), text)
        text = re.sub(r"\$?[A-Z]+\$?\d+", lambda m: f"({self.value(m[0])})", text)
        rounded = re.fullmatch(r"ROUND\((.+),(\d+)\)", text)
        worked = self.arithmetic(rounded[1] if rounded else text)
        return Fraction(round(worked * 10 ** int(rounded[2])), 10 ** int(rounded[2])) if rounded else worked

    def _called(self, work, areas):
        return f"({work([value for area in areas.split(',') for value in self.cells(area)])})"

    def arithmetic(self, text):
        def work(node):
            match node:
                case ast.Expression(body):
                    return work(body)
                case ast.Constant(value):
                    return Fraction(str(value))
                case ast.UnaryOp(ast.USub(), operand):
                    return -work(operand)
                case ast.BinOp(left, operator, right):
                    one, other = work(left), work(right)
                    return {
                        ast.Add: lambda: one + other,
                        ast.Sub: lambda: one - other,
                        ast.Mult: lambda: one * other,
                        ast.Div: lambda: one / other,
                    }[type(operator)]()
            raise AssertionError(text)

        return work(ast.parse(text, mode="eval"))


def assert_formulas_agree(formulas, values):
    for sheet in formulas.worksheets:
        reckoner = Reckoner(sheet)
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, str) and cell.data_type == "f":
                    stored = values[sheet.title][cell.coordinate].value
                    assert float(reckoner.formula(cell.value[1:])) == pytest.approx(stored, abs=1e-6), cell.coordinate


def test_lunds_plan_2024_with_room_ceilings_and_a_scenario():
    formulas, values = workbook(lund_plan(), ceilings=ceilings(lund_facts()), scenario=HALF_ESF)
    assert formulas.sheetnames == [PLAN_SHEET, SCENARIO_SHEET]
    rows = labelled(values[PLAN_SHEET])
    assert rows["Rad (tkr)"][:3] == (2024, 2025, 2026)
    assert rows["Region Skåne"][:4] == (1842.5, 1845, 1845, "region")
    assert rows["Summa IRIS"][:3] == (12_020, 12_120, 1_010)
    assert rows["Medel till förfogande"][:3] == (1_900, 858, 5_426)
    assert rows["Utrymme för nya insatser"][:3] == (858, 858, 5_426)
    assert rows["Året som avgör"][:3] == (2025, 2025, 2026)
    assert rows["Utrymme under taket 20\xa0% av medlemmarnas medel"][:3] == (-426, 618, -3_950)
    assert rows["Tak: 20\xa0% av kostnadsbudgeten"][0] == pytest.approx(2_898.4)
    live = labelled(formulas[PLAN_SHEET])
    assert live["Medel vid årets början"][1].startswith("=")
    assert all(str(cell).startswith("=") for cell in live["Summa kostnader"][:3])
    assert_formulas_agree(formulas, values)
    extra = labelled(values[SCENARIO_SHEET])
    assert extra["ESF"][:3] == (5_600, 2_800, -2_800)
    assert extra["Medel till förfogande"] == (1_900, -900, -2_800, 858, -4_742, -5_600, 5_426, -224, -5_650)
    assert "Medel vid slutet av 2026: 5\xa0650\xa0tkr sämre än planen." in extra


@settings(max_examples=20, deadline=None)
@given(plans())
def test_every_formula_agrees_with_its_value_and_with_the_plan(plan):
    formulas, values = workbook(plan, ceilings=ceilings(lund_facts()), floor_ore=123_45, scenario=HALF_ESF)
    assert_formulas_agree(formulas, values)
    rows = labelled(values[PLAN_SHEET])
    closing = rows["Medel till förfogande"][:3]
    assert closing == pytest.approx([each.closing_ore / TKR for each in plan.totals])


def swedish(cell):
    """A cell as a Swedish spreadsheet shows and copies it: with the decimals and thousands of its format."""
    if not isinstance(cell.value, int | float):
        return cell.value or ""
    form = cell.number_format.partition(";")[0]
    shown = f"{cell.value:,.{len(form.partition('.')[2])}f}"
    return shown.replace(",", "\xa0" if "," in form else "").replace(".", ",").replace("-", MINUS)


@settings(max_examples=20, deadline=None)
@given(plans(), st.sampled_from(MoneyUnit))
def test_the_sheet_copied_and_pasted_back_changes_nothing(plan, unit):
    _, values = workbook(plan, ceilings=ceilings(lund_facts()), unit=unit)
    text = "\n".join("\t".join(map(swedish, row)) for row in values[PLAN_SHEET].iter_rows(min_row=5))
    made = propose_changes(plan, text)
    assert (made.changes, made.problems) == ((), ())
    assert len(made.matched) == len(plan.lines)


def test_text_is_never_a_formula():
    plan = with_lines(small_plan(), (cost("=1+1", 1, 2, 3), cost("@SUM(A1)", 1, 2, 3), cost("+46", 1, 2, 3)))
    scenario = Scenario("=HYPERLINK(1)", (Delta("=1+1", 100),))
    formulas, _ = workbook(plan, association="=cmd", note="@note", scenario=scenario)
    texts = [
        cell
        for sheet in formulas.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if isinstance(cell.value, str) and cell.value.startswith(("=", "@", "+")) and cell.data_type == "s"
    ]
    assert {"=1+1", "@sum(a1)", "+46", "=HYPERLINK(1)", "=cmd", "@note"} <= {cell.value for cell in texts}
    named = [
        sheet[address].data_type for sheet, address in ((formulas[PLAN_SHEET], "A1"), (formulas[SCENARIO_SHEET], "A1"))
    ]
    assert named == ["s", "s"]


def test_nothing_planned_is_a_dash_and_zero_a_zero():
    rows = labelled(workbook(lund_plan())[1][PLAN_SHEET])
    assert rows["Övriga intäkter"][:3] == (0, "–", "–")


def test_the_same_plan_gives_the_same_bytes():
    first, second = (render(PlanWorkbook(small_plan(), "Provförbundet", date(2025, 1, 2))) for _ in range(2))
    assert first == second
    with pytest.raises(ValueError, match="Färgen"):
        render(PlanWorkbook(small_plan(), "Provförbundet", date(2025, 1, 2), accent="röd"))


def test_the_scenario_sheet_shows_the_plan_in_the_scenario():
    rows = labelled(workbook(small_plan(), scenario=HALF_ESF)[1][SCENARIO_SHEET])
    made = in_scenario(small_plan(), HALF_ESF)
    assert rows["Medel till förfogande"][1::3] == tuple(each.closing_ore / TKR for each in made.totals)
