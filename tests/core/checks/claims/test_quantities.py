"""Numbers in running text, and how exactly they are meant."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverk.core.checks.claims.quantities import Hedge, amounts, percents, years
from samverk.core.money import MoneyUnit, format_amount


@pytest.mark.parametrize(
    ("words", "ore"),
    [
        ("blev -1 089 tkr", -1_089_000_00),
        ("på 1.842.500 kr", 1_842_500_00),
        ("12,9 mnkr", 12_900_000_00),
        ("1,1 miljoner kronor", 1_100_000_00),
        ("en miljon kronor", 1_000_000_00),
        ("16 482 878 kronor", 16_482_878_00),
        ("850 t kr", 850_000_00),
        ("3 milj. kr", 3_000_000_00),
        ("för 2024 100 tkr", 100_000_00),
    ],
)
def test_an_amount_is_read_in_ore(words, ore):
    (found,) = amounts(words)
    assert found.value == ore


@pytest.mark.parametrize(
    "words",
    ["396 personer", "10,5 miljoner invånare", "kapitel 3 krav", "2024-03-22", "sex krukor"],
)
def test_what_is_no_amount(words):
    assert amounts(words) == ()


@pytest.mark.parametrize(
    ("words", "true_kr", "fits"),
    [
        ("433 tkr", 432_730, True),
        ("433 tkr", 434_000, False),
        ("cirka en miljon kronor", 1_089_270, True),
        ("drygt 13 mnkr", 13_061_992, True),
        ("drygt 13 mnkr", 12_400_000, False),
        ("knappt 13 mnkr", 12_900_000, True),
        ("närmare 13 mnkr", 13_900_000, False),
        ("7 400 000 kr", 7_370_000, True),
        ("7 370 000 kr", 7_380_000, False),
    ],
)
def test_the_words_say_how_exact_it_is(words, true_kr, fits):
    (found,) = amounts(words)
    assert found.fits(true_kr * 100) is fits


@pytest.mark.parametrize(
    "words", ["högst 2 mnkr", "mellan 2 och 3 mnkr", "3-5 mnkr", "upp till 400 tkr", "över 2 mnkr"]
)
def test_a_bound_is_no_number_to_compare_with(words):
    assert {found.hedge for found in amounts(words)} == {Hedge.BOUND}


@pytest.mark.parametrize(("words", "value"), [("28% av", 28), ("12,5 procent", 12.5), ("fem procent", 5)])
def test_percentages(words, value):
    (found,) = percents(words)
    assert float(found.value) == value


@pytest.mark.parametrize("words", ["10–15 %", "3 procentenheter", "procentuell", "1 000 personer"])
def test_what_is_no_percentage(words):
    assert percents(words) == ()


def test_years_stand_by_themselves():
    text = "Under 2024 gällde lag (2003:1210), perioden 2021-2024, den 2024-03-22 och 2 010 kr."
    assert [year for year, _ in years(text)] == [2024]


@given(st.integers(-(10**12), 10**12), st.sampled_from(list(MoneyUnit)))
def test_a_printed_amount_fits_what_it_was_printed_from(ore, unit):
    (found,) = amounts(f"Det blev {format_amount(ore, unit)} {unit.value}.".replace("\u00a0", " ").replace("−", "-"))
    assert found.fits(ore)
