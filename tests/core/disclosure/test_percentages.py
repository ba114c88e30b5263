"""Which counts a printed percentage can stand for."""

from __future__ import annotations

from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverk.core.disclosure.percentages import counts_of, cut_counts_of, is_possible


@pytest.mark.parametrize(
    ("total", "percent", "counts"),
    [
        (14, "57", [8]),  # 57,14
        (12, "11", []),  # 8,33 and 16,67
        (8, "12", [1]),  # 12,5 to even
        (8, "13", [1]),  # 12,5 upwards
        (40, "2,5", [1]),
        (3, "33,3", [1]),
        (12, "0", [0]),
        (12, "100", [12]),
        (396, "41", [161, 162, 163, 164]),
    ],
)
def test_the_counts_of_a_percentage(total, percent, counts):
    assert list(counts_of(total, Decimal(percent.replace(",", ".")))) == counts


def test_a_cut_percentage_is_told_from_a_rounded_one():
    assert list(counts_of(12, Decimal(16))) == []
    assert list(cut_counts_of(12, Decimal(16))) == [2]  # 16,67
    assert list(cut_counts_of(4, Decimal(24))) == []  # 25 is written 25


def test_a_word_like_cirka_widens():
    assert not is_possible(12, Decimal(11))
    assert list(counts_of(12, Decimal(11), margin=5)) == [1]


@pytest.mark.parametrize(("total", "percent"), [(0, Decimal(10)), (5, Decimal("NaN"))])
def test_a_share_of_nobody_or_of_no_number_is_an_error(total, percent):
    with pytest.raises(ValueError):  # noqa: PT011
        counts_of(total, percent)


@given(st.data(), st.integers(1, 2_000), st.integers(0, 2))
def test_a_percentage_of_real_people_is_never_impossible(data, total, decimals):
    count = data.draw(st.integers(0, total))
    share = Fraction(100 * count, total)
    exact = Decimal(share.numerator) / Decimal(share.denominator)
    step = Decimal(1).scaleb(-decimals)
    for rounding in (ROUND_HALF_UP, ROUND_HALF_EVEN):
        assert count in counts_of(total, exact.quantize(step, rounding))
    assert count in cut_counts_of(total, exact.quantize(step, ROUND_DOWN))


@given(st.integers(1, 200), st.integers(0, 100))
def test_an_impossible_percentage_is_no_count_s(total, percent):
    shares = [Fraction(100 * count, total) for count in range(total + 1)]
    fits = [share for share in shares if abs(share - percent) <= Fraction(1, 2) or percent <= share < percent + 1]
    assert is_possible(total, Decimal(percent)) == bool(fits)
