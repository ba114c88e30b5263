"""The attack: what follows from sums, percentages, means, several releases and the fact that people come whole."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samverk.core.disclosure.attack import AttackVerdict, attack
from samverk.core.disclosure.bounds import CellRange, CellTotal, bounds, known
from samverk.core.disclosure.equations import KnownShare
from samverk.core.disclosure.linked import MeanCell
from samverk.core.disclosure.releases import Release, ReleasedCell, ReleaseRegister
from samverk.core.disclosure.rule import DisclosureRule, ZeroRule

RULE = DisclosureRule()
HELPER = DisclosureRule(zeros=ZeroRule.HELPER)


def release(name="rapporten", totals=(), shares=(), means=(), implied=(), **counts):
    """A release of counts; None is hidden."""
    cells = [ReleasedCell(key, CellRange() if n is None else known(n)) for key, n in counts.items()]
    cells += [ReleasedCell(key, is_implied=True) for key in implied]
    return Release(name, tuple(cells), tuple(totals), tuple(shares), tuple(means))


def ranges(report):
    return {each.cell.key: (each.range.lowest, each.range.highest) for each in report.cells}


def whole(total, *parts):
    return CellTotal(total, parts)


def test_a_hidden_cell_alone_in_a_sum_is_recovered():
    report = attack([release(alla=32, kvinnor=None, män=30, totals=[whole("alla", "kvinnor", "män")])], RULE)
    assert ranges(report) == {"kvinnor": (2, 2)}
    assert [each.verdict for each in report.cells] == [AttackVerdict.RECOVERED]


def test_two_hidden_cells_share_what_is_left():
    table = release(alla=32, a=None, b=None, c=26, totals=[whole("alla", "a", "b", "c")])
    assert ranges(attack([table], RULE, in_full=True)) == {"a": (1, 5), "b": (1, 5)}
    assert ranges(attack([table], HELPER, in_full=True)) == {"a": (0, 6), "b": (0, 6)}


def test_whoever_knows_that_zeros_are_shown_recovers_two_ones():
    table = release(alla=9, a=None, b=None, c=7, totals=[whole("alla", "a", "b", "c")])
    assert ranges(attack([table], RULE)) == {"a": (1, 1), "b": (1, 1)}
    report = attack([table], HELPER, in_full=True)
    assert ranges(report) == {"a": (0, 2), "b": (0, 2)}
    assert [each.cell.key for each in report.narrow] == ["a", "b"]


def test_a_hidden_total_of_hidden_cells_has_no_end():
    report = attack([release(alla=None, a=None, b=12, totals=[whole("alla", "a", "b")])], RULE, in_full=True)
    assert ranges(report) == {"alla": (13, None), "a": (1, None)}
    assert report.recovered == []


@pytest.mark.parametrize(("percent", "count"), [("33", 4), ("33.3", 4), ("8", 1)])
def test_a_percentage_of_a_known_number_is_a_count(percent, count):
    table = release(alla=12, a=None, shares=[KnownShare("a", "alla", Decimal(percent))])
    assert ranges(attack([table], RULE)) == {"a": (count, count)}


def test_a_third_of_three_is_one_and_of_an_unknown_number_is_not_known():
    third = KnownShare("a", "alla", Decimal(33))
    assert ranges(attack([release(alla=3, a=None, shares=[third])], RULE)) == {"a": (1, 1)}
    assert attack([release(alla=None, a=None, shares=[third])], RULE).recovered == []


def test_three_means_tell_how_many_there_are_of_each():
    means = [MeanCell(key, "månader", key, Decimal(mean)) for key, mean in
             (("alla", "10.0000"), ("kvinnor", "8.0000"), ("män", "12.0000"))]  # fmt: skip
    table = release(alla=20, kvinnor=None, män=None, totals=[whole("alla", "kvinnor", "män")], means=means)
    assert ranges(attack([table], RULE)) == {"kvinnor": (10, 10), "män": (10, 10)}


def test_means_of_few_and_means_at_their_own_ends_tell_of_single_persons():
    few = MeanCell("få", "månader", "a", Decimal(7))
    ends = MeanCell("lika", "månader", "b", Decimal(7), Decimal(7), Decimal(9))
    many = MeanCell("många", "månader", "b", Decimal(8), Decimal(7), Decimal(9))
    report = attack([release(a=3, b=30, means=[few, ends, many])], RULE)
    assert [mean.key for mean in report.telling_means] == ["få", "lika"]


def test_two_tables_together_tell_what_neither_does():
    ages = release("ålder", alla=30, unga=None, äldre=None, totals=[whole("alla", "unga", "äldre")])
    young = release("unga", unga=None, norr=4, söder=9, totals=[whole("unga", "norr", "söder")])
    assert attack([ages], RULE).recovered == []
    assert ranges(attack([ages, young], RULE)) == {"unga": (13, 13), "äldre": (17, 17)}


def test_what_came_between_two_reports_is_recovered():
    first, second = release("kvartal 1", alla=20), release("halvåret", alla=22)
    report = attack([first, second], RULE)
    assert [(each.cell.is_implied, each.range.value) for each in report.recovered] == [(True, 2)]
    assert attack([first, release("halvåret", alla=27)], RULE).recovered == []


def test_a_cell_that_an_earlier_release_printed_is_not_hidden_by_a_later_one():
    report = attack([release("förra", a=3), release("ny", a=None)], RULE)
    assert ranges(report) == {"a": (3, 3)}
    assert len(report.recovered) == 1


def test_a_corrected_hidden_count_does_not_make_the_releases_contradict_each_other():
    first = release("förra", alla=10, a=None, b=None, totals=[whole("alla", "a", "b")])
    report = attack([first, release("ny", a=9, b=8)], RULE)
    assert report.contradiction == ""


def test_counts_that_do_not_add_up_are_told_and_nothing_else():
    report = attack([release(alla=10, a=7, b=None, c=8, totals=[whole("alla", "a", "b", "c")])], RULE)
    assert report.contradiction
    assert report.cells == ()


def test_people_come_whole_where_the_sums_alone_leave_halves():
    """Of three cells, any two hold at most one person: so all three do. The sums alone would allow one and a half."""
    pairs = [f"{one}{other}{number}" for number in "12" for one, other in ("ab", "bc", "ac")]
    cells = [ReleasedCell(pair, CellRange(0, 1)) for pair in pairs]
    cells += [ReleasedCell(f"{name}{number}") for number in "12" for name in "abc"]
    totals = [whole(pair, pair[0] + pair[2], pair[1] + pair[2]) for pair in pairs]
    totals.append(whole("alla", "a1", "b1", "c1", "a2", "b2", "c2", "d"))
    table = Release("rapporten", (*cells, ReleasedCell("d"), ReleasedCell("alla", known(3))), tuple(totals))
    assert ranges(attack([table], HELPER, in_full=True))["d"] == (1, 3)


def test_a_range_in_print_is_not_held_against_the_table_but_a_small_count_is():
    under_five = Release("rapporten", (ReleasedCell("a", CellRange(1, 4)), ReleasedCell("b", known(3))))
    report = attack([under_five], RULE)
    assert [each.verdict for each in report.cells] == [AttackVerdict.SAFE]
    assert [cell.key for cell in report.small] == ["b"]


def test_a_release_is_remembered_once():
    register = ReleaseRegister().remember(release("förra", a=9))
    with pytest.raises(ValueError, match="förra"):
        register.remember(release("förra", a=9))


counts = st.lists(st.integers(1, 9), min_size=2, max_size=4)


@settings(max_examples=40, deadline=None)
@given(counts, st.data())
def test_the_attack_knows_what_a_search_through_all_counts_knows(parts, data):
    """The same ranges as the search in bounds.py, which reviews other people's tables."""
    keys = [f"c{number}" for number in range(len(parts))]
    is_hidden = data.draw(st.lists(st.booleans(), min_size=len(parts), max_size=len(parts)))
    shown = {key: None if out else count for key, count, out in zip(keys, parts, is_hidden, strict=True)}
    pair = whole("par", *keys[:2])
    totals = [whole("alla", *keys), pair]
    report = attack([release(alla=sum(parts), par=sum(parts[:2]), totals=totals, **shown)], HELPER, in_full=True)
    start = {key: CellRange() if n is None else known(n) for key, n in shown.items()}
    expected = bounds(start | {"alla": known(sum(parts)), "par": known(sum(parts[:2]))}, totals)
    assert {each.cell.key: each.range for each in report.cells} == {key: expected[key] for key in ranges(report)}
