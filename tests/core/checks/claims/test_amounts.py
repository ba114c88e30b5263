"""PS-01 and PS-02: amounts in prose. The sound report's result is −196 tkr, its income 8 000 tkr, Stödet 5 000 tkr."""

from __future__ import annotations

import pytest

from samverk.core.checks.finding import Verdict
from tests.core.checks.claims.saying import findings, saying, tried
from tests.factories.checked import assert_tried_and_silent, with_cell


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Årets resultat uppgick till -235 tkr.", "−196 tkr"),
        ("Resultatet för året blev -156 000 kr.", "−196 000 kr"),
        ("Verksamhetens intäkter uppgick till 9,6 mnkr.", "8,0 mnkr"),
        ("Intäkterna från verksamheten blev 9 600 tkr under året.", "8 000 tkr"),
        ("Det egna kapitalet uppgick till 1 480 tkr vid årets slut.", "1 804 tkr"),
        ("Vid årets utgång hade förbundet ett eget kapital på 2,2 mnkr.", "1,8 mnkr"),
        ("Likvida medel uppgick till 2 520 000 kr vid årets slut.", "2 100 000 kr"),
        ("Balansomslutningen var 3 600 tkr.", "3 000 tkr"),
        ("Förbundet redovisar för 2024 ett underskott på 916 tkr.", "−196 tkr"),
        ("Årets resultat är -400 tkr.", "−196 tkr"),
        ("Förbundet redovisar ett överskott på 196 tkr.", "−196 tkr"),
        ("Under 2023 uppgick verksamhetens kostnader till 7 900 tkr.", "7 500 tkr"),
    ],
)
def test_PS_01_fires_on_an_amount_that_no_table_shows(words, expected):
    (finding,) = findings(words, "PS-01")
    assert (finding.verdict, finding.expected) == (Verdict.FAULT, expected)


@pytest.mark.parametrize(
    "words",
    [
        "Årets resultat uppgick till -196 tkr.",
        "Årets resultat blev minus 196 000 kr.",
        "Förbundet redovisar ett underskott på cirka 0,2 miljoner kronor.",
        "Verksamhetens intäkter uppgick till drygt 7,9 mnkr.",
        "Intäkterna var 8 000 tkr mot 7 800 tkr året före.",
        "Föregående år uppgick verksamhetens intäkter till 7 800 tkr.",
        "Det egna kapitalet är 1 804 tkr, och året innan var det 2 000 tkr.",
        "Medlemsavgifterna uppgick till 7 000 000 kronor.",
        "De sparade medlen var 2 000 tkr.",
        "Kostnaderna uppgick totalt till knappt 8,3 mnkr.",
    ],
)
def test_a_right_amount_is_tried_and_silent(words):
    assert_tried_and_silent(tried(saying(words), "PS-01"), "PS-01")


@pytest.mark.parametrize(
    "words",
    [
        "Intäkterna var 92 tkr högre än budget.",
        "Intäkter och kostnader uppgick till 5 000 tkr respektive 6 000 tkr.",
        "Kostnaderna för Stödet uppgick till 5 mnkr.",
        "Insatsens resultat blev 90 tkr.",
        "Resultatet väntas bli -300 tkr nästa år.",
        "Utan stödet skulle resultatet ha blivit -900 tkr.",
        "Efter det första kvartalet var resultatet 120 tkr.",
        "Intäkterna från konferensen var 12 tkr.",
        "Kansliets kostnader var 400 tkr.",
        "Det ackumulerade underskottet på 900 tkr täcktes redan 2019.",
        "Resultatet 2019 blev 310 tkr.",
        "Kostnaderna per deltagare uppgick till 40 tkr.",
    ],
)
def test_PS_01_says_nothing_of_other_amounts(words):
    assert findings(words, "PS-01") == ()


def test_a_missing_minus_is_only_asked_about():
    (finding,) = findings("Årets resultat uppgick till 196 tkr.", "PS-01")
    assert finding.verdict is Verdict.AMBIGUOUS


def test_tables_that_disagree_make_it_uncertain():
    document = with_cell(
        saying("Årets resultat uppgick till -500 tkr."), "driftredovisning", "resultat", "utfall", -169
    )
    (finding,) = tried(document, "PS-01").findings
    assert finding.verdict is Verdict.AMBIGUOUS


def test_PS_02_fires_when_a_measure_cost_something_else():
    (finding,) = findings("Kostnaden för Stödet blev 5 900 tkr.", "PS-02", "handelser")
    assert (finding.verdict, finding.expected) == (Verdict.FAULT, "5 000 tkr")


def test_PS_02_asks_when_the_text_may_count_more_years():
    (finding,) = findings("Kartan kostade 6 mnkr.", "PS-02", "handelser")
    assert finding.verdict is Verdict.AMBIGUOUS


@pytest.mark.parametrize(
    "words",
    [
        "Kostnaden för Stödet blev 5 000 tkr.",
        "Kartan kostade cirka 2 mnkr.",
        "Stödet kostade 5,0 miljoner kronor under 2024.",
        "Under 2024 har Kartan förbrukat 2 000 000 kr.",
        "Utfallet för Stödet är 5 100 tkr.",
    ],
)
def test_what_a_measure_cost_is_tried_and_silent(words):
    assert_tried_and_silent(tried(saying(words, section="handelser"), "PS-02"), "PS-02")


@pytest.mark.parametrize(
    "words",
    [
        "Stödet fick 300 tkr från stiftelsen.",
        "Kostnaden för lokaler blev 95 tkr.",
        "Stödet kostade totalt 35 mnkr på tre år.",
        "Kartan har en budget på 2,1 mnkr.",
        "Kostnaden för Stödet väntas bli 6 mnkr.",
    ],
)
def test_PS_02_says_nothing_of_other_amounts(words):
    assert findings(words, "PS-02", "handelser") == ()
