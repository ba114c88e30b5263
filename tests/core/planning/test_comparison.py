"""Which budget outcome is compared with, and what a line that is not there means."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from samverk.core.document.figures import BudgetSource, FigureKind, ValueState
from samverk.core.document.tree import EmptyCell, FigureCell
from samverk.core.measures import Direction, Measure
from samverk.core.planning.budget import Block
from samverk.core.planning.comparison import office_rows, version_in_force
from samverk.core.statements.build import build_figures
from tests.factories.lake_district import lake_budget, lake_facts


def with_costs(**costs):
    budget = lake_budget()
    version = budget.versions[1].model_copy(update={"costs": {key: Decimal(value) for key, value in costs.items()}})
    return budget.model_copy(update={"versions": (version,)})


def test_the_latest_version_decided_within_the_year_is_in_force():
    budget = lake_budget()
    assert version_in_force(budget).name == "Ändrad budget"
    undated = tuple(version.model_copy(update={"decided": None}) for version in budget.versions)
    assert version_in_force(budget.model_copy(update={"versions": undated})).name == "För sent"
    late = tuple(version.model_copy(update={"decided": date(2025, 1, 1)}) for version in budget.versions[:2])
    assert version_in_force(budget.model_copy(update={"versions": late})).name == "Ändrad budget"


def test_a_covered_block_stands_with_the_one_that_covers_it():
    version = lake_budget().versions[0]
    assert list(office_rows(version)) == [Block.ADMINISTRATION, Block.BOARD, Block.AUDIT]
    covering = version.model_copy(update={"covers": {Block.ADMINISTRATION: (Block.ADMINISTRATION, Block.BOARD)}})
    assert office_rows(covering) == {
        Block.ADMINISTRATION: (Block.ADMINISTRATION, Block.BOARD),
        Block.AUDIT: (Block.AUDIT,),
    }


def test_figures_carry_the_line_they_come_from_and_the_kind_of_version():
    made, _ = build_figures(lake_facts(budget=lake_budget()))
    figure = made.figures.find("budget.stod")
    assert figure.value == -650_00
    assert figure.kind is FigureKind.REVISED_BUDGET
    assert figure.sources == (BudgetSource("budget-2024.toml", "Ändrad budget", "stod", 650_00),)
    assert made.budget_version == "Ändrad budget"
    assert "Ändrad budget, reviderad den 2024-05-02" in made.budget_outcome.footnote


def test_deviations_add_up_column_by_column():
    made, _ = build_figures(lake_facts(budget=lake_budget()))
    deviation = {
        row.id: made.figures.ore(row.figure_id(2) or "") for row in made.budget_outcome.rows if row.figure_id(2)
    }
    assert deviation["stod"] == 50_00
    assert deviation["ovriga_intakter"] == 13_00
    assert deviation["summa_intakter"] == 24_00
    assert deviation["resultat"] == deviation["summa_intakter"] + deviation["nettokostnad"] == 70_00


def test_a_line_nobody_knows_is_an_error_and_not_counted():
    made, problems = build_figures(lake_facts(budget=with_costs(stod=600, okand=5)))
    told = next(problem for problem in problems if problem.code == "KP-BUDGETRAD")
    assert (told.file, told.key) == ("budget-2024.toml", "kostnader.okand")
    assert made.figures.ore("budget.nettokostnad") == -600_00


def test_without_a_budget_there_is_only_outcome():
    made, _ = build_figures(lake_facts())
    assert [column.role for column in made.budget_outcome.columns] == ["outcome"]
    assert made.budget_outcome.title == "Utfall 2024"
    assert made.forecast is None
    assert "budget.resultat" not in made.figures


def umbrella(budget):
    facts = lake_facts(budget=budget)
    parent = Measure(id="paraply", name="Paraplyet", direction=Direction.INDIVIDUAL)
    children = tuple(measure.model_copy(update={"parent": "paraply"}) for measure in facts.measures)
    made, problems = build_figures(replace(facts, measures=(parent, *children)))
    assert [problem.code for problem in problems] == ["KP-UTAN-KALLA"]
    return made


def test_an_umbrella_project_sums_its_sub_projects():
    made = umbrella(lake_budget())
    assert made.figures.ore("utfall.paraply") == -690_00
    assert made.figures.ore("budget.paraply") == -750_00
    assert made.figures.ore("avvikelse.paraply") == 60_00
    assert made.figures.ore("utfall.individinriktad") == -690_00
    rows = [row.id for row in made.budget_outcome.rows]
    assert rows[rows.index("stod") : rows.index("stod") + 3] == ["stod", "traning", "paraply"]


def test_a_lump_for_the_umbrella_leaves_its_parts_without_a_budget():
    made = umbrella(with_costs(paraply=700))
    assert made.figures.ore("avvikelse.paraply") == 10_00
    assert made.figures.find("budget.stod").state is ValueState.NOTHING
    assert made.figures.find("avvikelse.stod").state is ValueState.NOTHING


def test_only_the_sum_of_an_umbrella_with_a_lump_shows_a_deviation():
    made = umbrella(with_costs(paraply=700))
    deviation = [column.role for column in made.budget_outcome.columns].index("deviation")
    rows = {row.id: row for row in made.budget_outcome.rows}
    assert rows["paraply.egna"].label == "Paraplyet, gemensamt"
    for inside in ("paraply.egna", "stod", "traning"):
        assert isinstance(rows[inside].cells[deviation], EmptyCell)
    assert isinstance(rows["paraply"].cells[deviation], FigureCell)
    assert "avvikelse.paraply.egna" not in made.figures
