"""Plain amounts as SIE files write them (SIE 4B section 5.9): dot, at most two decimals, minus first."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverk.formats.sie.values import parse_amount


@pytest.mark.parametrize(("text", "ore"), [("0", 0), ("-0.5", -50), ("12.30", 1230), ("-1089269.60", -108_926_960)])
def test_a_plain_amount_is_read_as_ore(text, ore):
    assert parse_amount(text) == ore


@pytest.mark.parametrize("text", ["", "+1", "1,50", "1.234", ".5", "1 000", "1e3", "١"])
def test_anything_else_is_refused(text):
    assert parse_amount(text) is None


@given(st.integers(-(10**12), 10**12))
def test_reading_turns_writing_back(ore):
    whole, rest = divmod(abs(ore), 100)
    assert parse_amount(f"{'-' if ore < 0 else ''}{whole}.{rest:02d}") == ore
