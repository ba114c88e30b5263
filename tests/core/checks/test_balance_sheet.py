"""BR: the balance sheet."""

from __future__ import annotations

from tests.factories.checked import assert_tried_and_silent, check, checked_document, only, told, with_cell


def test_BR_01_fires_when_the_sides_differ_and_each_adds_up():
    document = with_cell(checked_document(), "balansrakning", "fordringar", "2023", 800_000)
    document = with_cell(document, "balansrakning", "summa_tillgangar", "2023", 3_200_000)
    finding = only(check(document), "BR-01")
    assert finding.place == "Balansräkning, Summa tillgångar, 2023"
    assert (finding.expected, finding.found) == ("3 100 000 kr", "3 200 000 kr")


def test_BR_02_fires_when_equity_does_not_change_by_the_result():
    document = with_cell(checked_document(), "balansrakning", "ovrigt_eget_kapital", "2024", 2_100_000)
    document = with_cell(document, "balansrakning", "eget_kapital", "2024", 1_904_000)
    findings = told(check(document), "BR-02")
    assert [finding.found for finding in findings] == ["1 904 000 kr"]


def test_BR_03_fires_when_equity_in_the_operating_account_is_another():
    document = with_cell(checked_document(), "driftredovisning", "medel_till_forfogande", "utfall", 1_840)
    findings = told(check(document), "BR-03")
    assert findings[0].place == "Driftredovisning, Utgående eget kapital, Utfall 2024"


def test_BR_04_fires_when_saved_funds_do_not_start_where_last_year_ended():
    document = with_cell(checked_document(), "utfall_mot_budget", "sparade_medel_in", "utfall", 2_000_001)
    findings = told(check(document), "BR-04")
    assert findings[0].found == "2 000 001 kr"


def test_BR_rules_are_silent_on_a_sound_report_that_they_tried():
    assert_tried_and_silent(check(), "BR-01", "BR-02", "BR-03", "BR-04")
