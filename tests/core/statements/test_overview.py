"""What nobody stated is said to be missing, never zero."""

from samverk.core.document.figures import FigureUnit, ValueState
from samverk.core.statements.build import build_figures
from tests.factories.lake_district import lake_facts


def test_a_year_nobody_stated_is_not_stated():
    made, _ = build_figures(lake_facts())
    assert [column.year for column in made.overview.columns] == [2024, 2023, 2022, 2021, 2020]
    assert made.figures.ore("flerar.resultat.2024") == 70_00
    assert made.figures.find("flerar.resultat.2022").state is ValueState.NOT_STATED
    employees = made.figures.find("flerar.antal_anstallda.2024")
    assert (employees.state, employees.unit) == (ValueState.NOT_STATED, FigureUnit.COUNT)
