"""Sums over a ledger, per account, object and period."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given

from samverk.core.ledger.balances import (
    AccountBalance,
    ObjectTotal,
    account_balances,
    code_in,
    dimension_name,
    is_balance_account,
    lines_by_account,
    lines_by_object,
    lines_by_period,
    lines_by_project_and_centre,
    object_totals,
    of_year,
    sum_lines,
    used_dimensions,
)
from samverk.core.ledger.model import Account, Dimension, Posting
from tests.factories.ledgers import ledgers, small_ledger


def test_lines_are_summed_per_account():
    assert lines_by_account(small_ledger()) == {"1930": 40_000, "3010": -60_000, "4010": 20_000}


def test_lines_are_summed_per_account_and_object():
    assert lines_by_object(small_ledger(), "6") == {
        ("1930", ""): 40_000,
        ("3010", ""): -60_000,
        ("4010", "10"): 15_000,
        ("4010", "20"): 5_000,
    }


def test_lines_are_summed_per_account_project_and_cost_centre():
    sums = lines_by_project_and_centre(small_ledger())
    assert sums["4010", "10", "1"] == 15_000
    assert sums["4010", "20", ""] == 5_000


def test_a_line_belongs_to_the_month_of_its_own_day():
    assert lines_by_period(small_ledger()) == {
        ("1930", 202401): 60_000,
        ("3010", 202401): -60_000,
        ("4010", 202403): 15_000,
        ("4010", 202404): 5_000,
        ("1930", 202403): -20_000,
    }


@given(ledgers("4E"))
def test_every_way_of_summing_has_the_same_total(ledger):
    per_account = lines_by_account(ledger)
    for sums in (lines_by_object(ledger, "6"), lines_by_project_and_centre(ledger), lines_by_period(ledger)):
        again = dict.fromkeys(per_account, 0)
        for key, ore in sums.items():
            again[key[0]] += ore
        assert again == per_account
    assert sum(per_account.values()) == 0


def test_of_year_takes_one_year():
    assert of_year({(0, "1930"): 1, (-1, "1930"): 2}, -1) == {"1930": 2}


def test_code_in_finds_the_dimension():
    assert code_in((("1", "a"), ("6", "b")), "6") == "b"
    assert code_in((("1", "a"),), "6") == ""
    assert Posting("1930", 1, (("6", "b"),)).object_of("6") == "b"
    assert Posting("1930", 1).object_of("6") is None


@pytest.mark.parametrize(
    ("account", "kind", "expected"),
    [("1930", "", True), ("2440", "", True), ("3010", "", False), ("9010", "T", True), ("1930", "K", False)],
)
def test_the_kind_of_an_account(account, kind, expected):
    ledger = replace(small_ledger(), opening={}, closing={}, results={}, accounts={account: Account(account, "", kind)})
    assert is_balance_account(ledger, account) is expected


def test_the_years_own_records_decide_the_kind_of_an_account():
    ledger = replace(small_ledger(), closing={(0, "3010"): 1}, results={(0, "1930"): 1}, opening={})
    assert is_balance_account(ledger, "3010")
    assert not is_balance_account(ledger, "1930")


def test_account_balances_are_those_the_file_states():
    assert account_balances(small_ledger())[:2] == (
        AccountBalance("1930", "Konto 1930", True, 100_000, 40_000, 140_000),
        AccountBalance("2069", "Konto 2069", True, -100_000, 0, -100_000),
    )


def test_a_file_of_vouchers_only_has_the_sums_of_its_lines():
    ledger = replace(small_ledger(), opening={}, closing={}, results={}, accounts={})
    assert account_balances(ledger)[0] == AccountBalance("1930", "", True, 0, 40_000, 40_000)


def test_object_totals_part_results_from_balances():
    assert object_totals(small_ledger(), "6") == (
        ObjectTotal("6", "10", "Aktiv", 15_000, 0, 1),
        ObjectTotal("6", "20", "Samverkan", 5_000, 0, 1),
        ObjectTotal("6", "", "", -60_000, 40_000, 3),
    )


def test_dimensions_in_use_and_their_names():
    ledger = replace(small_ledger(), dimensions={"1": Dimension("1", "Enhet")})
    assert used_dimensions(ledger) == ("1", "6")
    assert [dimension_name(ledger, number) for number in ("1", "6", "33")] == ["Enhet", "Projekt", "Dimension 33"]


def test_sums_of_no_vouchers_are_empty():
    assert sum_lines(()).by_key == {}


def test_a_vouchers_content_is_the_same_wherever_it_stood():
    voucher = small_ledger().vouchers[0]
    assert voucher._replace(line=7).content == voucher
    assert (voucher.name, voucher._replace(series="").name) == ("A 1", "1")
    assert voucher.day == date(2024, 1, 15)
