"""KF: the cash flow statement."""

from __future__ import annotations

import pytest

from tests.factories.checked import assert_tried_and_silent, check, checked_document, told, with_cell


@pytest.mark.parametrize(
    ("code", "row", "year", "amount", "expected"),
    [
        ("KF-01", "kf.likvida_medel_ut", "2024", 2_010_000, "2 100 000 kr"),
        ("KF-02", "kf.likvida_medel_in", "2024", 2_040_000, "2 400 000 kr"),
        ("KF-03", "kf.arets_kassaflode", "2024", -30_000, "−300 000 kr"),
        ("KF-04", "kf.forandring_fordringar", "2024", 200_000, "−200 000 kr"),
        ("KF-05", "kf.forandring_kortfristiga_skulder", "2024", -96_000, "96 000 kr"),
    ],
)
def test_KF_rules_fire_at_the_row_that_is_wrong(code, row, year, amount, expected):
    report = check(with_cell(checked_document(), "kassaflodesanalys", row, year, amount))
    findings = told(report, code)
    assert findings, code
    assert findings[0].place.startswith("Kassaflödesanalys, ")
    assert expected in {finding.expected for finding in report.findings}


def test_KF_rules_are_silent_on_a_sound_report_that_they_tried():
    assert_tried_and_silent(check(), "KF-01", "KF-02", "KF-03", "KF-04", "KF-05")
