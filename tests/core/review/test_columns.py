"""Columns from the words above them."""

from __future__ import annotations

import pytest

from samverk.core.document.tree import ColumnKind
from samverk.core.money import MoneyUnit
from samverk.core.review.columns import KnownDocument, read_columns, role_of, unit_of, years_in

REPORT = KnownDocument("annual_report", 2024)
PLAN = KnownDocument("activity_plan", 2024)


def roles(headers, document=REPORT):
    return [(column.year, column.role) for column in read_columns(headers, document)]


@pytest.mark.parametrize(
    ("words", "unit"),
    [("Belopp i tkr", MoneyUnit.TKR), ("(t kr)", MoneyUnit.TKR), ("SEK", MoneyUnit.KR), ("mnkr", MoneyUnit.MNKR),
     ("miljoner kronor", MoneyUnit.MNKR), ("tusental kronor", MoneyUnit.TKR), ("Not", None), ("krav", None)],
)  # fmt: skip
def test_units(words, unit):
    assert unit_of(words) is unit


@pytest.mark.parametrize(
    ("words", "years"),
    [("2024-01-01 – 2024-12-31", (2024,)), ("Bokslut 2023", (2023,)), ("241231", (2024,)), ("Not", ()),
     ("Plan 2025-2026", (2025, 2026))],
)  # fmt: skip
def test_years(words, years):
    assert years_in(words) == years


@pytest.mark.parametrize(
    ("words", "role"),
    [("Utfall jan-dec 2024", "outcome"), ("Aktuell budget", "budget"), ("Avvikelse utfall - budget", "deviation"),
     ("Prognos helår", "forecast"), ("Bokslut", "outcome"), ("Andel i %", "share"), ("Totalt", "total"), ("2024", "")],
)  # fmt: skip
def test_roles(words, role):
    assert role_of(words) == role


def test_years_alone_are_outcome_and_the_years_before():
    assert roles(["2024", "2023"]) == [(2024, "outcome"), (2023, "previous")]


def test_in_a_plan_the_own_year_is_the_budget_and_later_ones_the_plan():
    assert roles(["2023", "2024", "2025"], PLAN) == [(2023, "previous"), (2024, "budget"), (2025, "plan")]


def test_a_column_that_names_no_year_takes_it_from_its_neighbour():
    assert roles(["Utfall 2024", "Budget", "Avvikelse"]) == [(2024, "outcome"), (2024, "budget"), (2024, "deviation")]


def test_a_part_of_a_year_is_not_the_year():
    assert roles(["Utfall jan-aug 2024"]) == [(2024, "part outcome")]


def test_a_note_column_holds_numbers_of_notes():
    assert read_columns(["Not", "2024"], REPORT)[0].kind is ColumnKind.NOTE


def test_what_a_plan_plans_for_its_own_year_is_the_budget_unless_another_column_is_called_so():
    assert roles(["Plan 2024", "Plan 2025"], PLAN) == [(2024, "budget"), (2025, "plan")]
    assert roles(["Budget 2024", "Plan 2024"], PLAN) == [(2024, "budget"), (2024, "plan")]
    assert roles(["Plan 2024", "Plan 2025"]) == [(2024, "plan"), (2025, "plan")]
