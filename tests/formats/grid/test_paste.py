"""Pasting into a plan: what comes out goes in again unchanged, and nothing pasted is lost without a word."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samverk.core.money import MoneyUnit
from samverk.core.planning.plan import with_amounts, with_lines
from samverk.core.problems import ProblemSeverity
from samverk.formats.grid.cells import read_cells
from samverk.formats.grid.paste import apply_changes, propose_changes
from samverk.formats.grid.write import grid_text
from tests.factories.plans import TKR, amounts, cost, income, lund_plan, plans, small_plan


def codes(made):
    return [problem.code for problem in made.problems]


@settings(deadline=None)
@given(plans(), st.sampled_from(MoneyUnit))
def test_what_is_copied_out_and_pasted_in_changes_nothing(plan, unit):
    made = propose_changes(plan, grid_text(plan, unit), MoneyUnit.KR)
    assert (made.changes, made.problems) == ((), ())
    assert len(made.matched) == len(plan.lines)


@settings(deadline=None)
@given(plans(), st.data())
def test_pasting_another_plan_gives_that_plan(plan, data):
    keys = [(line.id, year) for line in plan.lines for year in plan.years]
    other = with_amounts(plan, {key: data.draw(amounts(least=0)) for key in keys})
    plan = with_amounts(plan, {key: data.draw(amounts(least=0)) for key in keys})
    made = propose_changes(plan, grid_text(other))
    assert apply_changes(plan, made.changes) == other
    assert all(change.old_ore != change.new_ore for change in made.changes)


@settings(deadline=None)
@given(st.text(alphabet="ab1 0,–-−=+@\t\n;\"'2025", max_size=200))
def test_every_pasted_row_is_matched_passed_over_or_told(text):
    made = propose_changes(small_plan(), text)
    numbers = {row.number for row in read_cells(text)}
    told = {problem.line for problem in made.problems}
    assert numbers <= set(made.matched) | set(made.passed) | told
    assert not set(made.matched) & set(made.passed)


@pytest.mark.parametrize("label", ["=1+1", "+stöd", "@stöd", "-stöd", "'stöd", "−2"])
def test_a_name_that_looks_like_a_formula_goes_out_as_text_and_comes_back(label):
    plan = with_lines(small_plan(), (replace(cost("udda", 1, 2, 3), label=label),))
    text = grid_text(plan)
    assert not any(cell.startswith(("=", "+", "@")) for row in read_cells(text) for cell in row.cells)
    assert propose_changes(plan, text).changes == ()
    without_id = f"Rad\t2025\t2026\t2027\n{label}\t7\t8\t9"
    assert [change.new_ore // TKR for change in propose_changes(plan, without_id).changes] == [7, 8, 9]


LUND = """Tillgångar\t2023\t2024\t2025\t2026
Försäkringskassan (inkl. AF)\t3 685\t3 685\t3 690\t3690
Region Skåne\t1 842,5\t1 842,5\t1 845\t1 845
Lunds kommun\t1 842,5\t1 842,5\t1 845\t1 845
ESF\t6 386\t5 600\t5 600\t100
Räntor\t0\t0\t0\t0
Summa intäkter\t13 756\t12 930\t12 980\t7 480
Sparade medel\t2 780\t3 422\t1 900\t858
Kostnader
AKTIV\t161\t370\t0\t0
IRIS (Övergripande)\t1 674\t2 000\t2 000\t210
Iris SydÖst\t1 147\t1 050\t1 040\t90
Summa kostnader\t13 115\t14 502\t14 022\t2 810
Medel till förfogande\t3 422\t1 900\t858\t5 528"""


def test_lunds_printed_plan_pasted_as_it_is():
    """Rows by alias and any spelling; the sums that the print got wrong are told (12 930 and 2 810)."""
    made = propose_changes(lund_plan(), LUND)
    assert [(change.line_id, change.year, change.old_ore, change.new_ore) for change in made.changes] == [
        ("aktiv", 2025, None, 0),
        ("aktiv", 2026, None, 0),
        ("iris_sydost", 2024, 1_040 * TKR, 1_050 * TKR),
    ]
    assert codes(made) == ["PK-AR", "PK-RAD", "PK-SUMMA", "PK-SUMMA"]
    assert str(made.problems[1]) == (
        "rad 6: ”Räntor” är ingen rad i planen. Lägg till raden först eller skriv namnet som i planen."
    )
    assert made.problems[2].message.startswith(
        "Summa intäkter 2024 är 12\xa0930 tkr i det inklistrade, men planens rader ger 12\xa0970."
    )
    assert made.problems[3].message.startswith("Summa kostnader 2026 är 2\xa0810 tkr")
    assert made.passed == (1, 7, 8, 9, 13, 14)
    assert made.changes[2].row == 12


def test_without_years_above_the_columns_go_in_order():
    assert [c.new_ore // TKR for c in propose_changes(small_plan(), "Stodet\t1\t2\t3").changes] == [1, 2, 3]
    made = propose_changes(small_plan(), "Stodet\t1\t2")
    assert (made.changes, codes(made)) == ((), ["PK-KOLUMNER"])
    assert "2 kolumner med belopp men planen har 3 år (2025–2027)" in made.problems[0].message


def test_a_blank_cell_leaves_the_amount_and_a_dash_takes_it_away():
    made = propose_changes(small_plan(), "Rad\t2025\t2026\t2027\nStodet\t\t–\t0")
    assert [(change.year, change.new_ore) for change in made.changes] == [(2026, None), (2027, 0)]


def test_the_heading_names_the_unit():
    made = propose_changes(small_plan(), "Belopp i kr\t2025\nStodet\t750 000,50")
    assert (made.unit, made.changes[0].new_ore) == (MoneyUnit.KR, 75_000_050)


def test_a_formula_in_a_pasted_cell_is_refused_and_the_rest_is_read():
    made = propose_changes(small_plan(), "Rad\t2025\t2026\t2027\nStodet\t=A1*2\t600\t+700")
    assert [(change.year, change.new_ore // TKR) for change in made.changes] == [(2026, 600)]
    assert codes(made) == ["PK-BELOPP", "PK-BELOPP"]
    assert made.problems[0].line == 2
    assert "”=A1*2” är en formel" in made.problems[0].message


def test_a_name_that_two_lines_share_is_settled_by_the_heading_or_told():
    plan = with_lines(
        small_plan(),
        (replace(cost("ovrigt_ut", 1, 1, 1), label="Övrigt"), replace(income("ovrigt_in", 1, 1, 1), label="Övrigt")),
    )
    rows = "Rad\t2025\nÖvrigt\t5"
    made = propose_changes(plan, rows)
    assert (made.changes, codes(made)) == ((), ["PK-TVETYDIG"])
    assert "Övrigt (ovrigt_in)" in made.problems[0].message
    settled = propose_changes(plan, "Rad\t2025\nIntäkter\nÖvrigt\t5\nKostnader\nÖvrigt\t6")
    assert {change.line_id: change.new_ore // TKR for change in settled.changes} == {"ovrigt_in": 5, "ovrigt_ut": 6}
    by_id = propose_changes(plan, "Rad\t2025\tId\nÖvrigt\t5\tovrigt_ut")
    assert [change.line_id for change in by_id.changes] == ["ovrigt_ut"]


def test_a_line_pasted_twice_is_read_once_and_told():
    made = propose_changes(small_plan(), "Rad\t2025\nStodet\t5\nSTODET\t6")
    assert [change.new_ore // TKR for change in made.changes] == [5]
    assert codes(made) == ["PK-DUBBEL"]
    assert "finns redan på rad 2" in made.problems[0].message


def test_costs_that_all_have_minus_are_costs_and_a_single_one_is_asked_about():
    made = propose_changes(small_plan(), "Rad\t2025\nStodet\t−700\nAdministration\t-600")
    assert {change.line_id: change.new_ore // TKR for change in made.changes} == {"stodet": 700, "administration": 600}
    assert [(p.code, p.severity) for p in made.problems] == [("PK-TECKEN", ProblemSeverity.NOTE)]
    one = propose_changes(small_plan(), "Rad\t2025\nStodet\t−700\nAdministration\t600")
    assert {change.line_id: change.new_ore // TKR for change in one.changes} == {"stodet": -700, "administration": 600}
    assert [(p.code, p.severity) for p in one.problems] == [("PK-TECKEN", ProblemSeverity.WARNING)]


def test_a_year_in_two_columns_is_not_guessed():
    made = propose_changes(small_plan(), "Rad\tBudget 2025\tUtfall 2025\tPlan 2026\nStodet\t1\t2\t3")
    assert [(change.year, change.new_ore // TKR) for change in made.changes] == [(2026, 3)]
    assert "2025 finns i 2 kolumner" in made.problems[0].message


def test_an_amount_in_a_column_without_a_year_is_told():
    made = propose_changes(small_plan(), "Rad\t2025\t\nStodet\t1\t99")
    assert [problem.message for problem in made.problems] == ["Stodet: ”99” står i en kolumn utan år och läses inte."]


def test_a_new_measure_is_told_even_when_its_name_begins_like_a_sum():
    made = propose_changes(small_plan(), "Rad\t2025\nTaketrädgården\t5\nSummering AB\t6")
    assert codes(made) == ["PK-RAD", "PK-RAD"]


@pytest.mark.parametrize("text", ["Stodet\t1\n" * 2_001, "a\t" * 61, "x" * 2_000_001])
def test_too_much_is_refused_whole(text):
    made = propose_changes(small_plan(), text)
    assert [(p.code, p.severity) for p in made.problems] == [("PK-FOR-STOR", ProblemSeverity.REFUSE)]
    assert made.changes == ()


def test_nothing_pasted_is_nothing_proposed():
    assert propose_changes(small_plan(), "") == propose_changes(small_plan(), "\n\n")
