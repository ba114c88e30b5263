"""DR-04: the operating account's net cost."""

from __future__ import annotations

from tests.factories.checked import assert_tried_and_silent
from tests.factories.read_tables import faults, read_document, reviewed, said

RIGHT = """
Belopp i tkr | Utfall 2024 | Budget 2024 | Avvikelse | Bokslut 2023
Nettokostnad | -14 151 | -14 492 | 341 | -13 115
Medlemsavgifter | 13 062 | 12 970 | 92 | 13 756
Resultat | -1 089 | -1 522 | 433 | 641
"""
REPEATED = RIGHT.replace("-14 151 | -14 492 | 341 | -13 115", "-1 089 | -1 522 | 433 | 641")


def test_DR_04_is_silent_where_the_rows_add_up():
    assert_tried_and_silent(reviewed(read_document(RIGHT)), "DR-04")


def test_DR_04_tells_once_of_a_row_that_repeats_the_result():
    (finding,) = faults(reviewed(read_document(REPEATED)))
    assert finding.code == "DR-04"
    assert said(finding) == ("−14 151 tkr", "−1 089 tkr")
    assert len(finding.follows) == 2  # the other columns of the row
