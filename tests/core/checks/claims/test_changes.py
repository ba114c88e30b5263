"""PS-07: income 8 000 tkr (7 800 the year before, 7 900 budgeted), administration 1 200, Stödet 5 000 (5 100)."""

from __future__ import annotations

import pytest

from samverk.core.checks.finding import Verdict
from tests.core.checks.claims.saying import findings, saying, tried
from tests.factories.checked import assert_tried_and_silent


@pytest.mark.parametrize(
    "words",
    [
        "Verksamhetens intäkter minskade jämfört med föregående år.",
        "Kostnaderna har sjunkit jämfört med 2023.",
        "Stödet har förbrukat dubbelt så mycket som budgeterat.",
        "Intäkterna ökade med 12 % jämfört med föregående år.",
        "Kostnaderna ökade med 200 tkr jämfört med 2023.",
    ],
)
def test_PS_07_fires_on_a_change_the_tables_contradict(words):
    (finding,) = findings(words, "PS-07")
    assert finding.verdict is Verdict.FAULT


@pytest.mark.parametrize("words", ["Intäkterna är oförändrade jämfört med 2023."])
def test_PS_07_asks_when_it_depends_on_the_words(words):
    (finding,) = findings(words, "PS-07")
    assert finding.verdict is Verdict.AMBIGUOUS


@pytest.mark.parametrize(
    "words",
    [
        "Verksamhetens intäkter ökade jämfört med föregående år.",
        "Intäkterna har ökat med cirka 3 % jämfört med 2023.",
        "Kostnaderna ökade med 700 tkr jämfört med föregående år.",
        "Stödet var lägre än budgeterat.",
        "Under 2024 har intäkterna stigit jämfört med förra året.",
    ],
)
def test_PS_07_is_tried_and_silent(words):
    assert_tried_and_silent(tried(saying(words), "PS-07"), "PS-07")


@pytest.mark.parametrize(
    "words",
    [
        "Antalet deltagare har minskat jämfört med föregående år.",
        "Intäkterna från konferenser minskade jämfört med 2023.",
        "Intäkterna väntas minska jämfört med föregående år.",
        "Intäkterna minskade mellan 2021 och 2022.",
        "Kostnaderna för lokaler har sjunkit jämfört med 2023.",
        "Ohälsan har ökat jämfört med 2023.",
    ],
)
def test_PS_07_says_nothing_of_other_changes(words):
    assert findings(words, "PS-07") == ()
