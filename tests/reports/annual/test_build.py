"""From facts to a document: order of chapters, numbers of headings, units, and what stops the report."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from samverk.core.document.tree import Chart, FigureCell, FigureReference, Paragraph, Section, Text
from samverk.core.facts import Facts
from samverk.core.money import MoneyUnit
from samverk.core.organisation import Rounding
from samverk.core.problems import ProblemSeverity
from samverk.formats.facts import read_directory
from samverk.reports.annual.build import build

ROOT = Path(__file__).parents[3]


def facts_of(directory: str, year: int) -> Facts:
    facts, problems = read_directory(ROOT / directory, year)
    assert facts is not None, problems
    return facts


@pytest.fixture(scope="module")
def lund() -> Facts:
    return facts_of("examples/lund", 2024)


def with_report(facts: Facts, **changes: object) -> Facts:
    report = facts.association.annual_report.model_copy(update=changes)
    return replace(facts, association=facts.association.model_copy(update={"annual_report": report}))


def built(facts: Facts):
    document, problems = build(facts)
    assert document is not None, [str(problem) for problem in problems]
    return document


def headings(sections: tuple[Section, ...]) -> list[str]:
    return [f"{section.number} {section.title}".strip() for section in sections]


def test_the_national_template_has_the_published_order_of_headings(lund):
    document = built(lund)
    assert headings(document.sections) == [
        "1 Förvaltningsberättelse",
        "2 Driftredovisning",
        "3 Resultaträkning",
        "4 Balansräkning",
        "5 Kassaflödesanalys",
        "6 Noter",
        "7 Styrelsens underskrift",
    ]
    numbered = [heading for heading in headings(document.sections[0].sections) if heading[0].isdigit()]
    assert numbered == [
        "1.1 Översikt över verksamhetens utveckling",
        "1.2 Viktiga förhållanden för resultat och ekonomisk ställning",
        "1.3 Händelser av väsentlig betydelse",
        "1.4 Styrning och uppföljning av verksamheten",
        "1.5 Ekonomisk verksamhet, måluppfyllelse och ekonomisk ställning",
        "1.6 Väsentliga personalförhållanden",
        "1.7 Förväntad utveckling",
    ]


def test_the_lkbr_template_puts_the_accounts_first_with_the_same_figures(lund):
    national, legal = built(lund), built(with_report(lund, template="lkbr"))
    assert headings(legal.sections)[:4] == [
        "1 Resultaträkning",
        "2 Balansräkning",
        "3 Kassaflödesanalys",
        "4 Noter",
    ]
    assert legal.figures == national.figures
    assert {table.id for table in legal.tables()} == {table.id for table in national.tables()}


def test_the_four_charts_stand_in_the_report_with_text_alternatives(lund):
    charts = list(built(lund).charts())
    assert [chart.id for chart in charts] == [
        "diagram-intakter",
        "diagram-eget-kapital",
        "diagram-kostnader",
        "diagram-budget",
    ]
    assert all(len(chart.alt) > 40 for chart in charts)
    assert all(point.value is not None for chart in charts for series in chart.series for point in series.points)


def test_every_money_cell_and_every_citation_names_a_figure(lund):
    document = built(lund)
    for table in document.tables():
        cells = [cell for row in table.rows for cell in row.cells if isinstance(cell, FigureCell)]
        assert all(cell.figure_id in document.figures and cell.shown for cell in cells)
    cited = [
        part
        for section in document.all_sections()
        for block in section.blocks
        if isinstance(block, Paragraph)
        for part in block.content
        if isinstance(part, FigureReference)
    ]
    assert len(cited) > 30
    assert all(part.figure_id in document.figures and part.shown for part in cited)


def test_statements_can_be_shown_in_tkr(lund):
    document = built(with_report(lund, unit="tkr"))
    for table_id in ("resultatrakning", "balansrakning", "kassaflodesanalys", "utfall_mot_budget"):
        table = document.table(table_id)
        assert table is not None
        assert table.unit is MoneyUnit.TKR
    cell = document.table("resultatrakning").cell("arets_resultat", "2024")
    assert (cell.shown.replace("\u00a0", " "), cell.amount) == ("−1 089", -108_900_000)


def test_generated_sentences_say_better_or_worse(lund):
    document = built(lund)
    opening = document.sections[0].blocks[0]
    assert isinstance(opening, Paragraph)
    words = "".join(part.text if isinstance(part, Text) else part.shown for part in opening.content)
    assert "433 tkr bättre än budget" in words.replace("\u00a0", " ")


def test_a_year_without_investments_says_so_and_one_with_has_the_account(lund):
    without = next(s for s in built(lund).all_sections() if s.id == "investeringsredovisning")
    assert "inte gjort några investeringar under 2024" in without.blocks[0].content[0].text
    assert built(facts_of("tests/data/forbund-ovan", 2025)).table("investeringsredovisning") is not None


def test_an_association_without_esf_and_with_equipment_is_built_from_facts_alone():
    document = built(facts_of("tests/data/forbund-ovan", 2025))
    assert "not_anlaggningstillgangar" in {table.id for table in document.tables()}
    assert not any("ESF" in figure.label for figure in document.figures.values())
    assert document.rounding_notes is not None


def test_an_unknown_figure_in_prose_stops_the_report_and_names_file_and_line(lund):
    document, problems = build(replace(lund, texts={**lund.texts, "framtid": "Ett.\n\n{arets_resultatet:tkr}\n"}))
    assert document is None
    error = next(problem for problem in problems if problem.severity is ProblemSeverity.ERROR)
    assert (error.file, error.line) == ("text/framtid.md", 3)


def test_a_chapter_without_text_and_a_text_without_chapter_are_said(lund):
    texts = {**lund.texts, "framtid": "", "framtiden": "Här."}
    document, problems = build(replace(lund, texts=texts))
    assert document is not None
    told = {problem.code: problem for problem in problems}
    assert "text/framtid.md" in told["TX-SAKNAS"].message
    assert told["TX-OKAND"].file == "text/framtiden.md"


def test_a_sum_that_additive_rounding_cannot_keep_is_named(lund, monkeypatch):
    additive = with_report(lund, rounding=Rounding.ADDITIVE)
    assert "TX-AVRUNDNING" not in {problem.code for problem in build(additive)[1]}
    monkeypatch.setattr("samverk.reports.annual.build.broken_sums", lambda document: ("arets_resultat.2024",))
    told = next(problem for problem in build(additive)[1] if problem.code == "TX-AVRUNDNING")
    assert "Årets resultat 2024" in told.message


def test_a_problem_in_a_note_text_names_its_key(lund):
    texts = {**lund.association.note_texts, "redovisningsprinciper": "{finns_inte}"}
    facts = replace(lund, association=lund.association.model_copy(update={"note_texts": texts}))
    document, problems = build(facts)
    assert document is None
    assert [problem.key for problem in problems] == ["nottexter.redovisningsprinciper"]


def test_the_account_pages_carry_every_line_of_the_accounts_that_figures_rest_on(lund):
    document = built(lund)
    pages = {(page.year, page.account): page for page in document.account_pages}
    rent = pages[(2024, "5010")]
    assert rent.closing_ore == sum(line.amount_ore for line in rent.lines) == 9_500_000
    bank = pages[(2024, "1930")]
    assert bank.opening_ore + sum(line.amount_ore for line in bank.lines) == bank.closing_ore
    assert (2024, "8999") not in pages or pages[(2024, "8999")].lines


def test_the_budget_chart_counts_the_measures_that_kept_their_budget(lund):
    chart = next(chart for chart in built(lund).charts() if chart.id == "diagram-budget")
    assert isinstance(chart, Chart)
    outcome, budget = (series.points for series in chart.series)
    kept = sum(1 for spent, planned in zip(outcome, budget, strict=True) if spent.value <= planned.value)
    assert chart.title == f"{kept} av {len(outcome)} insatser höll budgeten"
