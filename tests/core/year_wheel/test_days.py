"""Days counted as lag (1930:173) and lag (1989:253) count them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samverk.core.year_wheel.days import (
    days_later,
    easter,
    is_election_year,
    is_public_holiday,
    month_end,
    months_later,
    next_working_day,
    short_date,
    years_later,
)

EASTERS = [
    *[(2008, 3, 23), (2011, 4, 24), (2016, 3, 27), (2018, 4, 1), (2019, 4, 21), (2020, 4, 12), (2021, 4, 4)],
    *[(2022, 4, 17), (2023, 4, 9), (2024, 3, 31), (2025, 4, 20), (2026, 4, 5), (2027, 3, 28), (2038, 4, 25)],
]


@pytest.mark.parametrize(("year", "month", "number"), EASTERS)
def test_easter(year, month, number):
    assert easter(year) == date(year, month, number)


@settings(deadline=None)
@given(st.integers(1583, 9999))
def test_easter_is_a_sunday_from_22_march_to_25_april(year):
    day = easter(year)
    assert day.weekday() == 6
    assert date(year, 3, 22) <= day <= date(year, 4, 25)


HOLIDAYS_OF_2026 = {
    *["2026-01-01", "2026-01-06", "2026-04-03", "2026-04-05", "2026-04-06", "2026-05-01", "2026-05-14", "2026-05-24"],
    *["2026-06-06", "2026-06-20", "2026-10-31", "2026-12-25", "2026-12-26"],
}


def test_the_public_holidays_of_a_year():
    days = [date(2026, 1, 1) + timedelta(number) for number in range(365)]
    found = {day.isoformat() for day in days if is_public_holiday(day)}
    sundays = {day.isoformat() for day in days if day.weekday() == 6}
    assert found == HOLIDAYS_OF_2026 | sundays


@pytest.mark.parametrize(
    ("day", "working"),
    [
        ("2025-03-21", "2025-03-21"),  # an ordinary Friday
        ("2025-03-22", "2025-03-24"),  # Saturday
        ("2025-04-18", "2025-04-22"),  # Good Friday to Tuesday after Easter
        ("2025-06-20", "2025-06-23"),  # Midsummer Eve
        ("2025-12-24", "2025-12-29"),  # Christmas Eve on a Wednesday, then a weekend
        ("2025-12-31", "2026-01-02"),  # New Year's Eve
    ],
)
def test_a_time_that_ends_on_a_holiday_ends_the_next_working_day(day, working):
    assert next_working_day(date.fromisoformat(day)).isoformat() == working


@settings(deadline=None)
@given(st.dates(date(1583, 1, 1), date(9000, 1, 1)))
def test_the_next_working_day_is_never_before_and_within_a_week(day):
    assert day <= next_working_day(day) <= day + timedelta(6)
    assert next_working_day(next_working_day(day)) == next_working_day(day)


def test_months_and_years_keep_the_number_or_take_the_last_day():
    assert months_later(date(2025, 1, 31), 1) == date(2025, 2, 28)
    assert months_later(date(2025, 12, 15), -1) == date(2025, 11, 15)
    assert years_later(date(2024, 2, 29), 3) == date(2027, 2, 28)
    assert month_end(2024, 2) == date(2024, 2, 29)


def test_the_ends_of_the_calendar_are_as_far_as_it_goes():
    assert days_later(date.max, 5) == date.max
    assert days_later(date.min, -5) == date.min
    assert days_later(date(2025, 3, 1), -1) == date(2025, 2, 28)
    assert years_later(date.max, 3) == date.max
    assert next_working_day(date.max) == date.max


def test_general_elections_are_held_every_fourth_year():
    assert [year for year in range(2020, 2035) if is_election_year(year)] == [2022, 2026, 2030, 2034]


def test_a_day_of_another_year_names_the_year():
    assert short_date(date(2025, 4, 4), date(2025, 12, 1)) == "4\u00a0april"
    assert short_date(date(2024, 4, 4), date(2025, 1, 1)) == "4\u00a0april\u00a02024"
