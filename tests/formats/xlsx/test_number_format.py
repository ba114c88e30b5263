"""Numbers as a Swedish sheet shows them."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverk.formats.xlsx.number_format import BUILT_IN, NumberFormat, exact_number, number_format

S = "\u00a0"
ACCOUNTING = '_-* #,##0.00_-;-* #,##0.00_-;_-* "-"??_-;_-@_-'


@pytest.mark.parametrize(
    ("code", "value", "text", "number", "decimals"),
    [
        ("General", "14151167.6", "14151167,6", "14151167.6", None),
        ("General", "-0.5", "-0,5", "-0.5", None),
        ("General", "0", "0", "0", None),
        ("@", "3010", "3010", "3010", None),
        ("0", "1842.5", "1843", "1842.5", 0),
        ("0", "-0.3", "0", "-0.3", 0),
        ("#,##0", "-1234567.5", f"-1{S}234{S}568", "-1234567.5", 0),
        ("#,##0.0", "1842.5", f"1{S}842,5", "1842.5", 1),
        ("#,##0,", "1234567", f"1{S}235", "1234.567", 0),
        ("#,##0.0,,", "12500000", "12,5", "12.5", 1),
        ("0.0%", "0.125", f"12,5{S}%", "12.5", 1),
        ("0.0 %", "0.125", "12,5 %", "12.5", 1),
        (f'0{S}%;"−"0{S}%', "-0.28", f"−28{S}%", "-28", 0),
        ("# ##0", "12345", "12 345", "12345", 0),
        ("#\\ ##0", "345", "345", "345", 0),
        ("# ##0;-# ##0", "-3685", "-3 685", "-3685", 0),
        ("#,##0;(#,##0)", "-5000", f"(5{S}000)", "-5000", 0),
        ("#,##0;[Red]-#,##0", "-5000", f"-5{S}000", "-5000", 0),
        (ACCOUNTING, "1234.5", f"1{S}234,50", "1234.5", 2),
        (ACCOUNTING, "-1234.5", f"-1{S}234,50", "-1234.5", 2),
        (ACCOUNTING, "0", "-", "0", 0),
        ('#,##0.00\\ "kr"', "1234.5", f"1{S}234,50 kr", "1234.5", 2),
        ("#,##0 [$kr-41D]", "1234", f"1{S}234 kr", "1234", 0),
        ('[>=1000]#,##0," tkr";0" kr"', "5000", "5 tkr", "5", 0),
        ('[>=1000]#,##0," tkr";0" kr"', "500", "500 kr", "500", 0),
        ("000000-0000", "2220000000", "222000-0000", "2220000000", 0),
        ("0000", "7", "0007", "7", 0),
        ("0.##", "1.5", "1,5", "1.5", 2),
        ("0.00E+00", "12345", "12345", "12345", None),
        ("# ?/?", "0.5", "0,5", "0.5", None),
        (";;;", "5", "", "5", None),
        ('"Utfall"', "5", "Utfall", "5", None),
        ('0" st"', "5", "5 st", "5", 0),
        ("", "5", "5", "5", None),
        ("%" * 20 + "0", "1", "%" * 20 + "100000000", "100000000", 0),
        ("# " * 100 + "0", "12345", "12345", "12345", None),
    ],
)
def test_shown(code, value, text, number, decimals):
    shown = number_format(code).show(Decimal(value))
    assert (shown.text, shown.number, shown.decimals) == (text, Decimal(number), decimals)


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("0.1", "0.1"),
        ("14151167.600000001", "14151167.6"),
        ("0.30000000000000004", "0.3"),
        ("1234567890.12", "1234567890.12"),
        ("1E-3", "0.001"),
        ("1.5E6", "1500000"),
        ("-0", "0"),
        (" 7 ", "7"),
    ],
)
def test_exact_numbers_have_no_noise(written, value):
    found = exact_number(written)
    assert found is not None
    assert str(found or abs(found)) == value


@pytest.mark.parametrize("written", ["", "x", "NaN", "Infinity", "1E999999999", "1,5", "0x10"])
def test_what_is_no_number(written):
    assert exact_number(written) is None


@pytest.mark.parametrize(
    ("code", "letters"),
    [
        ("yyyy-mm-dd", "yyyymmdd"),
        ("[$-41D]d mmmm yyyy;@", "dmmmmyyyy"),
        ("mm:ss.0", "mmss"),
        ("0", ""),
        ('0" dagar"', ""),
    ],
)
def test_formats_of_days(code, letters):
    assert number_format(code).date_letters == letters


@pytest.mark.parametrize("code", BUILT_IN.values())
def test_built_in_formats_show_something(code):
    assert number_format(code).date_letters or number_format(code).show(Decimal("1234.5")).text


@given(st.integers(-(10**13), 10**13), st.sampled_from(["#,##0", "#,##0.00", "0", "# ##0", "0.0%", "#,##0;-#,##0"]))
def test_the_digits_shown_are_those_of_the_number(ore, code):
    shown = number_format(code).show(Decimal(ore).scaleb(-2))
    digits = shown.text.replace(S, "").replace(" ", "").removesuffix("%").replace(",", ".")
    assert shown.decimals is not None
    assert abs(Decimal(digits) - shown.number) <= Decimal(5).scaleb(-shown.decimals - 1)


@given(
    st.integers(-(10**12), 10**12),
    st.sampled_from(["#,##0", "#,##0.00", "0", "0.0%", "#", "#.00", ACCOUNTING, '"kr "#,##0', "#,##0.0,"]),
)
def test_the_quick_way_shows_the_same_as_the_careful_one(ore, code):
    quick = number_format(code)
    assert all(section.shape is not None for section in quick.sections[:2])
    careful = NumberFormat(tuple(replace(section, shape=None) for section in quick.sections))
    value = Decimal(ore).scaleb(-2)
    assert quick.show(value) == careful.show(value)


@given(st.text(max_size=60), st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**20), max_value=10**20))
def test_any_format_shows_something_without_raising(code, value):
    form = number_format(code)
    assert isinstance(form.date_letters, str)
    assert isinstance(form.show(value).text, str)
