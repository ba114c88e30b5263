"""Money: öre in, whole units out, half away from zero."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverk.core.money import (
    MoneyUnit,
    format_amount,
    format_exact,
    group_thousands,
    ore_from_decimal,
    round_half_away,
)


@pytest.mark.parametrize(
    ("ore", "step", "rounded"),
    [(149, 100, 1), (150, 100, 2), (-149, 100, -1), (-150, 100, -2), (0, 100, 0), (-108_926_960, 100, -1_089_270)],
)
def test_halves_go_away_from_zero(ore, step, rounded):
    assert round_half_away(ore, step) == rounded


def test_a_fraction_is_rounded_exactly():
    assert round_half_away(Fraction(1, 2)) == 1
    assert round_half_away(Fraction(-1, 2)) == -1
    assert round_half_away(Fraction(2089128, 73700)) == 28


def test_a_step_below_one_is_refused():
    with pytest.raises(ValueError, match="step"):
        round_half_away(1, 0)


@given(st.integers(-(10**15), 10**15), st.sampled_from([1, 100, 100_000]))
def test_rounding_is_never_more_than_half_a_step_away_and_symmetric(ore, step):
    assert abs(round_half_away(ore, step) * step - ore) * 2 <= step
    assert round_half_away(-ore, step) == -round_half_away(ore, step)


def test_numbers_are_written_as_swedish_print_has_them():
    assert group_thousands(-1089270) == "−1\u00a0089\u00a0270"
    assert format_amount(1_306_199_200, MoneyUnit.TKR) == "13\u00a0062"
    assert format_exact(-108_926_960) == "−1\u00a0089\u00a0269,60"
    assert format_exact(5) == "0,05"


def test_an_amount_typed_in_a_unit_becomes_ore():
    assert ore_from_decimal(Decimal("1842.5"), MoneyUnit.TKR) == 184_250_000
    assert ore_from_decimal(3, MoneyUnit.KR) == 300
    with pytest.raises(ValueError, match="whole number of öre"):
        ore_from_decimal(Decimal("0.001"), MoneyUnit.KR)
    with pytest.raises(ValueError, match="whole number of öre"):
        ore_from_decimal(Decimal("NaN"), MoneyUnit.KR)
