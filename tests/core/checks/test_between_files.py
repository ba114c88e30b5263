"""FI: what two files say of the same year."""

from __future__ import annotations

from tests.factories.checked import assert_tried_and_silent
from tests.factories.read_tables import faults, read_document, reviewed, said

PLAN = """
Belopp i tkr | 2024 | 2025
Staten | 3 685 | 3 690
Region Ovan | 1 842 | 1 845
Ovans kommun | 1 842 | 1 845
Summa intäkter | 7 369 | 7 380
"""
REPORT = """
Belopp i kr | Utfall 2024 | Budget 2024
Staten | 3 685 000 | 3 685 000
Region Ovan | 1 842 500 | 1 842 000
Ovans kommun | 1 842 500 | 1 842 000
Summa intäkter | 7 370 000 | 7 396 000
Kostnader | 7 000 000 | 7 100 000
Resultat | 370 000 | 296 000
"""
CASH_2024 = """
Kassaflöde | 2024 | 2023
Årets kassaflöde | 750 213 | 120 000
Likvida medel vid årets början | 3 675 016 | 3 555 016
Likvida medel vid årets slut | 4 425 229 | 3 675 016
"""
CASH_2025 = """
Kassaflöde | 2025 | 2024
Årets kassaflöde | 100 000 | 750 213
Likvida medel vid årets början | 4 452 229 | 3 675 016
Likvida medel vid årets slut | 4 552 229 | 4 425 229
"""


def test_FI_01_the_budget_of_the_plan_and_of_the_report_differ():
    plan = read_document(PLAN, kind="activity_plan", file="plan.txt")
    report = read_document(REPORT, file="rapport.txt")
    (finding,) = faults(reviewed(report, plan))
    assert said(finding) == ("7 369 000 kr", "7 396 000 kr")
    (between,) = [each for each in finding.follows if each.code == "FI-01"]  # the report's own rows contradict it too
    assert {cell.file for cell in between.fault.cells} == {"plan.txt", "rapport.txt"}


def test_FI_01_and_FI_02_files_that_say_the_same_are_silent():
    plan = read_document(PLAN, kind="activity_plan", file="plan.txt")
    right = read_document(REPORT.replace("7 396 000", "7 369 000").replace("296 000", "269 000"), file="rapport.txt")
    assert_tried_and_silent(reviewed(right, plan), "FI-01")
    before = read_document(CASH_2024, file="2024.txt")
    after = read_document(CASH_2025.replace("4 452 229", "4 425 229"), file="2025.txt", year=2025)
    assert_tried_and_silent(reviewed(after, before), "FI-02")


def test_FI_01_another_association_is_not_compared():
    plan = read_document(PLAN, kind="activity_plan", name="Samordningsförbundet Nedan")
    report = read_document(REPORT, name="Samordningsförbundet Ovan")
    assert [each for each in faults(reviewed(report, plan)) if each.code.startswith("FI")] == []


def test_FI_02_a_year_begins_where_the_file_before_ended():
    before = read_document(CASH_2024, file="2024.txt")
    after = read_document(CASH_2025, file="2025.txt", year=2025)
    (finding,) = faults(reviewed(after, before))
    assert said(finding) == ("4 425 229 kr", "4 452 229 kr")
    assert "FI-02" in {finding.code, *(each.code for each in finding.follows)}  # the file itself contradicts it too
    right = read_document(CASH_2025.replace("4 452 229", "4 425 229"), file="2025.txt", year=2025)
    assert [each for each in faults(reviewed(right, before)) if each.code == "FI-02"] == []
