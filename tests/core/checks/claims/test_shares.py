"""PS-03 and PS-04. Administration, 1 200 tkr, is 34 % of the state's money, 17 % of the members', 15 % of costs."""

from __future__ import annotations

import pytest

from samverk.core.checks.finding import Verdict
from tests.core.checks.claims.saying import findings, saying, tried
from tests.factories.checked import assert_tried_and_silent


@pytest.mark.parametrize(
    ("words", "expected", "other"),
    [
        ("Administrationen utgjorde 17 % av statens medel.", "34 % av statens medel", "medlemmarnas medel"),
        ("Administration motsvarade under 2024 34% av medlemsavgifterna.", "17 % av medlemmarnas medel",
         "statens medel"),
        ("Kostnaden för administration motsvarade 34 % av de totala kostnaderna.", "15 % av kostnaderna",
         "statens medel"),
        ("Under året utgjorde 17 % av den statliga tilldelningen allt. Administration utgör 17 % av den statliga "
         "tilldelningen.", "34 % av statens medel", "medlemmarnas medel"),
    ],
)  # fmt: skip
def test_PS_03_fires_and_names_the_base_that_fits(words, expected, other):
    (finding,) = findings(words, "PS-03")
    assert (finding.verdict, finding.expected) == (Verdict.FAULT, expected)
    assert f"är andelen av {other}" in finding.message


def test_PS_03_fires_on_a_share_that_fits_nothing():
    (finding,) = findings("Administrationen utgjorde 48 % av statens medel.", "PS-03")
    assert (finding.verdict, finding.expected) == (Verdict.FAULT, "34 % av statens medel")


def test_PS_03_asks_when_it_is_nearly_right():
    (finding,) = findings("Administrationen utgjorde 19 % av medlemmarnas medel.", "PS-03")
    assert finding.verdict is Verdict.AMBIGUOUS


@pytest.mark.parametrize(
    "words",
    [
        "Administrationen utgjorde 17 % av medlemmarnas medel.",
        "Administrationen var cirka 35 % av statens medel.",
        "ESF-medlen stod för 12,5 procent av intäkterna.",
        "Administrationen motsvarar 14 % av kostnaderna.",
        "Av allt gäller att 17 % av parternas tilldelning gick till administration.",
    ],
)
def test_a_right_share_is_tried_and_silent(words):
    assert_tried_and_silent(tried(saying(words), "PS-03"), "PS-03")


@pytest.mark.parametrize(
    "words",
    [
        "Av de inskrivna gick 41 % av kvinnorna till arbete.",
        "Administrationen bör utgöra högst 10 % av statens medel.",
        "Målet är att administrationen är 12 % av kostnaderna.",
        "Administrationen av Stödet utgjorde 5 % av statens medel.",
        "Administrationen utgjorde 40 % av medlen för Kartan.",
        "Personalen ägnar 30 % av sin tid åt möten.",
        "Administrationen utgjorde 9 % av kostnaderna för projektet.",
    ],
)
def test_PS_03_says_nothing_of_other_shares(words):
    assert findings(words, "PS-03") == ()


def test_PS_04_fires_when_the_ceiling_has_no_base():
    words = "De sparade medlen minskar, vilket är inom ramen för Nationella rådets rekommendationer."
    (finding,) = findings(words, "PS-04")
    assert finding.verdict is Verdict.AMBIGUOUS
    assert "26 % av medlemmarnas medel; 22 % av kostnadsbudgeten" in finding.message


def test_PS_04_is_silent_when_the_funds_are_below_the_ceiling_whatever_the_base():
    words = "Rådet rekommenderar högst 30 % sparade medel. De sparade medlen ligger därmed under taket."
    assert_tried_and_silent(tried(saying(words), "PS-04"), "PS-04")


@pytest.mark.parametrize(
    "words",
    [
        "Arbetet sker inom ramen för lagens riktlinjer.",
        "Rådet rekommenderar att ett förbund sparar högst 20 %.",
        "De sparade medlen motsvarar 26 % av medlemmarnas medel.",
        "Nationella rådets rekommendationer om sparade medel diskuterades.",
        "Insatsen ryms inom budgeten.",
    ],
)
def test_PS_04_says_nothing_where_no_compliance_is_claimed(words):
    assert findings(words, "PS-04") == ()
