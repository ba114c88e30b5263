"""Notes of an association with fixed assets and no rules of its own: numbered in order, always adding up."""

from samverk.core.statements.build import build_figures
from tests.factories.lake_district import lake_facts
from tests.factories.plain_bas import bas_facts
from tests.factories.small_books import ledger


def test_notes_are_numbered_in_the_order_of_the_statements():
    made, _ = build_figures(lake_facts())
    assert [(note.number, note.key) for note in made.notes] == [
        (2, "verksamhetens_intakter"),
        (3, "verksamhetens_kostnader"),
        (4, "anlaggningstillgangar"),
        (5, "fordringar"),
        (6, "kortfristiga_skulder"),
        (7, "revision"),
    ]
    assert made.figures.ore("not.revision.kostnad") == -15_00


def test_costs_without_measures_have_no_sections():
    made, _ = build_figures(bas_facts(ledger(2024, [[("5010", 5), ("7210", 7), ("1930", -12)]])))
    costs = next(note.table for note in made.notes if note.key == "verksamhetens_kostnader")
    assert [row.label for row in costs.rows] == ["Lokalkostnader", "Personalkostnader", "Summa verksamhetens kostnader"]
    assert [term.row_id for term in costs.rows[-1].terms] == [row.id for row in costs.rows[:-1]]


def test_provisions_and_long_debts_have_notes_when_they_exist():
    books = ledger(2024, [[("7410", 5), ("2210", -5)], [("1930", 9), ("2350", -9)]])
    made, _ = build_figures(bas_facts(books))
    assert {"andra_avsattningar", "langfristiga_skulder"} <= {note.key for note in made.notes}
