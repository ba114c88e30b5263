"""Costs are negative in statements and spoken of without minus."""

import pytest

from samverk.core.document.figures import Figure, FigureBook, FigureKind
from samverk.core.document.present import Presenter
from samverk.core.statements.costs import mark_costs


def marked(name: str, kind: FigureKind = FigureKind.OUTCOME, value: int = -40_801_600) -> Figure:
    figures = [Figure(name, "", value, kind=kind), Figure("utfall.iris.2024", "", -1)]
    return mark_costs(FigureBook(2024, {figure.id: figure for figure in figures}.values())).find(name)


@pytest.mark.parametrize(
    "name",
    [
        "verksamhetens_kostnader.2024",
        "utfall.iris.2024",
        "budget.iris.2024",
        "flerar.kostnader.2021",
        "block.styrelse.2024",
    ],
)
def test_what_is_spent_is_a_cost(name):
    assert marked(name).is_cost


@pytest.mark.parametrize(
    "name",
    ["arets_resultat.2024", "intakt.esf.2024", "budget.resultat.2024", "budget.esf.2024", "kf.arets_kassaflode.2024"],
)
def test_income_results_and_flows_are_not(name):
    assert not marked(name).is_cost


def test_a_deviation_is_not_a_cost_though_it_is_named_after_one():
    assert not marked("avvikelse.iris.2024", FigureKind.DEVIATION).is_cost


@pytest.mark.parametrize(
    ("value", "style", "said"),
    [
        (-40_801_600, "tkr", "408 tkr"),
        (-40_801_600, "tal", "−408 016"),
        (250_000, "kr", "−2 500 kr"),
        (0, "kr", "0 kr"),
    ],
)
def test_prose_turns_the_sign_of_a_cost(value, style, said):
    figure = marked("utfall.aktiv.2024", value=value)
    assert Presenter({figure.id: figure}).words(figure, style).replace("\u00a0", " ") == said
