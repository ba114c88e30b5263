"""PS-05 and PS-06: numbers of one sentence that must add up."""

from __future__ import annotations

import pytest

from samverk.core.checks.finding import Verdict
from tests.core.checks.claims.saying import findings, saying, tried
from tests.factories.checked import assert_tried_and_silent


@pytest.mark.parametrize(
    "words",
    [
        "Under året deltog 396 personer i insatserna, varav 241 kvinnor och 173 män.",
        "Lotsen hade 40 deltagare, 25 kvinnor och 19 män.",
        "Av 12 inskrivna personer var 13 kvinnor.",
        "Insatsen fick 2,0 mnkr, varav 3,1 mnkr till löner.",
        "Vi betalade 300 tkr till Lotsen och 200 tkr till Stegen, sammanlagt 700 tkr.",
    ],
)
def test_PS_05_fires_when_the_parts_are_more_than_the_whole(words):
    (finding,) = findings(words, "PS-05")
    assert finding.verdict is Verdict.FAULT


@pytest.mark.parametrize(
    "words",
    [
        "Under året deltog 396 personer, varav 213 kvinnor och 173 män.",
        "Medlemmarna gav 7 000 000 kr, det vill säga 1 500 000 kr vardera från fyra parter.",
    ],
)
def test_PS_05_asks_when_something_may_be_left_out(words):
    (finding,) = findings(words, "PS-05")
    assert finding.verdict is Verdict.AMBIGUOUS


@pytest.mark.parametrize(
    "words",
    [
        "Under året deltog 396 personer i insatserna, varav 223 kvinnor och 173 män.",
        "Lotsen hade 40 deltagare, varav 25 kvinnor.",
        "Medlemsavgiften var 7 370 000 kronor, vilket innebär 1 842 500 kronor vardera från parterna Åmyra kommun, "
        "Region Barr, Försäkringskassan och Arbetsförmedlingen.",
        "Medlemmarna gav 7 mnkr, alltså 1 750 000 kr vardera från fyra medlemmar.",
        "Insatsen fick 2 mnkr, varav 1,2 mnkr till löner.",
        "Vi betalade 300 tkr till Lotsen och 200 tkr till Stegen, totalt 500 tkr.",
    ],
)
def test_PS_05_is_tried_and_silent(words):
    assert_tried_and_silent(tried(saying(words), "PS-05"), "PS-05")


@pytest.mark.parametrize(
    "words",
    [
        "Tiden i försörjning är i genomsnitt 43 månader, varav 45 för kvinnor och 41 för män.",
        "Vi träffade 30 personer på mässan och 45 kvinnor på mötet i mars.",
        "Målet är 60 deltagare, i år kom 40 kvinnor och 35 män.",
        "Ungefär 25 medarbetare deltar varje gång, och 70 medarbetare nås per år.",
        "Styrelsen har fyra ledamöter, tre kvinnor och en man.",
        "Under året fick Lotsen 300 tkr och Stegen 200 tkr, totalt har Lotsen fått 900 tkr sedan starten.",
        "Bidraget på 5 690 930 kronor gav tillsammans med medlemsavgifter och sparade medel, 3 421 948 kronor, en "
        "budget på 16 482 878 kronor.",
    ],
)
def test_PS_05_says_nothing_of_numbers_that_do_not_belong_together(words):
    assert findings(words, "PS-05") == ()


@pytest.mark.parametrize(
    "words",
    [
        "ESF står för 54 % av medlen. Övriga 56 % betalar förbundet.",
        "Av deltagarna var 60 % kvinnor och 45 % män.",
        "Remisserna fördelar sig på 45 % från kommunen, 39 % från regionen och 26 % från andra.",
    ],
)
def test_PS_06_fires_when_a_whole_is_more_than_a_hundred(words):
    (finding,) = findings(words, "PS-06")
    assert finding.verdict is Verdict.FAULT


@pytest.mark.parametrize(
    "words",
    [
        "ESF står för 54 % av medlen. Övriga 36 % betalar förbundet.",
        "Av deltagarna var 50 % kvinnor och 40 % män.",
        "Av de som slutade gick 41 % vidare, varav 34 % till arbete och 17 % till studier.",
        "Av deltagarna hade 60 % sjukpenning, 30 % försörjningsstöd och 25 % aktivitetsersättning.",
    ],
)
def test_PS_06_asks_when_groups_may_overlap_or_be_left_out(words):
    (finding,) = findings(words, "PS-06")
    assert finding.verdict is Verdict.AMBIGUOUS


@pytest.mark.parametrize(
    "words",
    [
        "ESF står för 54% av medlen. Övriga 46% betalar förbundet.",
        "Av deltagarna var 56 % kvinnor och 44 % män.",
        "Av de som slutade gick 41 % vidare, varav 24 % till arbete och 17 % till studier.",
        "Av de som slutade gick 41 % vidare, varav 60 % till arbete och 40 % till studier.",
        "Försörjningen var försörjningsstöd 37 %, sjukpenning 19 % och aktivitetsersättning 11 %.",
        "Av de som började kom 45% från kommunerna, 29% från kassan, 16% själva, 7% från regionen och 3% från AF.",
    ],
)
def test_PS_06_is_tried_and_silent(words):
    assert_tried_and_silent(tried(saying(words), "PS-06"), "PS-06")


@pytest.mark.parametrize(
    "words",
    [
        "Till arbete gick 60 % av kvinnorna och 55 % av männen.",
        "Målet är att 70 % får arbete och att 50 % studerar.",
        "Andelen var 45 % för kvinnor och 60 % för män.",
        "Nöjda var 80 %, trygga 75 % och delaktiga 90 %.",
        "Andelen har ökat från 60 % till 70 % jämfört med 2023, då 80 % svarade.",
    ],
)
def test_PS_06_says_nothing_of_percentages_of_different_things(words):
    assert findings(words, "PS-06") == ()
