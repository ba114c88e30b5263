"""PS-08: years that cannot be meant in the report of 2024."""

from __future__ import annotations

import pytest

from samverk.core.checks.finding import Verdict
from tests.core.checks.claims.saying import findings, saying, tried
from tests.factories.checked import assert_tried_and_silent


def test_PS_08_fires_on_something_done_in_a_far_year():
    (finding,) = findings("Under 2042 har 30 personer deltagit.", "PS-08")
    assert finding.verdict is Verdict.FAULT


@pytest.mark.parametrize(
    "words",
    [
        "Avtalet gäller fram till 2042.",
        "Kommande år 2023 tar kommunen över.",
        "Föregående år (2024) var lugnare.",
        "Sedan 1204 har arbetet pågått.",
        "Budgetprognosen för kommande år är god. Det skulle innebära att det under 2024 finns utrymme för nya idéer.",
    ],
)
def test_PS_08_asks_about_years_that_look_wrong(words):
    (finding,) = findings(words, "PS-08")
    assert finding.verdict is Verdict.AMBIGUOUS


@pytest.mark.parametrize(
    "words",
    [
        "Förbundet bildades 2009 och lagen är från 2003.",
        "Under 2025 kommer det att finnas utrymme för nya insatser.",
        "Visionen för 2035 är djärv.",
        "Under 2024 har arbetet fortsatt, och kommande år väntar mer.",
        "Nästa år, 2025, tar kommunen över.",
        "Föregående år 2023 var lugnare.",
    ],
)
def test_PS_08_is_tried_and_silent(words):
    assert_tried_and_silent(tried(saying(words), "PS-08"), "PS-08")


@pytest.mark.parametrize(
    "words", ["Under 2100 kr räknas inte.", "Lag (2018:597) gäller.", "Sedan 1204 personer svarat."]
)
def test_PS_08_says_nothing_of_numbers_that_are_no_years(words):
    assert findings(words, "PS-08") == ()
