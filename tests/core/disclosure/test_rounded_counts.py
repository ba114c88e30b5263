"""Rounding of small counts: nothing small is shown, sums hold, and the truth is within the bounds."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samverk.core.disclosure.attack import attack
from samverk.core.disclosure.bounds import CellRange, CellTotal, known
from samverk.core.disclosure.crossed import CellDimension, link
from samverk.core.disclosure.invented import counted
from samverk.core.disclosure.linked import CellState, LinkedCell, LinkedTables, LinkedTablesError
from samverk.core.disclosure.rounded_counts import round_counts
from samverk.core.disclosure.rule import DisclosureRule

RULE = DisclosureRule()
DIMENSIONS = (CellDimension("kön", {"": ("kvinnor", "män")}), CellDimension("ålder", {"": ("unga", "äldre", "äldst")}))


def column(*counts, state=CellState.OPEN):
    parts = [LinkedCell(name, count) for name, count in zip("abcdef", counts, strict=False)]
    whole = LinkedCell("alla", sum(counts), state)
    return LinkedTables((*parts, whole), (CellTotal("alla", tuple(part.key for part in parts)),))


def test_a_small_count_goes_up_or_down_and_the_total_follows():
    result = round_counts(column(4, 12, 9), RULE)
    assert result.counts["a"] in (0, 5)
    assert result.counts["alla"] == sum(result.counts[key] for key in "abc")
    assert result.is_additive
    assert result.most_moved <= 4


def test_two_small_counts_round_against_each_other_so_that_the_total_stays():
    result = round_counts(column(2, 3, 20), RULE)
    assert sorted((result.counts["a"], result.counts["b"])) == [0, 5]
    assert (result.counts["c"], result.counts["alla"]) == (20, 25)


def test_large_counts_and_zeros_are_left_alone():
    assert round_counts(column(0, 7, 20), RULE).counts == {"a": 0, "b": 7, "c": 20, "alla": 27}


def test_what_a_reader_can_tell():
    result = round_counts(column(2, 3, 20), RULE)
    low, high = sorted(("a", "b"), key=lambda key: result.counts[key])
    assert result.range_of(low) == CellRange(0, 4)
    assert result.range_of(high) == CellRange(1, 9)
    assert result.range_of("alla") == CellRange(21, 29)


def test_a_total_printed_before_can_make_the_sums_not_hold():
    tables = LinkedTables(
        (LinkedCell("a", 3), LinkedCell("b", 4), LinkedCell("alla", 7, CellState.FIXED)),
        (CellTotal("alla", ("a", "b")),),
    )
    result = round_counts(tables, RULE)
    assert not result.is_additive
    assert result.counts["alla"] == 7
    assert {result.counts["a"], result.counts["b"]} <= {0, 5}


def test_a_count_nobody_knows_is_not_rounded():
    with pytest.raises(LinkedTablesError, match="Antalet i a är inte känt"):
        round_counts(LinkedTables((LinkedCell("a", None),)), RULE)


person = st.fixed_dictionaries(
    {"kön": st.sampled_from(("kvinnor", "män")), "ålder": st.sampled_from(("unga", "äldre", "äldst"))}
)


@settings(max_examples=25, deadline=None)
@given(st.lists(person, max_size=30), st.integers(2, 7))
def test_nothing_small_is_shown_sums_hold_and_the_truth_is_within_the_bounds(people, base):
    tables = link(counted(people, (("kön", "ålder"),), DIMENSIONS), DIMENSIONS)
    result = round_counts(tables, DisclosureRule(rounding_base=base))
    assert result.is_additive
    assert not [count for count in result.counts.values() if 1 <= count < base]
    for total in tables.totals:
        assert result.counts[total.total] == sum(result.counts[key] for key in total.addends)
    for cell in tables.cells:
        told = result.range_of(cell.key)
        assert told.lowest <= cell.count <= (told.highest or 0)
    assert result == round_counts(tables, DisclosureRule(rounding_base=base))


def test_the_attack_on_rounded_tables_recovers_nothing():
    report = attack([round_counts(column(2, 3, 20, 1), RULE).release("avrundat")], RULE, in_full=True)
    assert report.recovered == []
    assert not report.contradiction


def test_a_structural_zero_is_zero_to_everyone():
    tables = LinkedTables(
        (LinkedCell("män", 0, is_structural=True), LinkedCell("kvinnor", 12), LinkedCell("alla", 12)),
        (CellTotal("alla", ("män", "kvinnor")),),
    )
    assert round_counts(tables, RULE).range_of("män") == known(0)
