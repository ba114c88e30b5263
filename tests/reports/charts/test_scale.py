from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverk.core.money import MoneyUnit
from samverk.reports.charts.scale import Scale, Span, nice_span, spread, tick_label

TKR = 100_000


def test_ticks_are_round_in_the_charts_unit():
    assert nice_span([14_151 * TKR, 13_116 * TKR], MoneyUnit.TKR).ticks == (0, 5_000 * TKR, 10_000 * TKR, 15_000 * TKR)


def test_bars_stand_on_zero_also_when_every_value_is_negative():
    span = nice_span([-900 * TKR, -700 * TKR], MoneyUnit.TKR)
    assert span.high == 0
    assert 0 in span.ticks


def test_a_small_negative_value_does_not_cost_a_whole_step():
    span = nice_span([12_000 * TKR, -240 * TKR], MoneyUnit.TKR)
    assert span.low == -240 * TKR
    assert span.ticks[0] == 0


def test_lines_far_from_zero_leave_it_out_and_others_keep_it():
    assert nice_span([5_000 * TKR, 5_100 * TKR], MoneyUnit.TKR, from_zero=False).low > 0
    assert nice_span([4_451 * TKR, 5_600 * TKR], MoneyUnit.TKR, from_zero=False).low == 0


@pytest.mark.parametrize("values", [[], [0], [0, 0]])
def test_nothing_to_show_still_gives_a_span(values):
    span = nice_span(values, MoneyUnit.TKR)
    assert span.low < span.high
    assert len(span.ticks) >= 2


@given(st.lists(st.integers(-(10**12), 10**12), min_size=1), st.sampled_from([*MoneyUnit, None]), st.booleans())
def test_every_value_lies_in_the_span_and_every_tick_too(values, unit, from_zero):
    span = nice_span(values, unit, from_zero=from_zero)
    assert span.low <= min(values)
    assert max(values) <= span.high
    assert span.low <= span.ticks[0] < span.ticks[-1] <= span.high
    assert 2 <= len(span.ticks) <= 8
    assert not from_zero or span.low <= 0 <= span.high


def test_tick_labels_have_nbsp_real_minus_and_decimals_only_for_mnkr():
    assert tick_label(-1_500 * TKR, MoneyUnit.TKR) == "−1\u00a0500"
    assert tick_label(250_000_000, MoneyUnit.MNKR) == "2,5"
    assert tick_label(-50_000_000, MoneyUnit.MNKR) == "−0,5"
    assert tick_label(300_000_000, MoneyUnit.MNKR) == "3"
    assert tick_label(1_200, None) == "1\u00a0200"


def test_a_scale_is_straight():
    scale = Scale(Span(-100, 300, (-100, 0, 300)), 40, 440)
    assert [scale.place(value) for value in (-100, 0, 300)] == [40, 140, 440]


def test_labels_move_apart_but_keep_their_order():
    assert spread([100, 101, 50], 15, 0, 200) == [100, 115, 50]
    assert spread([198, 199, 200], 15, 0, 200) == [170, 185, 200]
