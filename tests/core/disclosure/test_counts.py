"""Counts so small that they point at somebody."""

from __future__ import annotations

import pytest

from samverk.core.disclosure.counts import DEFAULT_THRESHOLD, THRESHOLD_SOURCE, is_alike, is_small, remainder


@pytest.mark.parametrize(("count", "small"), [(0, False), (1, True), (4, True), (5, False), (396, False)])
def test_small_is_from_one_to_below_the_threshold(count, small):
    assert is_small(count) is small


def test_the_board_can_set_another_threshold():
    assert is_small(9, threshold=10)
    assert not is_small(1, threshold=1)
    with pytest.raises(ValueError, match="at least 1"):
        is_small(1, threshold=0)


def test_the_threshold_has_no_source_and_says_so():
    assert (DEFAULT_THRESHOLD, THRESHOLD_SOURCE) == (5, "")


def test_the_remainder_is_what_no_part_holds():
    assert remainder(396, [394]) == 2
    assert remainder(396, [223, 173]) == 0
    assert remainder(5, [4, 3]) == -2


@pytest.mark.parametrize(
    ("count", "size", "alike"), [(12, 12, True), (11, 12, True), (10, 12, False), (1, 1, False), (2, 2, True)]
)
def test_a_group_is_alike_when_all_or_all_but_one_share_a_category(count, size, alike):
    assert is_alike(count, size) is alike
