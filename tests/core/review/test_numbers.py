"""Printed numbers as Swedish reports print them, and every way to cut a run of digit groups."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverk.core.document.figures import ValueState
from samverk.core.money import MoneyUnit
from samverk.core.review.numbers import (
    MOST_WAYS,
    NumberTerm,
    counts_of,
    cut_numbers,
    is_damaged,
    is_date,
    is_number,
    is_year,
    parse_number,
    split_numbers,
)


def grouped(number: int, mark: str = " ") -> str:
    return f"{number:,}".replace(",", mark)


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("0", "0"),
        ("3 685", "3685"),
        ("3\u00a0685\u202f000", "3685000"),
        ("3\u2009685", "3685"),
        ("3.685.000", "3685000"),
        ("3'685", "3685"),
        ("3690", "3690"),
        ("1 842,5", "1842.5"),
        ("1.842,50", "1842.50"),
        ("1 842.5", "1842.5"),
        ("0.125", "0.125"),
        ("+433", "433"),
        ("-1 089", "-1089"),
        ("- 1 089", "-1089"),
        ("–1 089", "-1089"),
        ("−1 089", "-1089"),
        ("‐1 089", "-1089"),
        ("1 089-", "-1089"),
        ("(1 089)", "-1089"),
        ("(1 089)*", "-1089"),
        ("3 685*", "3685"),
        ("3 685 1)", "3685"),
        ("3 685¹", "3685"),
        ("  57 ", "57"),
    ],
)
def test_a_number_is_read_with_its_sign_marks_and_decimals(text, amount):
    read = parse_number(text)
    assert read.state is ValueState.STATED
    assert read.amount == Decimal(amount)
    assert read.decimals == (len(amount.partition(".")[2]))
    assert read.unit is None
    assert is_number(text)


@pytest.mark.parametrize(
    ("text", "amount", "unit"),
    [
        ("-1 089 270 SEK", "-1089270", MoneyUnit.KR),
        ("1 089 kr", "1089", MoneyUnit.KR),
        ("1 089:-", "1089", MoneyUnit.KR),
        ("SEK 250", "250", MoneyUnit.KR),
        ("850 t kr", "850", MoneyUnit.TKR),
        ("850tkr", "850", MoneyUnit.TKR),
        ("850 kkr", "850", MoneyUnit.TKR),
        ("12,5 mkr", "12.5", MoneyUnit.MNKR),
        ("3 mnkr", "3", MoneyUnit.MNKR),
        ("2 milj", "2", MoneyUnit.MNKR),
        ("2 miljoner kronor", "2", MoneyUnit.MNKR),
    ],
)
def test_a_unit_that_is_attached_is_named(text, amount, unit):
    read = parse_number(text)
    assert (read.amount, read.unit) == (Decimal(amount), unit)


def test_a_per_cent_is_told_from_an_amount():
    assert parse_number("54%").is_percent
    assert parse_number("12,5 %").amount == Decimal("12.5")
    assert not parse_number("54").is_percent


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("", ValueState.NOT_STATED),
        (" ", ValueState.NOT_STATED),
        ("Uppgift saknas", ValueState.NOT_STATED),
        ("n/a", ValueState.NOT_STATED),
        ("i.u.", ValueState.NOT_STATED),
        ("-", ValueState.NOTHING),
        ("–", ValueState.NOTHING),
        ("—", ValueState.NOTHING),
        ("··", ValueState.SUPPRESSED),
        ("..", ValueState.SUPPRESSED),
        ("Lund", ValueState.UNREADABLE),
        ("2024-12-31", ValueState.UNREADABLE),
        ("1 842 5", ValueState.UNREADABLE),
        ("1 842.500", ValueState.UNREADABLE),
        ("062", ValueState.UNREADABLE),
        ("--5", ValueState.UNREADABLE),
        ("(-5)", ValueState.UNREADABLE),
        ("9" * 40, ValueState.UNREADABLE),
        ("9" * 9999, ValueState.UNREADABLE),
    ],
)
def test_no_number_is_ever_guessed(text, state):
    read = parse_number(text)
    assert read.state is state
    assert read.amount is None


@pytest.mark.parametrize("text", ["l 842", "1 O89", "3 4S6", "57O"])
def test_a_damaged_number_is_a_number_that_cannot_be_read(text):
    assert parse_number(text).state is ValueState.UNREADABLE
    assert parse_number(text).amount is None
    assert is_damaged(text)
    assert is_number(text)


@pytest.mark.parametrize("text", ["Q1", "S5", "Utfa11", "IRIS2", "Bilaga 2", "1 842"])
def test_a_name_and_a_good_number_are_not_damaged(text):
    assert not is_damaged(text)


def test_years_and_dates_are_recognised():
    assert is_year("2024")
    assert not is_year("2 024")
    assert not is_year("1024")
    for text in ("2024-12-31", "2024-01-01 -2024-12-31", "31 dec 2024", "31/12 2024", "2024-12", "mars 2024"):
        assert is_date(text), text
    for text in ("3 685", "2024", "1-2", "dec"):
        assert not is_date(text), text


@given(st.text(max_size=40))
def test_no_text_makes_the_reader_fail(text):
    read = parse_number(text)
    assert (read.amount is None) == (read.state is not ValueState.STATED)


@given(st.integers(-(10**15), 10**15), st.sampled_from([" ", "\u00a0", "\u202f", "\u2009", ".", "'", ""]))
def test_what_is_printed_is_read_back(number, mark):
    assert parse_number(grouped(number, mark)).amount == number


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("161 370 0 0", ("161", "370", "0", "0")),
        ("3 685 3 685 3 690 3690", ("3 685", "3 685", "3 690", "3690")),
        ("1 842,5 1 842,5 1 845 1 845", ("1 842,5", "1 842,5", "1 845", "1 845")),
        ("1 674 2 000  2 000 210", ("1 674", "2 000", "2 000", "210")),
        ("2 13 061 992 13 756 086", ("2", "13 061 992", "13 756 086")),
        ("100 200 300 400", ("100 200", "300 400")),
        ("- 1 089 - 1 522 433 641", ("- 1 089", "- 1 522", "433", "641")),
        ("- 200 210 220", ("-", "200", "210", "220")),
        ("54 % 46 %", ("54 %", "46 %")),
        ("(1 089) 641 362", ("(1 089)", "641 362")),
        ("l 842 1 O89", ("l 842", "1 O89")),
        ("3 685 1) 3 690", ("3 685 1)", "3 690")),
        ("1 600 uppgift saknas", ("1 600", "uppgift saknas")),
    ],
)
def test_the_likeliest_cut_comes_first(text, numbers):
    assert split_numbers(text, len(numbers))[0] == numbers


def test_a_run_that_cannot_be_cut_so_gives_no_way():
    assert split_numbers("12 34", 1) == ()
    assert split_numbers("12", 2) == ()
    assert split_numbers("", 1) == ()
    assert split_numbers("ord", 1) == ()
    assert split_numbers("1 2", 0) == ()


def test_what_stands_apart_is_never_one_number():
    apart = (NumberTerm("12"), NumberTerm("930", gap=2))
    assert cut_numbers(apart, 1) == ()
    assert counts_of(apart, 5) == {2}
    assert counts_of((NumberTerm("12"), NumberTerm("930")), 5) == {1, 2}


@given(st.lists(st.integers(-999_999, 999_999), min_size=1, max_size=5))
def test_the_true_cut_is_always_among_the_ways(numbers):
    printed = tuple(grouped(number) for number in numbers)
    assert printed in split_numbers(" ".join(printed), len(printed))


@given(st.lists(st.sampled_from(["100", "7", "0", "-", "12,5", "ord", "%", "1)", "2024", "O89"]), max_size=90))
def test_the_ways_are_bounded_and_lose_nothing(groups):
    text = " ".join(groups)
    for count in (1, 3, 8, 20):
        ways = split_numbers(text, count)
        assert len(ways) <= MOST_WAYS
        assert all(" ".join(way) == text and len(way) == count for way in ways)
        assert len(set(ways)) == len(ways)
