"""JF: tables that tell of the same thing, and years that follow each other."""

from __future__ import annotations

from tests.factories.checked import assert_tried_and_silent
from tests.factories.read_tables import faults, read_document, reviewed, said

BUDGET = """
 | Utfall 2024 | Budget 2024
Aktiv i Ovan | 320 812 | 370 000
Steget | 408 016 | 200 000
Bron | 239 950 | 250 000
Summa kostnader | 968 778 | 820 000
"""
NOTE = """
 | 2024 | 2023
Aktiv i Ovan | 320 812 | 161 285
Steget | 408 016 | 295 462
Bron | 239 950 | 174 124
 | 968 778 | 630 871
"""


def codes(*tables: str) -> list[tuple[str, str, str]]:
    return [(each.code, *said(each)) for each in faults(reviewed(read_document(*tables)))]


def test_JF_01_tables_that_agree_are_silent():
    assert_tried_and_silent(reviewed(read_document(BUDGET, NOTE)), "JF-01")


def test_JF_01_names_the_row_that_differs_where_the_others_agree():
    wrong = BUDGET.replace("Bron | 239 950", "Bron | 293 950").replace(
        "Summa kostnader | 968 778", "Summa kostnader | 1 022 778"
    )
    assert codes(NOTE, wrong) == [("JF-01", "239 950 kr", "293 950 kr")]


def test_JF_01_says_nothing_of_tables_that_share_words_but_not_numbers():
    other = (
        NOTE.replace("320 812", "12 300")
        .replace("408 016", "14 200")
        .replace("239 950", "9 000")
        .replace("968 778", "35 500")
    )
    assert codes(BUDGET, other) == []


def test_JF_01_takes_the_same_amount_in_tkr_for_the_same():
    coarse = """
Belopp i tkr | 2024 | 2023
Aktiv i Ovan | 321 | 161
Steget | 408 | 295
Bron | 240 | 174
"""
    assert codes(NOTE, coarse) == []


PLAN = """
Belopp i tkr | 2024 | 2025 | 2026
Ingående sparade medel | 3 422 | 1 900 | 858
Summa intäkter | 12 970 | 12 980 | 7 480
Summa kostnader | 14 492 | 14 022 | 2 810
Utgående sparade medel | 1 900 | 858 | 5 528
"""


def test_JF_02_a_chain_that_holds_is_silent():
    document = read_document(PLAN, kind="activity_plan")
    assert_tried_and_silent(reviewed(document), "JF-02")
    assert next(tried for tried in reviewed(document).tried if tried.code == "JF-02").held == 2


def test_JF_02_a_broken_link_is_told_at_the_opening():
    broken = PLAN.replace("3 422 | 1 900 | 858", "3 422 | 1 900 | 885")
    (finding,) = [
        each for each in faults(reviewed(read_document(broken, kind="activity_plan"))) if each.code == "JF-02"
    ]
    assert said(finding) == ("858 tkr", "885 tkr")
    assert finding.place.endswith("Ingående sparade medel, 2026")


def test_JF_01_one_cause_may_make_most_rows_differ():
    wrong = """
 | Utfall 2024 | Budget 2024
Aktiv i Ovan | 320 812 | 370 000
Steget | 480 016 | 200 000
Bron | 239 950 | 250 000
Summa kostnader | 1 040 778 | 820 000
Summa insatser | 1 040 778 | 820 000
Insatser totalt | 1 040 778 | 820 000
"""
    right = wrong.replace("480 016", "408 016").replace("1 040 778", "968 778")
    assert {code for code, _expected, _found in codes(right, wrong)} == {"JF-01"}
