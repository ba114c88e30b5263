"""NT: key ratios."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from samverk.core.checks.run import CheckInput, CheckReport, run
from samverk.core.document.figures import Figure, FigureUnit
from samverk.core.document.present import present
from samverk.core.document.tree import Column, Document, FigureCell, Paragraph, Row, Section, Table, Text
from tests.factories.checked import DAY, assert_tried_and_silent, found, money_figure, only, plain

_SHARE = "andel.administration_av_medlemmarnas_medel.2024"


def _report(label: str = "Administration, andel av medlemmarnas medel", value: Fraction = Fraction(1, 4)) -> Document:
    figures = [
        money_figure("administrativa_kostnader.2024", 250_00),
        money_figure("medlemmarnas_medel.2024", 1000_00),
        Figure(
            _SHARE, label, value, FigureUnit.SHARE, year=2024, base="medlemmarnas medel",
            ratio=("administrativa_kostnader.2024", "medlemmarnas_medel.2024"),
        ),
    ]  # fmt: skip
    row = Row("andel.administration", label, (FigureCell(_SHARE),))
    table = Table("nyckeltal", "Nyckeltal", (Column("2024", "2024", year=2024, role="outcome"),), (row,), None)
    sections = (Section("nyckeltal", "Nyckeltal", 1, (table,)),)
    return present(Document("annual_report", "Årsredovisning", "Exempel", "222000-0000", 2024, sections,
                            {figure.id: figure for figure in figures}))  # fmt: skip


def _check(document: Document) -> CheckReport:
    return run(CheckInput(document), DAY)


def test_NT_01_fires_when_the_ratio_is_not_its_parts():
    finding = plain(only(_check(_report(value=Fraction(2, 5))), "NT-01"))
    assert (finding.expected, finding.found) == ("25 %", "40 %")


def test_NT_02_fires_when_the_base_is_not_printed():
    finding = only(_check(_report(label="Administration")), "NT-02")
    assert (finding.expected, finding.found) == ("medlemmarnas medel", "Administration")


def test_NT_03_fires_when_the_share_of_administration_is_not_shown():
    document = _report()
    words = (Section("nyckeltal", "Nyckeltal", 1, (Paragraph((Text("Inga."),)),)),)
    assert found(_check(replace(document, sections=words)), "NT-03")


def test_NT_rules_are_silent_on_a_sound_ratio_that_they_tried():
    assert_tried_and_silent(_check(_report()), "NT-01", "NT-02", "NT-03")
