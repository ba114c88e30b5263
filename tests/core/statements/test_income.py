"""The income statement shows the law's rows that an association needs, and the others only when they hold something."""

from samverk.core.statements.build import build_figures
from tests.factories.plain_bas import bas_facts
from tests.factories.small_books import ledger


def rows(*vouchers):
    made, _ = build_figures(bas_facts(ledger(2024, vouchers)))
    return {row.id: made.figures.ore(row.figure_id(0) or "") // 100 for row in made.income_statement.rows}


def test_the_usual_rows():
    assert rows([("1930", 30), ("3010", -30)]) == {
        "verksamhetens_intakter": 30,
        "verksamhetens_kostnader": 0,
        "verksamhetens_resultat": 30,
        "finansiella_intakter": 0,
        "finansiella_kostnader": 0,
        "finansnetto": 0,
        "arets_resultat": 30,
    }


def test_depreciation_and_extraordinary_items_come_in_their_place():
    shown = rows([("7832", 4), ("1229", -4)], [("8710", 2), ("1930", -2)], [("8410", 1), ("1930", -1)])
    assert list(shown.items()) == [
        ("verksamhetens_intakter", 0),
        ("verksamhetens_kostnader", 0),
        ("avskrivningar", -4),
        ("verksamhetens_resultat", -4),
        ("finansiella_intakter", 0),
        ("finansiella_kostnader", -1),
        ("finansnetto", -1),
        ("resultat_efter_finansiella_poster", -5),
        ("extraordinara_poster", -2),
        ("arets_resultat", -7),
    ]
