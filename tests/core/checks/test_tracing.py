"""SP: figures can be traced."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from samverk.core.checks.run import CheckInput, CheckReport, run
from samverk.core.document.figures import Figure, Term
from samverk.core.document.tree import AccountLine, AccountPage, Document
from tests.factories.checked import DAY, assert_tried_and_silent, checked_document, money_figure, only, plain


def _check(*figures: Figure, pages: tuple[AccountPage, ...] = ()) -> CheckReport:
    return run(CheckInput(_document(figures, pages)), DAY)


def _document(figures: tuple[Figure, ...], pages: tuple[AccountPage, ...]) -> Document:
    return replace(checked_document(), figures={each.id: each for each in figures}, account_pages=pages)


def _sum(ore: int, *terms: str) -> Figure:
    return Figure("summa.2024", "Summa", ore, year=2024, terms=tuple(Term(term) for term in terms))


def test_SP_01_fires_when_the_terms_do_not_sum():
    finding = plain(
        only(_check(money_figure("a.2024", 100), money_figure("b.2024", 50), _sum(151, "a.2024", "b.2024")), "SP-01")
    )
    assert (finding.place, finding.expected, finding.found) == ("Summa (summa.2024)", "1,50 kr", "1,51 kr")


def test_SP_01_fires_when_a_term_is_missing():
    assert only(_check(_sum(1, "borta.2024")), "SP-01").found == "siffran finns inte"


def test_SP_02_fires_when_a_figure_has_no_source():
    assert only(_check(Figure("lös.2024", "Lös", 100, year=2024)), "SP-02").place == "Lös (lös.2024)"


def test_SP_02_fires_on_figures_that_are_made_of_each_other():
    ring = (_sum(1, "annan.2024"), Figure("annan.2024", "Annan", 1, year=2024, terms=(Term("summa.2024"),)))
    assert {f.figure_id for f in _check(*ring).findings if f.code == "SP-02"} == {"summa.2024", "annan.2024"}


def test_SP_03_fires_when_the_accounts_do_not_make_the_figure():
    finding = plain(only(_check(replace(money_figure("a.2024", 100_00), value=101_00)), "SP-03"))
    assert (finding.expected, finding.found) == ("100,00 kr", "101,00 kr")


def _page(closing: int) -> AccountPage:
    lines = (AccountLine("A 1", date(2024, 2, 1), "Faktura", (), 500),)
    return AccountPage(2024, "4010", "Insatser", 100, closing, lines)


def test_SP_04_fires_when_an_account_does_not_roll_forward():
    finding = plain(only(_check(pages=(_page(700),)), "SP-04"))
    assert (finding.place, finding.expected, finding.found) == ("Konto 4010 Insatser 2024", "6,00 kr", "7,00 kr")


def test_SP_rules_are_silent_on_traced_figures_that_they_tried():
    report = _check(money_figure("a.2024", 100), _sum(100, "a.2024"), pages=(_page(600),))
    assert_tried_and_silent(report, "SP-01", "SP-02", "SP-03", "SP-04")
