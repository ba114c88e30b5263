"""Rows whose numbers may stand under more than one set of columns."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from samverk.core.review.placement import OpenRow, place
from samverk.core.review.sums import Number


def sure(label: str, *numbers: int | None) -> OpenRow:
    return OpenRow(label, (tuple(None if n is None else Number(n, 1) for n in numbers),))


def lost(label: str, width: int, *numbers: int) -> OpenRow:
    ways = []
    for columns in combinations(range(width), len(numbers)):
        way: list[Number | None] = [None] * width
        for column, number in zip(columns, numbers, strict=True):
            way[column] = Number(number, 1)
        ways.append(tuple(way))
    return OpenRow(label, tuple(ways), is_lost=True)


def test_the_sum_says_where_a_lone_number_stands():
    rows = [sure("Lön", 1200, 1100, 900), lost("Hyra", 3, 190), sure("Summa", 1200, 1290, 900)]
    placed, sums = place(rows, range(3))
    assert rows[1].ways[placed[1].way] == (None, Number(190, 1), None)
    assert (placed[1].fitting, placed[1].doubtful) == (1, frozenset())
    assert sums[2].failed == ()


def test_where_no_sum_can_say_every_column_stays_in_doubt():
    placed, _sums = place([sure("Lön", 1200, 1100), lost("Hyra", 2, 190)], range(2))
    assert placed[1].fitting == 2
    assert placed[1].doubtful == {0, 1}


def test_where_no_placing_fits_the_column_that_cannot_be_right_is_left_failing():
    rows = [sure("Lön", 1200, 1100, 900), lost("Hyra", 3, 190), sure("Summa", 1200, 1290, 999)]
    placed, sums = place(rows, range(3))
    assert placed[1].fitting == 1
    assert sums[2].failed == (2,)


def test_two_ways_to_cut_a_row_are_told_apart_by_the_sum():
    cuts = ((Number(1, 1), Number(359_400, 1)), (Number(1_359, 1), Number(400, 1)))
    rows = [OpenRow("Lön", cuts), sure("Hyra", 100, 200), sure("Summa", 1459, 600)]
    placed, sums = place(rows, range(2))
    assert placed[0].way == 1
    assert sums[2].failed == ()


@given(st.lists(st.lists(st.integers(100, 99_999), min_size=4, max_size=4), min_size=2, max_size=6), st.data())
def test_the_true_placing_always_holds(parts, data):
    """Whatever the numbers, the sums of a rebuilt table hold: the search never ends worse than the truth."""
    row = data.draw(st.integers(0, len(parts) - 1))
    kept = data.draw(st.sets(st.integers(0, 3), min_size=1, max_size=3))
    rows = [sure(f"Rad {number}", *numbers) for number, numbers in enumerate(parts)]
    rows[row] = lost(f"Rad {row}", 4, *(parts[row][column] for column in sorted(kept)))
    totals = [
        sum(numbers[column] for number, numbers in enumerate(parts) if number != row or column in kept)
        for column in range(4)
    ]
    _placed, sums = place([*rows, sure("Summa", *totals)], range(4))
    assert sums[len(parts)].failed == ()
