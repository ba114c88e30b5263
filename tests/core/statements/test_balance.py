"""Equity in closed, open and half-closed books, and the rows that are shown."""

import pytest

from samverk.core.problems import ProblemSeverity
from samverk.core.statements.build import build_figures
from tests.factories.plain_bas import bas_facts
from tests.factories.small_books import ledger

OPENING = {"1930": 100, "2068": -100}
INCOME = [("1930", 30), ("3010", -30)]


def equity(made):
    stems = ("eget_kapital_arets_resultat", "ovrigt_eget_kapital", "ej_overfort_resultat", "eget_kapital")
    return tuple(made.figures.ore(stem) // 100 for stem in stems)


@pytest.mark.parametrize("result_account", ["2069", "2099"])
def test_closed_books_show_what_was_booked(result_account):
    made, problems = build_figures(bas_facts(ledger(2024, [INCOME, [("8999", 30), (result_account, -30)]], OPENING)))
    assert problems == []
    assert equity(made) == (30, 100, 0, 130)
    assert [s.account for s in made.figures.find("eget_kapital_arets_resultat").sources] == [result_account]


def test_open_books_show_equity_as_if_they_were_closed():
    made, problems = build_figures(bas_facts(ledger(2024, [INCOME], OPENING)))
    assert problems == []
    assert equity(made) == (30, 100, 0, 130)
    assert "som om böckerna var stängda" in made.figures.find("eget_kapital_arets_resultat").explanation


def test_last_years_result_left_on_its_account_is_other_equity():
    books = ledger(2024, [INCOME], {"1930": 100, "2068": -60, "2069": -40})
    made, _ = build_figures(bas_facts(books))
    assert equity(made) == (30, 100, 0, 130)


def test_a_result_never_moved_to_equity_has_its_own_row():
    books = ledger(2024, [INCOME], {"1930": 100, "2068": -75})
    made, problems = build_figures(bas_facts(books))
    assert problems == []
    assert equity(made) == (30, 75, 25, 130)
    assert made.balance_sheet.row("ej_overfort_resultat") is not None
    assert made.figures.ore("sparade_medel_in") == 100_00


@pytest.mark.parametrize("closing", [[("8999", 20), ("2069", -20)], [("8999", 30), ("2068", -30)]])
def test_a_closing_that_books_something_else_is_an_error(closing):
    made, problems = build_figures(bas_facts(ledger(2024, [INCOME, closing], OPENING)))
    assert [(problem.code, problem.severity) for problem in problems] == [("KP-BOKSLUT", ProblemSeverity.ERROR)]
    assert "30,00 kronor" in problems[0].message
    assert equity(made)[0] == 30
    assert equity(made)[3] == 130


@pytest.mark.parametrize(
    ("closing", "advice"),
    [
        ([("8999", 30), ("2068", -30)], 'rad = "eget_kapital_arets_resultat"'),
        ([("8999", 20), ("2069", -20)], "Rätta bokslutsverifikatet i bokföringen"),
    ],
)
def test_a_closing_that_differs_says_whether_the_account_or_the_entry_is_to_be_changed(closing, advice):
    _, problems = build_figures(bas_facts(ledger(2024, [INCOME, closing], OPENING)))
    assert advice in problems[0].message


def test_rows_that_are_zero_are_left_out_and_the_heading_follows():
    made, _ = build_figures(bas_facts(ledger(2024, [INCOME], OPENING)))
    rows = {row.id: row.label for row in made.balance_sheet.rows}
    assert "anlaggningstillgangar" not in rows
    assert "avsattningar" not in rows
    assert rows["eget_kapital_och_skulder"] == "Eget kapital och skulder"
    books = ledger(2024, [INCOME, [("7410", 5), ("2210", -5)], [("1220", 9), ("1930", -9)]], OPENING)
    made, _ = build_figures(bas_facts(books))
    rows = {row.id: row.label for row in made.balance_sheet.rows}
    assert rows["andra_avsattningar"] == "Andra avsättningar"
    assert rows["maskiner_och_inventarier"] == "Maskiner och inventarier"
    assert rows["summa_eget_kapital_och_skulder"] == "Summa eget kapital, avsättningar och skulder"


def test_openings_are_tied_to_last_years_closing_when_they_agree():
    before = ledger(2023, [], OPENING)
    made, _ = build_figures(bas_facts(ledger(2024, [INCOME], OPENING), before))
    assert [term.figure_id for term in made.figures.find("sparade_medel_in").terms] == ["eget_kapital.2023"]
    made, _ = build_figures(bas_facts(ledger(2024, [INCOME], {"1930": 90, "2068": -90}), before))
    assert made.figures.find("sparade_medel_in").terms == ()
