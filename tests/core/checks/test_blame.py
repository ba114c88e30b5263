"""Which number of a broken sum is the wrong one."""

from __future__ import annotations

from tests.factories.read_tables import faults, read_document, reviewed, said

BALANCE = """
Belopp i kr | 2024-12-31 | 2023-12-31
Kortfristiga fordringar | 1 349 444 | 2 806 202
Kassa och bank | 4 425 230 | 3 675 016
Summa tillgångar | 5 774 674 | 6 481 218
Summa eget kapital | 2 332 678 | 3 421 947
Kortfristiga skulder | 3 441 996 | 3 059 271
Summa eget kapital och skulder | 5 774 674 | 6 481 218
"""
CASH = """
Belopp i kr | 2024 | 2023
Ökning/minskning kortfristiga fordringar | 1 456 758 | -900 751
Ökning/minskning kortfristiga skulder | -706 544 | -1 535 746
Årets kassaflöde | 750 214 | -1 699 568
Likvida medel vid årets början | 3 675 016 | 5 374 584
Likvida medel vid årets slut | 4 425 230 | 3 675 016
"""


def test_where_the_total_is_confirmed_by_another_table_the_rows_are_named():
    found = [each for each in faults(reviewed(read_document(BALANCE, CASH))) if each.code == "TB-01"]
    (finding,) = found
    assert finding.place.endswith("Årets kassaflöde, 2023")
    assert "Felet ligger därför" in finding.message
    assert finding.fault is not None
    assert finding.fault.lies_in_rows


def test_where_nothing_confirms_the_total_it_is_the_total_that_is_told():
    wrong = BALANCE.replace("Summa tillgångar | 5 774 674 | 6 481 218", "Summa tillgångar | 5 774 674 | 6 418 218")
    (finding,) = faults(reviewed(read_document(wrong)))
    assert said(finding) == ("6 481 218 kr", "6 418 218 kr")
    assert "Felet ligger" not in finding.message
