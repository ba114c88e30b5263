"""Days as reports write them."""

from datetime import date

from samverk.core.periods import is_within, long_date, year_end


def test_a_day_in_words():
    assert long_date(date(2025, 3, 22)) == "22\u00a0mars\u00a02025"


def test_the_accounting_year_is_the_calendar_year():
    assert year_end(2024) == date(2024, 12, 31)


def test_an_interval_is_closed_and_may_lack_an_end():
    start, end = date(2024, 1, 1), date(2024, 12, 31)
    assert is_within(start, start, end)
    assert is_within(end, start, end)
    assert not is_within(date(2025, 1, 1), start, end)
    assert is_within(date(2099, 1, 1), start, None)
