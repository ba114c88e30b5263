"""BK: the balance requirement result."""

from __future__ import annotations

from decimal import Decimal

from tests.factories.checked import (
    assert_tried_and_silent,
    check,
    checked_document,
    checked_facts,
    only,
    told,
    with_cell,
    with_report_facts,
)


def test_BK_01_fires_when_the_table_does_not_add_up():
    document = with_cell(checked_document(), "balanskravsresultat", "balanskrav.resultat", "2024", -169_000)
    findings = told(check(document), "BK-01")
    assert [(finding.expected, finding.found) for finding in findings] == [("−196 000 kr", "−169 000 kr")]


def test_BK_02_fires_when_an_adjustment_is_not_the_fact():
    facts = with_report_facts(checked_facts(), unrealised_changes=Decimal(5000))
    finding = only(check(facts=facts), "BK-02")
    assert (finding.expected, finding.found) == ("5 000 kr", "0 kr")


def test_BK_rules_are_silent_on_a_sound_report_that_they_tried():
    assert_tried_and_silent(check(), "BK-01", "BK-02")
