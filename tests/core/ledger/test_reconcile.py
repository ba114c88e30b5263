"""A ledger that agrees with itself is told so; each way of not agreeing is found, with amounts."""

from dataclasses import replace
from datetime import date

import pytest

from samverk.core.ledger.model import FinancialYear, ObjectBalance, Posting
from samverk.core.ledger.reconcile import (
    Difference,
    NumberGap,
    TieOut,
    compare_years,
    counted,
    describe,
    number_gaps,
    reconcile,
    vouchers_outside_year,
)
from tests.factories.ledgers import small_ledger, voucher


def differences(ledger, previous=None):
    return reconcile(ledger, previous).differences


def test_a_ledger_that_ties():
    found = reconcile(small_ledger())
    assert found.ties
    assert set(found.checked) == {TieOut.OPENING_SUM, TieOut.TOTAL, TieOut.CLOSING, TieOut.RESULT}
    assert describe(small_ledger(), found).startswith("Bokföringen stämmer:")


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"opening": {(0, "1930"): 100_000}}, Difference(TieOut.OPENING_SUM, "", 0, 100_000)),
        ({"results": {(0, "3010"): -60_000}}, Difference(TieOut.RESULT, "4010", 20_000, 0)),
        (
            {"closing": {(0, "1930"): 140_001, (0, "2069"): -100_000}},
            Difference(TieOut.CLOSING, "1930", 140_000, 140_001),
        ),
        ({"closing": {(0, "1930"): 140_001, (0, "2069"): -100_000}}, Difference(TieOut.TOTAL, "", 0, 1)),
    ],
)
def test_relations_that_do_not_hold(change, expected):
    assert expected in differences(replace(small_ledger(), **change))


def test_last_years_closing_must_be_this_years_opening():
    ledger = small_ledger()
    closing = {**ledger.closing, (-1, "1930"): 90_000, (-1, "2069"): -100_000, (-1, "3010"): 5}
    found = reconcile(replace(ledger, closing=closing))
    assert found.differences == (Difference(TieOut.CARRIED, "1930", 90_000, 100_000),)
    assert found.differences[0].difference_ore == 10_000


def test_the_file_of_the_year_before_is_compared():
    ledger = small_ledger()
    previous = replace(ledger, closing={(0, "1930"): 100_000, (0, "2069"): -99_000})
    assert compare_years(previous, ledger) == (Difference(TieOut.PREVIOUS_FILE, "2069", -99_000, -100_000),)
    found = reconcile(ledger, previous)
    assert TieOut.PREVIOUS_FILE in found.checked
    assert "1 konto öppnar med annat belopp" in describe(ledger, found)


def test_objects_follow_from_their_lines():
    ledger = small_ledger()
    tied = replace(
        ledger,
        object_opening=(ObjectBalance(0, "4010", (("6", "10"),), 100),),
        object_closing=(ObjectBalance(0, "4010", (("6", "10"),), 15_100),),
    )
    assert reconcile(tied).ties
    untied = replace(tied, object_closing=())
    assert differences(untied) == (Difference(TieOut.OBJECTS, "4010", 15_100, 0, ("6", "10")),)
    assert "1 objektsaldo följer inte av raderna" in describe(untied, reconcile(untied))


def test_vouchers_alone_have_nothing_to_tie_to():
    ledger = replace(small_ledger(), opening={}, closing={}, results={})
    found = reconcile(ledger)
    assert (found.checked, found.ties) == ((), True)
    assert describe(ledger, found).startswith("Filen har inga saldon")
    after = reconcile(ledger, replace(small_ledger(), vouchers=(), closing={}))
    assert describe(ledger, after).startswith("Filen har inga saldon")


def test_balances_alone_are_told_as_such():
    ledger = replace(small_ledger(), vouchers=())
    assert describe(ledger, reconcile(ledger)).startswith("Saldona stämmer")


def test_gaps_and_steps_in_the_numbers():
    numbers = {"A": ["1", "2", "6", "4"], "B": ["9"], "C": ["x1", ""], "D": ["1" * 40]}
    vouchers = tuple(voucher(series, number) for series, each in numbers.items() for number in each)
    gaps, steps = number_gaps(vouchers)
    assert gaps == (NumberGap("A", 3, 3), NumberGap("A", 5, 5))
    assert [(step.voucher.name, step.before) for step in steps] == [("A 4", 6)]
    assert number_gaps(vouchers[:2]) == ((), ())


def test_dates_outside_the_year():
    inside = voucher("A", "1", Posting("1930", 0, (), date(2024, 12, 31)))
    line_outside = voucher("A", "2", Posting("1930", 0, (), date(2025, 1, 1)))
    outside = voucher("A", "3", day=date(2023, 12, 31))
    ledger = replace(small_ledger(), vouchers=(inside, line_outside, outside))
    assert vouchers_outside_year(ledger) == (line_outside, outside)
    assert vouchers_outside_year(replace(ledger, years={})) == ()


def test_a_part_of_a_year_is_suspected_with_reasons():
    ledger = small_ledger()
    autumn = replace(
        ledger,
        vouchers=(voucher("A", "7", ("1930", 1), ("3010", -1)), voucher("A", "9", ("1930", 1), ("3010", -1))),
        years={0: FinancialYear(0, date(2023, 12, 1), date(2024, 11, 30))},
    )
    found = reconcile(autumn)
    assert found.partial == (
        "nummer saknas på 1 ställe i verifikatserierna",
        "första verifikatet är från 2024-03-01 men året börjar 2023-12-01",
        "sista verifikatet är från 2024-03-01 men saldona gäller till 2024-11-30",
    )
    assert "filen verkar vara en del av året" in describe(autumn, found)
    during_the_year = replace(autumn, generated=date(2024, 4, 1))
    assert len(reconcile(during_the_year).partial) == 2


def test_vouchers_left_out_explain_missing_lines():
    ledger = replace(small_ledger(), vouchers=small_ledger().vouchers[:1])
    assert reconcile(ledger).partial
    found = reconcile(ledger, left_out=1)
    assert found.partial == ()
    assert describe(ledger, found).startswith(
        "Bokföringen stämmer inte med sig själv: 1 verifikat gick inte att läsa; på 2 konton"
    )


def test_counted_picks_the_form():
    assert (counted(1, "konto", "konton"), counted(2, "konto", "konton")) == ("1 konto", "2 konton")
