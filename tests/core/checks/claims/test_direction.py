"""DR-03: the result of the sound report is −196 tkr, 204 tkr better than the budgeted −400 tkr."""

from __future__ import annotations

import pytest

from samverk.core.checks.finding import Severity, Verdict
from samverk.core.document.tree import Place
from tests.core.checks.claims.saying import findings, saying, tried
from tests.factories.checked import assert_tried_and_silent, with_cell


@pytest.mark.parametrize(
    "words",
    [
        "Årets resultat innebär ett underskott i förhållande till budget med cirka 200 tkr, vilket minskar medlen.",
        "Förbundet visar ett underskott på 204 tkr jämfört med budget.",
        "Resultatet blev 204 tkr sämre än budget.",
        "Utfallet för året är sämre än budgeterat resultat.",
        "Förbundet redovisar en negativ avvikelse mot budget.",
        "Underskottet blev större än budgeterat.",
        "2024 års resultat är ett underskott gentemot den reviderade budgeten.",
    ],
)
def test_DR_03_fires_when_the_direction_is_wrong(words):
    (finding,) = findings(words, "DR-03")
    assert (finding.verdict, finding.severity) == (Verdict.FAULT, Severity.ERROR)
    assert finding.expected == "204 tkr bättre än budget"
    assert finding.fault is not None
    assert finding.fault.proposal == "ett underskott på 196 tkr, vilket är 204 tkr bättre än budget"
    assert finding.fault.at == Place("rapport.txt", 3, 40)


def test_DR_03_fires_on_an_amount_that_is_neither_result_nor_deviation():
    (finding,) = findings("Resultatet blev 433 tkr bättre än budget.", "DR-03")
    assert (finding.verdict, finding.expected, finding.found) == (Verdict.FAULT, "204 tkr", "”433 tkr”")


def test_DR_03_is_not_sure_when_no_one_says_whose_deficit_it_is():
    (finding,) = findings("Det blev därmed ett underskott mot budget.", "DR-03")
    assert finding.verdict is Verdict.AMBIGUOUS


@pytest.mark.parametrize(
    "words",
    [
        "Årets resultat är ett underskott på 196 tkr, vilket är 204 tkr bättre än budget.",
        "Förbundets underskott på 196 tkr är mindre än budgeterat, ett överskott på 204 tkr mot budget.",
        "Resultatet blev cirka 0,2 mnkr bättre än budget.",
        "Underskottet blev mindre än budgeterat.",
        "Resultatet är ett mindre underskott jämfört med budget.",
    ],
)
def test_what_is_right_is_tried_and_silent(words):
    assert_tried_and_silent(tried(saying(words), "DR-03"), "DR-03")


@pytest.mark.parametrize(
    "words",
    [
        "Stödet gick med underskott mot budget.",
        "Administrationen blev 100 tkr sämre än budget.",
        "Utfallet för Kartan är sämre än budget.",
        "Resultatet inom ungdomsarbetet var ett underskott mot budget.",
        "Under 2023 blev resultatet sämre än budget.",
        "Budgeten för året räknade med ett underskott, och det täcks av sparade medel.",
        "Det budgeterade underskottet i förhållande till budget 2023 är större.",
        "Resultatet är inte sämre än budget.",
        "Utan bidraget skulle resultatet ha blivit sämre än budget.",
        "Intäkterna var lägre än budget.",
    ],
)
def test_DR_03_says_nothing_of_other_things(words):
    assert findings(words, "DR-03") == ()


def test_nothing_is_said_when_the_tables_disagree_on_which_is_larger():
    document = with_cell(saying("Resultatet blev sämre än budget."), "driftredovisning", "resultat", "budget", -100)
    assert tried(document, "DR-03").findings == ()
