"""Ratios are what they say of the base they name, and are left out where the base is nothing."""

from fractions import Fraction

import pytest

from samverk.core.document.figures import FigureUnit
from samverk.core.statements.build import build_figures
from tests.factories.lund import lund_facts
from tests.factories.plain_bas import bas_facts
from tests.factories.small_books import ledger


@pytest.mark.parametrize(
    ("stem", "percent", "base"),
    [
        ("soliditet", "40.4", "summa tillgångar"),
        ("andel.administration_av_medlemmarnas_medel", "28.3", "medlemmarnas medel"),
        ("andel.administration_av_kostnaderna", "14.8", "verksamhetens alla kostnader"),
        ("andel.administration_av_statens_medel", "56.7", "statens medel"),
        ("andel.sparade_medel_av_medlemmarnas_medel", "31.7", "medlemmarnas medel"),
        ("andel.esf_av_intakterna", "43.6", "alla intäkter"),
    ],
)
def test_lund(stem, percent, base):
    figures = build_figures(lund_facts())[0].figures
    figure = figures.find(stem)
    assert figure.unit is FigureUnit.SHARE
    assert figure.base == base
    assert f"{float(figure.value or 0):.1%}" == f"{percent}%"
    assert figure.ratio is not None
    numerator, denominator = (figures.ore(name) for name in figure.ratio)
    assert figure.value == Fraction(numerator, denominator)


def test_no_base_no_ratio():
    made, _ = build_figures(bas_facts(ledger(2024, [])))
    assert made.ratios.rows == ()
    assert "soliditet" not in made.figures
