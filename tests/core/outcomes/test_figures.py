"""What returns tell, as figures: nothing hidden has a value, and every share says what it is a share of."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverk.core.document.figures import FigureBook, FigureUnit, ReturnSource, ValueState
from samverk.core.outcomes.figures import add_figures, figures_of
from samverk.core.outcomes.returned import HiddenBecause, ReportedReturn, ReturnCellState
from tests.factories.iris import iris_return
from tests.factories.returns import small_return


def book_of(report: ReportedReturn) -> FigureBook:
    book = FigureBook(2024)
    add_figures(book, [report], {"iris": "IRIS", "arbetsvagen": "Arbetsvägen"})
    return book


@pytest.fixture(scope="module")
def iris() -> FigureBook:
    return book_of(ReportedReturn(iris_return(), "ab" * 32))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("inskrivna_efter_kon.iris.alla", 396),
        ("inskrivna_efter_kon.iris.kvinna", 223),
        ("inskrivna_efter_kon.iris.man", 173),
        ("avslut_efter_orsak.iris.till_arbete.alla", 38),
        ("avslut_efter_orsak.iris.alla.alla", 160),
    ],
)
def test_counts_are_those_that_finsam_lund_has_published(iris, name, value):
    assert iris.find(name).value == value


def test_a_mean_is_in_months(iris):
    mean = iris.find("tid_i_offentlig_forsorjning_fore_insatsen.iris.kvinna")
    assert (mean.unit, mean.value) == (FigureUnit.MONTHS, Fraction(45))


def test_a_share_is_of_those_of_whom_it_is_known(iris):
    """12 of 396 have told no education; 148 of the other 384 have the shortest."""
    share = iris.find("andel.inskrivna_efter_utbildning.iris.grundskola_eller_kortare_isced_02.alla")
    assert share.value == Fraction(148, 384)
    assert share.base == "de 384 i IRIS vars uppgift är känd"
    assert share.ratio is not None
    assert [iris.find(each).value for each in share.ratio] == [148, 384]


def test_every_count_names_the_return_it_stands_in(iris):
    counts = [each for each in iris if each.unit is FigureUnit.COUNT and not each.terms]
    assert counts
    for each in counts:
        (source,) = each.sources
        assert isinstance(source, ReturnSource)
        assert (source.measure, source.number, source.hash) == ("iris", 1, "ab" * 32)


@given(st.data())
def test_a_hidden_cell_never_gets_a_value_and_no_share_is_made_of_it(data):
    sent = small_return()
    table = data.draw(st.sampled_from(sent.tables))
    hidden = data.draw(st.sets(st.sampled_from(table.cells), min_size=1))
    reason = data.draw(st.sampled_from(HiddenBecause))
    cells = tuple(
        replace(cell, state=ReturnCellState.SUPPRESSED, count=None, reason=reason) if cell in hidden else cell
        for cell in table.cells
    )
    changed = replace(table, cells=cells)
    sent = replace(sent, tables=tuple(changed if each is table else each for each in sent.tables))
    figures = {each.id: each for each in figures_of(ReportedReturn(sent, "00"), {})}
    nothing = [each.id for each in figures.values() if each.value is None]
    assert len(nothing) >= len(hidden)
    assert all(figures[name].state in (ValueState.SUPPRESSED, ValueState.NOT_STATED) for name in nothing)
    for each in figures.values():
        assert not set(each.ratio or ()) & set(nothing)
        assert not {term.figure_id for term in each.terms} & set(nothing)
