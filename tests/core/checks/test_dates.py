"""DA: days in order."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from samverk.core.checks.finding import Severity
from tests.factories.checked import (
    assert_tried_and_silent,
    check,
    checked_document,
    checked_facts,
    only,
    signature_page,
    told,
    with_blocks,
    with_report_facts,
)


def _signed(day: date):
    return with_blocks(checked_document(), "underskrift", signature_page(day=day))


def test_DA_01_fires_on_a_decision_before_the_year_ended():
    finding = only(check(replace(checked_document(), decided=date(2024, 3, 21))), "DA-01")
    assert (finding.expected, finding.found) == ("efter 31 december 2024", "21 mars 2024")


def test_DA_02_fires_on_signatures_dated_a_year_early():
    finding = only(check(_signed(date(2024, 3, 22))), "DA-02")
    assert finding.severity is Severity.ERROR
    assert (finding.place, finding.found) == ("Styrelsens underskrift", "22 mars 2024")
    assert finding.expected == "tidigast 21 mars 2025"


@pytest.mark.parametrize(("decided", "found"), [(date(2025, 4, 1), "1 april 2025"), (None, "ingen dag för beslutet")])
def test_DA_03_warns_when_the_decision_came_late(decided, found):
    finding = only(check(replace(checked_document(), decided=decided)), "DA-03")
    assert (finding.severity, finding.found) == (Severity.WARNING, found)


def test_DA_03_waits_for_a_draft_until_the_last_day():
    draft = replace(checked_document(), decided=None)
    assert not told(check(draft, day=date(2025, 3, 31)), "DA-03")


def test_DA_04_fires_when_the_title_names_another_year():
    assert only(check(replace(checked_document(), title="Årsredovisning 2023")), "DA-04").found == "2023"


def test_DA_04_fires_when_the_facts_are_of_another_year():
    assert only(check(facts=replace(checked_facts(), year=2023)), "DA-04").place == "Fakta"


def test_DA_05_fires_on_days_that_have_not_been():
    findings = told(check(day=date(2025, 3, 1)), "DA-05")
    assert [finding.found for finding in findings] == ["21 mars 2025", "21 mars 2025"]


def test_DA_06_fires_when_the_audit_came_before_the_signatures():
    facts = with_report_facts(checked_facts(), audit_report=date(2025, 3, 1))
    assert only(check(facts=facts), "DA-06").expected == "tidigast 21 mars 2025"


def test_DA_rules_are_silent_on_a_sound_report_that_they_tried():
    facts = with_report_facts(checked_facts(), audit_report=date(2025, 4, 15))
    assert_tried_and_silent(check(facts=facts), "DA-01", "DA-02", "DA-03", "DA-04", "DA-05", "DA-06")
