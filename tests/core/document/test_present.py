"""Figures become print: one rounding per unit, words for deviations, bases for ratios."""

from dataclasses import replace
from fractions import Fraction

import pytest

from samverk.core.document.figures import Figure, FigureBook, FigureKind, Term, UnknownFigureError, ValueState
from samverk.core.document.present import Presenter, exact_percent, present, sum_rules
from samverk.core.document.rounding import SumRule
from samverk.core.document.tree import FigureCell
from samverk.core.money import MoneyUnit
from samverk.core.organisation import Rounding
from tests.factories.documents import sample_document, sample_figures


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def words(name: str, style: str) -> str:
    book = sample_figures()
    return plain(Presenter({figure.id: figure for figure in book}).words(book.find(name), style))


@pytest.mark.parametrize(
    ("name", "style", "shown"),
    [
        ("arets_resultat", "kr", "−1 089 176 kr"),
        ("arets_resultat", "tkr", "−1 089 tkr"),
        ("arets_resultat", "mnkr", "−1,1 mnkr"),
        ("arets_resultat", "tal", "−1 089 176"),
        ("arets_resultat.2023", "tkr", "641 tkr"),
        ("avvikelse.resultat", "tkr", "433 tkr bättre än budget"),
        ("avvikelse.resultat", "tal", "432 824"),
        ("andel.kostnader", "procent", "54 % av dubbla intäkterna"),
        ("andel.kostnader", "tal", "54 %"),
        ("antal_anstallda", "antal", "1"),
        ("exempel.nothing", "kr", "–"),
        ("exempel.not_stated", "kr", "uppgift saknas"),
        ("exempel.suppressed", "kr", "··"),
    ],
)
def test_a_figure_in_words(name, style, shown):
    assert words(name, style) == shown


@pytest.mark.parametrize(
    ("value", "favourable", "shown"),
    [
        (-20_801_600, False, "208 tkr sämre än budget"),
        (32_462_300, True, "325 tkr bättre än budget"),
        (0, None, "enligt budget"),
    ],
)
def test_a_deviation_says_better_or_worse_and_has_no_sign(value, favourable, shown):
    figure = Figure(
        "avvikelse.x.2024", "Avvikelse", value, kind=FigureKind.DEVIATION, year=2024, is_favourable=favourable
    )
    assert plain(Presenter({figure.id: figure}).words(figure, "tkr")) == shown


def test_a_cell_can_turn_the_sign_and_keeps_what_is_printed():
    book = sample_figures()
    presenter = Presenter({figure.id: figure for figure in book})
    cell = presenter.cell(FigureCell("verksamhetens_kostnader.2024", sign=-1), MoneyUnit.TKR)
    assert (plain(cell.shown), cell.amount) == ("14 151", 1_415_100_000)
    suppressed = presenter.cell(FigureCell("exempel.suppressed.2024"), MoneyUnit.KR)
    assert (suppressed.shown, suppressed.amount, suppressed.state) == ("··", None, ValueState.SUPPRESSED)
    strangers = FigureCell(None, shown="12 930")
    assert presenter.cell(strangers, MoneyUnit.KR) == strangers


@pytest.mark.parametrize(
    ("share", "shown"), [("1/4", "25 %"), ("1/8", "12,5 %"), ("147/600", "24,5 %"), ("1/3", "33,33 %"), ("0", "0 %")]
)
def test_a_share_key_is_shown_with_the_decimals_it_needs(share, shown):
    assert plain(exact_percent(Fraction(share))) == shown


def test_the_sums_of_the_tables_become_rules_by_unit():
    rules = sum_rules(sample_document())
    terms = (("verksamhetens_intakter.2024", 1), ("verksamhetens_kostnader.2024", 1))
    assert SumRule("arets_resultat.2024", terms) in rules[MoneyUnit.KR]
    assert SumRule("arets_resultat.2024", terms) in rules[MoneyUnit.TKR]


def test_additive_rounding_makes_every_printed_sum_hold_and_logs_what_moved():
    document = sample_document()
    income = replace(document.figures["verksamhetens_intakter.2024"], value=1_306_199_240)
    costs = replace(document.figures["verksamhetens_kostnader.2024"], value=-1_415_116_760)
    result = replace(document.figures["arets_resultat.2024"], value=-108_917_520)
    figures = {**document.figures, **{figure.id: figure for figure in (income, costs, result)}}
    independent = present(replace(document, figures=figures))
    additive = present(replace(document, figures=figures), Rounding.ADDITIVE)

    def printed(made, row):
        return made.table("resultatrakning").cell(row, "2024").amount

    rows = ("verksamhetens_intakter", "verksamhetens_kostnader")
    assert sum(printed(independent, row) for row in rows) != printed(independent, "arets_resultat")
    assert sum(printed(additive, row) for row in rows) == printed(additive, "arets_resultat")
    assert independent.rounding_notes == ()
    moved = [(note.unit.value, note.figure_id, note.shown - note.own) for note in additive.rounding_notes]
    assert moved == [("kr", "verksamhetens_kostnader.2024", 1), ("tkr", "verksamhetens_kostnader.2023", 1)]


def test_additive_rounding_gives_the_same_amount_of_a_year_one_number_whatever_its_name_or_sign():
    document = sample_document()
    income, result = document.figures["verksamhetens_intakter.2024"], document.figures["arets_resultat.2024"]
    twin = replace(result, id="not.resultat.2024", terms=(), value=-(result.value or 0))
    later = replace(twin, id="not.resultat.2025", year=2025)
    rules = sum_rules(replace(document, figures={**document.figures, twin.id: twin, later.id: later}))
    assert SumRule(twin.id, ((result.id, -1),)) in rules[MoneyUnit.TKR]
    assert later.id not in {rule.total_id for rule in rules[MoneyUnit.TKR]}
    assert SumRule(income.id, ((result.id, 1),)) not in rules[MoneyUnit.TKR]


def test_the_book_refuses_two_values_for_one_name_and_names_the_nearest():
    book = FigureBook(2024, [Figure("arets_resultat.2024", "Årets resultat", 1, year=2024)])
    assert book.find("arets_resultat").value == 1
    with pytest.raises(ValueError, match="defined twice"):
        book.add(Figure("arets_resultat.2024", "Årets resultat", 2, year=2024))
    with pytest.raises(UnknownFigureError) as unknown:
        book.find("arets_resultatet")
    assert unknown.value.nearest == ("arets_resultat",)


def test_a_total_is_the_signed_sum_of_its_terms():
    book = FigureBook(2024, [Figure("a.2024", "A", 5, year=2024), Figure("b.2024", "B", 3, year=2024)])
    total = book.total("c.2024", "C", ("a", Term("b", -1)))
    assert total.value == 2
    assert total.terms == (Term("a.2024"), Term("b.2024", -1))


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"value": None}, "contradict"),
        ({"value": 1, "state": ValueState.NOTHING}, "contradict"),
        ({"value": 1, "ratio": ("a", "b")}, "base"),
    ],
)
def test_a_figure_that_contradicts_itself_cannot_be_made(fields, said):
    with pytest.raises(ValueError, match=said):
        Figure("a.2024", "A", **fields)
