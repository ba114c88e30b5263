"""The balance requirement result takes gains from the books unless the facts file states them."""

from decimal import Decimal

from samverk.core.document.figures import FactSource
from samverk.core.facts import Facts
from samverk.core.statements.build import build_figures
from tests.factories.lake_district import lake_facts


def stated(**amounts):
    facts = lake_facts()
    report = facts.association.annual_report.model_copy(update=amounts)
    association = facts.association.model_copy(update={"annual_report": report})
    return build_figures(Facts(2024, association, facts.measures, ledgers=facts.ledgers))


def test_gains_on_sold_assets_are_taken_away():
    made, problems = stated()
    assert made.figures.ore("balanskrav.realisationsvinster") == -13_00
    assert [source.account for source in made.figures.find("balanskrav.realisationsvinster").sources] == ["3810"]
    assert made.figures.ore("balanskrav.resultat") == 57_00
    assert "KP-REALISATION" not in [problem.code for problem in problems]


def test_a_stated_gain_is_used_and_a_difference_from_the_books_is_told():
    made, problems = stated(realised_gains=Decimal(20), realised_losses_exempt=Decimal("5.50"))
    assert made.figures.ore("balanskrav.resultat") == 70_00 - 20_00 + 5_50
    assert made.figures.find("balanskrav.realisationsforluster_undantag").sources == (
        FactSource("forbund.toml", "arsredovisning.realisationsforluster_undantag"),
    )
    told = next(problem for problem in problems if problem.code == "KP-REALISATION")
    assert "20,00 kronor i forbund.toml men 13,00 kronor" in told.message
