"""The ribbon of the year: months without gaps, a mark for each day."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samverk.core.year_wheel.kinds import Binding, Known, Progress
from samverk.core.year_wheel.ribbon import LENGTH, ribbon
from samverk.core.year_wheel.state import WheelSettings, YearState
from tests.factories.year_wheel import wheel_state

DAY = date(2025, 4, 3)


@settings(deadline=None)
@given(st.integers(2004, 2200))
def test_the_months_fill_the_year(year):
    months = ribbon(wheel_state(DAY), year).months
    assert [month.number for month in months] == list(range(1, 13))
    assert months[0].start == 0
    assert months[-1].end == LENGTH
    assert all(before.end == after.start for before, after in pairwise(months))


def test_the_day_has_a_place_in_its_own_year_only():
    assert ribbon(wheel_state(DAY), 2025).today == LENGTH * 92 // 365
    assert ribbon(wheel_state(DAY), 2026).today is None
    assert [month.name for month in ribbon(wheel_state(DAY), 2025).months if month.is_current] == ["april"]


def test_a_mark_gathers_the_day_and_names_the_strongest_binding():
    known = {2024: YearState(report_decided=Known.NOT_YET)}
    marks = {mark.day: mark for mark in ribbon(wheel_state(DAY, years=known), 2025).marks}
    march = marks[date(2025, 3, 31)]
    assert [each.code for each in march.deadlines] == ["AH-ARSREDOVISNING", "AH-UNDERSKRIFT"]
    assert march.binding is Binding.LAW
    assert march.is_late
    assert march.words.startswith("Årsredovisning för 2024: skulle ha varit klart senast 31\u00a0mars; ")
    december = marks[date(2025, 12, 31)]
    assert december.end == LENGTH
    assert not december.is_late


def test_a_period_by_practice_has_a_length():
    april = next(mark for mark in ribbon(wheel_state(DAY), 2025).marks if mark.day == date(2025, 4, 30))
    month = ribbon(wheel_state(DAY), 2025).months[3]
    assert (april.start, april.end) == (month.start, month.end)
    assert april.binding is Binding.PRACTICE


def test_what_has_no_day_stands_beside_and_what_does_not_apply_is_left_out():
    shown = ribbon(wheel_state(DAY), 2025)
    codes = {each.code for each in shown.undated}
    assert {"AH-ANSVARSFRIHET", "AH-KUNGORELSE", "AH-STATENS-MEDEL"} <= codes
    everything = [*shown.undated, *(each for mark in shown.marks for each in mark.deadlines)]
    assert Progress.NOT_APPLICABLE not in {each.progress for each in everything}


@pytest.mark.parametrize("year", [1900, 2003, 9999])
def test_a_year_without_the_law_is_an_empty_ribbon(year):
    shown = ribbon(wheel_state(DAY), year)
    assert shown.marks == ()
    assert len(shown.months) == 12


@settings(deadline=None)
@given(st.integers(2004, 2100), st.dates(date(2004, 1, 1), date(2100, 12, 31)))
def test_every_mark_lies_in_the_year_in_order(year, day):
    state = wheel_state(day, settings=WheelSettings(claims_vat=True, revised_budget_month=3))
    marks = ribbon(state, year).marks
    assert all(0 <= mark.start < mark.end <= LENGTH for mark in marks)
    assert [mark.day for mark in marks] == sorted({mark.day for mark in marks})
    assert all(mark.day.year == year for mark in marks)
