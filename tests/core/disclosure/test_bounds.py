"""What totals give away about hidden cells, against every way to fill them."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samverk.core.disclosure.bounds import CellRange, CellTotal, bounds, known, narrow

TOTAL = "total"


def _ranges(**cells: int | None) -> dict[str, CellRange]:
    return {name: CellRange() if value is None else known(value) for name, value in cells.items()}


def test_one_hidden_cell_in_a_row_with_a_total_is_the_rest():
    found = bounds(_ranges(women=None, men=9, total=12), [CellTotal(TOTAL, ("women", "men"))])
    assert found is not None
    assert found["women"].value == 3


def test_two_hidden_cells_in_a_row_share_the_rest():
    found = bounds(_ranges(a=None, b=None, c=9, total=12), [CellTotal(TOTAL, ("a", "b", "c"))])
    assert found is not None
    assert (found["a"], found["b"]) == (CellRange(0, 3), CellRange(0, 3))


def test_two_cells_under_a_limit_whose_sum_reaches_it_are_both_known():
    ranges = {"a": CellRange(0, 4), "b": CellRange(0, 4), "total": known(8)}
    found = bounds(ranges, [CellTotal(TOTAL, ("a", "b"))])
    assert found is not None
    assert (found["a"].value, found["b"].value) == (4, 4)


def test_a_hidden_total_of_open_cells_is_their_sum():
    found = bounds(_ranges(a=2, b=1, total=None), [CellTotal(TOTAL, ("a", "b"))])
    assert found is not None
    assert found["total"].value == 3


def test_a_cell_that_no_shown_total_bounds_has_no_highest_count():
    found = bounds(_ranges(a=None, b=2, total=None), [CellTotal(TOTAL, ("a", "b"))])
    assert found is not None
    assert (found["a"], found["total"]) == (CellRange(0, None), CellRange(2, None))


def test_what_each_total_alone_leaves_open_is_settled_by_all_together():
    # a + b, b + c and a + c are all 4: each total alone leaves 0–4, all three together only 2
    ranges = _ranges(a=None, b=None, c=None, ab=4, bc=4, ac=4)
    totals = [CellTotal("ab", ("a", "b")), CellTotal("bc", ("b", "c")), CellTotal("ac", ("a", "c"))]
    outer, exact = narrow(ranges, totals), bounds(ranges, totals)
    assert outer is not None
    assert exact is not None
    assert outer["a"] == CellRange(0, 4)
    assert [exact[name].value for name in "abc"] == [2, 2, 2]


def test_totals_that_contradict_each_other_give_nothing_away():
    assert bounds(_ranges(a=7, b=None, total=5), [CellTotal(TOTAL, ("a", "b"))]) is None
    ranges = _ranges(a=None, b=None, c=None, ab=1, bc=1, ac=1)
    assert (
        bounds(ranges, [CellTotal("ab", ("a", "b")), CellTotal("bc", ("b", "c")), CellTotal("ac", ("a", "c"))]) is None
    )


def test_a_total_of_a_cell_that_is_not_there_is_an_error():
    with pytest.raises(KeyError):
        bounds(_ranges(a=1), [CellTotal(TOTAL, ("a",))])


Cell = tuple[int, int]


@st.composite
def _hidden_tables(draw: st.DrawFn) -> tuple[dict[Cell, CellRange], list[CellTotal[Cell]], dict[Cell, int]]:
    """A table with row totals, column totals and a grand total, where any cell or total may be hidden."""
    rows, columns = draw(st.integers(1, 3)), draw(st.integers(1, 3))
    limit = draw(st.integers(2, 5))
    truth = {(row, column): draw(st.integers(0, 6)) for row in range(rows) for column in range(columns)}
    across = [CellTotal((row, columns), tuple((row, column) for column in range(columns))) for row in range(rows)]
    down = [CellTotal((rows, column), tuple((row, column) for row in range(rows))) for column in range(columns + 1)]
    totals: list[CellTotal[Cell]] = [*across, *down]
    for total, addends in totals:
        truth[total] = sum(truth[each] for each in addends)
    ranges = {}
    for cell, value in truth.items():
        is_inner = cell[0] < rows and cell[1] < columns
        is_hidden = draw(st.booleans()) if is_inner and value < limit else draw(st.sampled_from([False, False, True]))
        if not is_hidden:
            ranges[cell] = known(value)
        elif is_inner:  # hidden by the limit, or to protect another
            ranges[cell] = CellRange(0, limit - 1) if value < limit else CellRange(0, 6)
        else:
            ranges[cell] = CellRange(0, None)
    return ranges, totals, truth


def _every_filling(ranges: dict[Cell, CellRange], totals: list[CellTotal[Cell]]) -> dict[Cell, set[int]]:
    """Brute force: the values of each cell in all fillings of the inner cells that fit the shown totals."""
    sums = {total for total, _ in totals}
    inner = [cell for cell in ranges if cell not in sums]
    seen: dict[Cell, set[int]] = {cell: set() for cell in ranges}
    for values in product(*(range(ranges[cell].lowest, (ranges[cell].highest or 0) + 1) for cell in inner)):
        filled = dict(zip(inner, values, strict=True))
        for total, addends in totals:
            filled[total] = sum(filled[each] for each in addends)
            each = ranges[total]
            if filled[total] < each.lowest or (each.highest is not None and filled[total] > each.highest):
                break
        else:
            for cell, value in filled.items():
                seen[cell].add(value)
    return seen


def _size(ranges: dict[Cell, CellRange], totals: list[CellTotal[Cell]]) -> int:
    size = 1
    for cell in set(ranges) - {total for total, _ in totals}:
        size *= (ranges[cell].highest or 0) - ranges[cell].lowest + 1
    return size


@settings(max_examples=300, deadline=None)
@given(_hidden_tables().filter(lambda table: _size(table[0], table[1]) <= 3_000))
def test_bounds_are_what_brute_force_finds(table):
    ranges, totals, truth = table
    found = bounds(ranges, totals)
    assert found is not None
    for cell, values in _every_filling(ranges, totals).items():
        assert (found[cell].lowest, found[cell].highest) == (min(values), max(values)), cell
        assert truth[cell] in values


@settings(max_examples=200, deadline=None)
@given(_hidden_tables())
def test_the_truth_is_never_ruled_out(table):
    ranges, totals, truth = table
    found = bounds(ranges, totals)
    assert found is not None
    for cell, value in truth.items():
        highest = found[cell].highest
        assert found[cell].lowest <= value
        assert highest is None or value <= highest
