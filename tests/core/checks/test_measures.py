"""IN: measures."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tests.factories.checked import assert_tried_and_silent, check, checked_facts, ledger, only, told, voucher


def _with_measure(**fields: object):
    facts = checked_facts()
    first, *others = facts.measures
    return replace(facts, measures=(first.model_copy(update=fields), *others))


def test_IN_01_fires_when_money_is_planned_after_the_end():
    findings = told(check(facts=_with_measure(end=date(2026, 3, 31))), "IN-01")
    assert [(finding.place, finding.found) for finding in findings] == [("Budget 2025, Stödet", "4 700 000,00 kr 2027")]


def test_IN_01_takes_the_period_of_the_parent():
    facts = checked_facts()
    parent = facts.measures[0].model_copy(update={"id": "paraply", "end": date(2025, 1, 31), "projects": ()})
    child = facts.measures[0].model_copy(update={"parent": "paraply", "start": None, "end": None})
    findings = told(check(facts=replace(facts, measures=(parent, child))), "IN-01")
    assert {finding.found[-4:] for finding in findings} == {"2026", "2027"}


def test_IN_02_fires_on_costs_after_the_end():
    facts = replace(_with_measure(end=date(2024, 9, 30)), ledgers={2024: ledger(voucher("B", "7", date(2024, 10, 5)))})
    finding = only(check(facts=facts), "IN-02")
    assert finding.expected == "bara under insatsens tid, från 1 januari 2023 till 30 september 2024"
    assert finding.found == "1 000,00 kr i 1 rader, den första B 7 5 oktober 2024"


def test_IN_03_fires_on_a_target_without_result():
    facts = checked_facts()
    (target,) = facts.measures[0].targets
    finding = only(check(facts=_with_measure(targets=(target.model_copy(update={"result": ""}),))), "IN-03")
    assert finding.found == "saknas för: Fler får arbete"


def test_IN_rules_are_silent_on_sound_facts_that_they_tried():
    assert_tried_and_silent(check(), "IN-01", "IN-02", "IN-03")
