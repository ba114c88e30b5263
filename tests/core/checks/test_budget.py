"""BU: the budget."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from samverk.core.checks.finding import Severity
from samverk.core.planning.budget import BudgetKind
from tests.factories.checked import (
    assert_tried_and_silent,
    check,
    checked_document,
    checked_facts,
    only,
    told,
    with_budget,
    with_cell,
)


def test_BU_01_fires_when_the_table_shows_another_budget():
    finding = only(check(with_cell(checked_document(), "utfall_mot_budget", "karta", "budget", -200_000)), "BU-01")
    assert finding.place == "Utfall mot budget, Kartan, Budget 2024"
    assert (finding.expected, finding.found) == ("−2 000 000 kr", "−200 000 kr")
    assert "Jämfört med Budget 2024." in finding.message


@pytest.mark.parametrize(("decided", "found"), [(None, "ingen dag"), (date(2025, 1, 10), "10 januari 2025")])
def test_BU_02_fires_when_the_budget_was_not_decided_in_time_to_be_used(decided, found):
    assert only(check(facts=with_budget(checked_facts(), decided=decided)), "BU-02").found == found


def test_BU_02_fires_when_the_document_does_not_name_the_version():
    finding = only(check(facts=with_budget(checked_facts(), name="Ändrad budget mars")), "BU-02")
    assert finding.expected == "Ändrad budget mars"


@pytest.mark.parametrize(
    ("fields", "expected", "found"),
    [
        ({"decided": date(2023, 12, 1)}, "beslutad senast 30 november 2023", "1 december 2023"),
        ({"decided": None}, "beslutad senast 30 november 2023", "ingen dag för beslutet"),
        ({"consultation": None}, "samråd med medlemmarna före beslutet", "ingen dag för samråd"),
        ({"consultation": date(2023, 12, 24)}, "samråd med medlemmarna före beslutet", "24 december 2023"),
        ({"kind": BudgetKind.REVISED}, "en fastställd budget, beslutad senast 30 november 2023", "ingen"),
    ],
)
def test_BU_03_fires_when_no_budget_was_adopted_in_time_after_consultation(fields, expected, found):
    finding = only(check(facts=with_budget(checked_facts(), **fields)), "BU-03")
    assert (finding.severity, finding.expected, finding.found) == (Severity.WARNING, expected, found)


def test_BU_04_warns_of_a_deficit_without_a_motive_and_never_blocks():
    finding = only(check(facts=with_budget(checked_facts(), motive=" ")), "BU-04")
    assert finding.severity is Severity.WARNING
    assert finding.found == "underskott 400 tkr utan motiv"


def test_BU_05_fires_when_the_plan_is_short():
    finding = only(check(facts=with_budget(checked_facts(), plan=())), "BU-05")
    assert (finding.expected, finding.found) == ("plan för 2025 och 2026", "inga år")


def test_BU_06_fires_when_the_budget_starts_from_other_funds():
    finding = only(check(facts=with_budget(checked_facts(), opening_funds=Decimal(2400))), "BU-06")
    assert (finding.expected, finding.found) == ("2 000 tkr", "2 400 tkr")


def test_BU_07_fires_when_the_forecast_is_not_next_years_budget():
    report = check(with_cell(checked_document(), "prognos", "prognos.kostnader", "2025", -8_100))
    assert told(report, "BU-07")[0].expected == "−8 000 tkr"


def test_BU_07_follows_this_years_plan_when_there_is_no_budget_for_the_next():
    facts = checked_facts()
    facts = replace(facts, budgets={2024: facts.budgets[2024]})
    assert {finding.expected for finding in told(check(facts=facts), "BU-07")} == {"−8 300 tkr"}


def test_BU_rules_are_silent_on_sound_facts_that_they_tried():
    assert_tried_and_silent(check(), "BU-01", "BU-02", "BU-03", "BU-04", "BU-05", "BU-06", "BU-07")
