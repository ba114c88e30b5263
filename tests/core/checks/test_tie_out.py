"""Tie-outs: what rounding may explain, and what it may not."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from samverk.core.checks.reading import Printed, Reading
from samverk.core.checks.rule import Fault, Held, Rounded
from samverk.core.checks.tie_out import Addend, same, sum_up
from samverk.core.document.tree import Column, Document, Row, RowTerm, Section, Table
from samverk.core.money import MoneyUnit, round_half_away
from tests.factories.checked import cell


def _printed(amounts: list[int], unit: MoneyUnit = MoneyUnit.KR, table_id: str = "t") -> list[Printed]:
    """The numbers, in whole units, as one column of a table; the last row is the sum of the others."""
    rows = [Row(f"r{place}", f"Rad {place}", (cell(amount, unit),)) for place, amount in enumerate(amounts)]
    terms = tuple(RowTerm(row.id) for row in rows[:-1])
    rows[-1] = Row(rows[-1].id, "Summa", rows[-1].cells, terms=terms)
    table = Table(table_id, "Tabell", (Column("2024", "2024", year=2024),), tuple(rows), unit)
    document = Document("annual_report", "Prov", "Exempel", "222000-0000", 2024, (Section("s", "S", 1, (table,)),))
    return list(Reading(document).all_printed())


def _sum(*amounts: int) -> object:
    *addends, total = _printed(list(amounts))
    return sum_up(total, [Addend(number) for number in addends])


def test_one_addend_must_be_equal():
    assert isinstance(_sum(5, 5), Held)
    assert isinstance(_sum(5, 6), Fault)


def test_two_addends_may_differ_by_one_unit_but_not_two():
    assert isinstance(_sum(5, 5, 11), Rounded)
    assert isinstance(_sum(5, 5, 12), Fault)


def test_five_addends_may_differ_by_two_units_but_not_three():
    assert isinstance(_sum(1, 1, 1, 1, 1, 7), Rounded)
    assert isinstance(_sum(1, 1, 1, 1, 1, 8), Fault)


@given(st.lists(st.integers(-(10**9), 10**9), min_size=2, max_size=12))
def test_what_is_rounded_once_from_ore_is_never_a_fault(ore):
    amounts = [round_half_away(amount, 100) for amount in (*ore, sum(ore))]
    assert not isinstance(_sum(*amounts), Fault)


@given(st.integers(-(10**11), 10**11))
def test_one_amount_in_kr_and_tkr_is_the_same(ore):
    (in_kr,) = _printed([round_half_away(ore, 100)])
    (in_tkr,) = _printed([round_half_away(ore, 100_000)], MoneyUnit.TKR, "u")
    assert isinstance(same(in_kr, in_tkr), Held)


@given(st.integers(1, 10**9), st.integers(1, 10**6))
def test_one_amount_in_kr_and_another_in_tkr_is_a_fault_beyond_rounding(kr, extra):
    (in_kr,) = _printed([kr])
    off = round_half_away(Fraction(kr, 1000)) + extra + 1
    (in_tkr,) = _printed([off], MoneyUnit.TKR, "u")
    assert isinstance(same(in_kr, in_tkr), Fault)
