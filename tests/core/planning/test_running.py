"""When measures run, and the words for it."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samverk.core.measures import Direction, Measure
from samverk.core.planning.months import (
    count_words,
    month_words,
    months_between,
    months_of_year,
    period_of,
    running_months,
    running_shares,
    shifted,
    spread,
    until_words,
)
from samverk.core.planning.running import Running, running_periods
from samverk.core.planning.running import running_shares as shares_of_measures
from tests.factories.lund import lund_facts

PERIODS = st.builds(lambda year, month: year * 100 + month, st.integers(1990, 2090), st.integers(1, 12))


@settings(deadline=None)
@given(PERIODS, st.integers(-500, 500))
def test_months_go_forth_and_back(period, steps):
    assert shifted(shifted(period, steps), -steps) == period
    assert len(months_between(period, shifted(period, abs(steps)))) == abs(steps) + 1


def test_months_of_a_year_are_written_as_in_the_books():
    assert months_of_year(2025)[0] == 202501
    assert months_between(202511, 202602) == (202511, 202512, 202601, 202602)
    assert months_between(202602, 202511) == ()
    assert period_of(date(2025, 3, 31)) == 202503


@settings(deadline=None)
@given(st.integers(-(10**12), 10**12), st.one_of(st.none(), st.dates()), st.one_of(st.none(), st.dates()))
def test_a_year_spread_over_its_months_sums_to_the_year(amount, start, end):
    for year in (2024, 2025):
        shares = running_shares(year, start, end)
        assert sum(spread(amount, shares)) == amount
        months = running_months(year, start, end)
        if months:
            assert {month for month, share in enumerate(shares, 1) if share} == set(months)


def test_a_year_has_twelve_shares():
    with pytest.raises(ValueError, match="twelve"):
        spread(100, (1,))


@pytest.mark.parametrize(
    ("start", "end", "year", "words"),
    [
        (None, date(2025, 3, 31), 2025, "insatsen slutar 31\xa0mars\xa02025: tre månader av tolv"),
        (date(2025, 12, 1), None, 2025, "insatsen börjar 1\xa0december\xa02025: en månad av tolv"),
        (
            date(2025, 2, 10),
            date(2025, 4, 1),
            2025,
            "insatsen börjar 10\xa0februari\xa02025 och slutar 1\xa0april\xa02025: tre månader av tolv",
        ),
        (date(2021, 1, 1), date(2024, 9, 30), 2025, "insatsen slutade 30\xa0september\xa02024"),
        (date(2026, 1, 1), None, 2025, "insatsen börjar 1\xa0januari\xa02026"),
        (date(2021, 1, 1), None, 2025, ""),
        (None, None, 2025, ""),
    ],
)
def test_the_reason_for_part_of_a_year(start, end, year, words):
    assert Running(start, end).words(year) == words


def test_a_sub_project_runs_as_its_umbrella_project():
    periods = running_periods(lund_facts().measures)
    assert periods["iris_usb"] == Running(date(2021, 2, 1), date(2026, 1, 31))
    assert periods["iris_vsb"] == Running(date(2023, 2, 1), date(2026, 1, 31))
    assert periods["ama"] == Running()
    shares = shares_of_measures(lund_facts().measures, (2025, 2026))
    assert shares["iris_usb", 2026][0] == 1
    assert ("iris_usb", 2025) not in shares
    assert len([share for share in shares["aktiv", 2025] if share]) == 3


def test_a_ring_of_parents_ends():
    ring = [
        Measure(id="a", name="A", direction=Direction.SHARED, parent="b"),
        Measure(id="b", name="B", direction=Direction.SHARED, parent="a", end=date(2025, 5, 1)),
    ]
    assert running_periods(ring)["a"] == Running(None, date(2025, 5, 1))


def test_words_of_months():
    assert [count_words(number) for number in (0, 1, 3, 12, 13)] == [
        "noll månader",
        "en månad",
        "tre månader",
        "tolv månader",
        "13 månader",
    ]
    assert until_words(2024, 8) == "januari–augusti\xa02024"
    assert until_words(2024, 1) == "januari\xa02024"
    assert month_words(202505) == "maj\xa02025"
