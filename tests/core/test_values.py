from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverk.core.values import parse_accounts, parse_amount, parse_day, parse_share, require_apart, require_order


@pytest.mark.parametrize(
    ("written", "share"),
    [
        ("1/4", Fraction(1, 4)),
        ("25 %", Fraction(1, 4)),
        ("12,5 %", Fraction(1, 8)),
        ("13,7\u00a0%", Fraction(137, 1000)),
        (Decimal("0.069"), Fraction(69, 1000)),
        (1, Fraction(1)),
        (Fraction(1, 3), Fraction(1, 3)),
    ],
)
def test_a_share_is_exact_however_it_is_written(written, share):
    assert parse_share(written) == share


@pytest.mark.parametrize("written", ["", "en fjärdedel", "1/0", "1e9999999", "-1/4", "25 % %", True, "1/4/2", None])
def test_what_is_no_share_is_refused_in_swedish(written):
    with pytest.raises(ValueError, match="andel skrivs som"):
        parse_share(written)


@pytest.mark.parametrize("written", ["101 %", "5/4", 2])
def test_a_share_is_never_more_than_the_whole(written):
    with pytest.raises(ValueError, match="mellan 0 och 1"):
        parse_share(written)


@given(st.fractions(0, 1, max_denominator=10**6))
def test_every_fraction_is_read_back(share):
    assert parse_share(str(share)) == share


def test_a_day_is_a_date_or_its_text():
    assert parse_day(date(2025, 3, 21)) == parse_day("2025-03-21") == date(2025, 3, 21)


@pytest.mark.parametrize("written", ["2025-3-21", "21 mars 2025", 20250321, datetime(2025, 3, 21), True])  # noqa: DTZ001
def test_what_is_no_day_is_refused(written):
    with pytest.raises(ValueError, match="en dag skrivs"):
        parse_day(written)


def test_a_day_that_is_not_in_the_calendar_is_refused():
    with pytest.raises(ValueError, match="kalendern"):
        parse_day("2025-02-29")


def test_an_amount_is_exact():
    assert parse_amount(Decimal("1842.5")) == Decimal("1842.5")
    assert parse_amount(-3) == Decimal(-3)


@pytest.mark.parametrize("written", ["1842,5", "1842.5", 1842.5, True, Decimal("NaN"), Decimal("Infinity"), None])
def test_what_is_no_amount_is_refused(written):
    with pytest.raises(ValueError, match="ett belopp skrivs"):
        parse_amount(written)


def test_an_amount_beyond_reason_is_refused():
    with pytest.raises(ValueError, match="orimligt"):
        parse_amount(Decimal("1e12"))


@pytest.mark.parametrize("written", ["3010", "3010-3019", "0001", " 3010 "])
def test_accounts_are_numbers_or_ranges(written):
    assert parse_accounts(written) == written.strip()


@pytest.mark.parametrize("written", ["", "30x0", "3010-", "-3010", "3010–3019", 3010, "3010 3020"])
def test_what_is_no_account_is_refused(written):
    with pytest.raises(ValueError, match="ett konto skrivs"):
        parse_accounts(written)


@pytest.mark.parametrize("written", ["3019-3010", "301-3010"])
def test_a_range_goes_upwards_among_numbers_of_one_length(written):
    with pytest.raises(ValueError, match="lägre till ett högre"):
        parse_accounts(written)


def test_periods_may_touch_but_not_share_a_day():
    first, second = (date(2020, 1, 1), date(2020, 12, 31)), (date(2021, 1, 1), None)
    require_apart([second, first])
    with pytest.raises(ValueError, match="måste sluta före 2020-12-31"):
        require_apart([first, (date(2020, 12, 31), None)])
    with pytest.raises(ValueError, match="måste sluta före"):
        require_apart([(date(2020, 1, 1), None), second])


def test_an_end_may_be_the_day_of_the_beginning():
    require_order(date(2020, 1, 1), date(2020, 1, 1))
    require_order(None, date(2020, 1, 1))
    with pytest.raises(ValueError, match="kommer före början"):
        require_order(date(2020, 1, 2), date(2020, 1, 1))
