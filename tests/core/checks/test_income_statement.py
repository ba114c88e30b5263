"""RR: the income statement."""

from __future__ import annotations

import pytest

from tests.factories.checked import assert_tried_and_silent, check, checked_document, only, told, with_cell


@pytest.mark.parametrize(
    ("table", "row", "column", "place"),
    [
        ("kassaflodesanalys", "arets_resultat", "2023", "Kassaflödesanalys, Årets resultat, 2023"),
        ("balansrakning", "eget_kapital_arets_resultat", "2024", "Balansräkning, Årets resultat, 2024"),
        ("flerarsoversikt", "flerar.resultat", "2024", "Flerårsöversikt, Årets resultat, 2024"),
        ("driftredovisning", "resultat", "foregaende", "Driftredovisning, Resultat, Utfall 2023"),
    ],
)
def test_RR_01_fires_wherever_the_result_is_another(table, row, column, place):
    report = check(with_cell(checked_document(), table, row, column, 4_711))
    findings = told(report, "RR-01")
    assert findings
    assert place in {finding.place for finding in report.findings}


def test_RR_02_fires_when_a_line_is_left_out_of_the_result():
    document = with_cell(checked_document(), "resultatrakning", "arets_resultat", "2023", 300_000)
    findings = told(check(document), "RR-02")
    assert [finding.place for finding in findings] == ["Resultaträkning, Årets resultat, 2023"]
    assert findings[0].found == "300 000 kr"


def test_RR_03_fires_when_income_in_the_overview_is_another():
    finding = only(check(with_cell(checked_document(), "flerarsoversikt", "flerar.intakter", "2023", 7_080)), "RR-03")
    assert (finding.expected, finding.found) == ("7 800 tkr", "7 080 tkr")


def test_RR_04_fires_when_costs_in_the_overview_are_others():
    finding = only(check(with_cell(checked_document(), "flerarsoversikt", "flerar.kostnader", "2023", -7_550)), "RR-04")
    assert (finding.place, finding.found) == ("Flerårsöversikt, Verksamhetens kostnader, 2023", "−7 550 tkr")


def test_RR_rules_are_silent_on_a_sound_report_that_they_tried():
    assert_tried_and_silent(check(), "RR-01", "RR-02", "RR-03", "RR-04")
