"""All statements of a year from its facts: the one door to this room."""

from __future__ import annotations

from samverk.core.document.figures import FigureBook
from samverk.core.facts import Facts
from samverk.core.ledger.model import Ledger
from samverk.core.planning.comparison import (
    ComparedBudget,
    add_budget_figures,
    clashing_names,
    compared_budget,
    office_rows,
)
from samverk.core.planning.forecast import add_forecast_figures, forecast_table
from samverk.core.planning.saved_funds import (
    add_ceiling_figures,
    add_saved_funds_figures,
    saved_funds_table,
    used_shares,
)
from samverk.core.problems import Problem, ProblemSeverity
from samverk.core.statements.balance import add_balance_figures, balance_sheet
from samverk.core.statements.books import read_books
from samverk.core.statements.cashflow import add_cash_flow_figures, cash_flow_statement
from samverk.core.statements.chart import Chart, read_chart
from samverk.core.statements.income import add_income_figures, income_statement
from samverk.core.statements.investments import add_investment_figures, investment_account
from samverk.core.statements.mapping import MappedBooks, map_books
from samverk.core.statements.notes import build_notes
from samverk.core.statements.operating import add_office_figures, outcome_table, summary_table
from samverk.core.statements.outcome import add_income_source_figures, add_outcome_figures, income_rows
from samverk.core.statements.overview import add_overview_figures, overview_table
from samverk.core.statements.ratios import add_ratio_figures, ratio_table
from samverk.core.statements.requirement import add_requirement_figures, requirement_table
from samverk.core.statements.structure import StatementSet


def build_figures(facts: Facts) -> tuple[StatementSet, list[Problem]]:
    """Compute every statement of `facts.year`, with the year before where its books are known.

    Problems carry codes KP-…; one of severity REFUSE means that the statements say nothing: KP-BOCKER-SAKNAS (no books
    of the year) or KP-SAMMA-ID (two things share a name; sources, measures and budget are then left out). Bad books
    never raise.
    """
    clashes = clashing_names(facts)
    if clashes:
        bare = facts.association.model_copy(update={"income_sources": ()})
        facts = Facts(year=facts.year, association=bare, ledgers=facts.ledgers)
    chart = read_chart(facts.association, facts.measures)
    books, problems = _mapped_years(facts, chart)
    figures = FigureBook(facts.year)
    budget = compared_budget(facts)
    problems = [*clashes, *chart.problems, *problems, *_add_figures(figures, facts, books, budget)]
    return _statements(figures, facts, chart, books, budget), problems


def _mapped_years(facts: Facts, chart: Chart) -> tuple[list[MappedBooks], list[Problem]]:
    """The books of the year and, when they are known, of the one before."""
    problems: list[Problem] = []
    if facts.year not in facts.ledgers:
        message = f"Bokföringen för {facts.year} saknas. Lägg SIE-filen i katalogen."
        problems.append(Problem(ProblemSeverity.REFUSE, "KP-BOCKER-SAKNAS", message, f"bokforing-{facts.year}.se"))
    mapped_years: list[MappedBooks] = []
    for year in (facts.year, facts.year - 1):
        if year == facts.year or year in facts.ledgers:
            books, unexplained = read_books(facts.ledgers.get(year, Ledger()), year)
            mapped, unplaced = map_books(books, chart)
            mapped_years.append(mapped)
            problems += [*unexplained, *unplaced]
    return mapped_years, problems


def _add_figures(
    figures: FigureBook, facts: Facts, books: list[MappedBooks], budget: ComparedBudget | None
) -> list[Problem]:
    years = [mapped.year for mapped in books]
    add_income_figures(figures, books)
    problems = add_balance_figures(figures, books)
    problems += add_cash_flow_figures(figures, books)
    add_investment_figures(figures, books)
    add_income_source_figures(figures, facts, books)
    add_outcome_figures(figures, facts, books)
    add_office_figures(figures, office_rows(budget.version if budget else None), years)
    add_saved_funds_figures(figures, books)
    if budget:
        problems += add_budget_figures(figures, facts, budget, income_rows(facts, books))
    add_overview_figures(figures, facts, years)
    problems += add_requirement_figures(figures, facts, books[0])
    return problems


def _statements(
    figures: FigureBook, facts: Facts, chart: Chart, books: list[MappedBooks], budget: ComparedBudget | None
) -> StatementSet:
    year, years = facts.year, [mapped.year for mapped in books]
    investments = investment_account(figures, years)
    offices = tuple(office_rows(budget.version if budget else None))
    ceiling_stems = add_ceiling_figures(figures, facts, budget)
    ratio_stems = (*add_ratio_figures(figures, facts, years), *used_shares(figures, ceiling_stems))
    return StatementSet(
        year=year,
        figures=figures,
        income_statement=income_statement(figures, years),
        balance_sheet=balance_sheet(figures, years),
        cash_flow=cash_flow_statement(figures, years),
        budget_outcome=outcome_table(figures, facts, years, income_rows(facts, books), offices, budget),
        operating_account=summary_table(figures, years, budget),
        balance_requirement=requirement_table(year),
        overview=overview_table(year),
        ratios=ratio_table(figures, years, ratio_stems),
        saved_funds=saved_funds_table(figures, years, ceiling_stems, budget),
        investment_account=investments,
        forecast=forecast_table(figures, year, add_forecast_figures(figures, facts, budget)),
        notes=build_notes(figures, facts, chart, books, investments),
        books={mapped.year: mapped for mapped in books},
        budget_version=budget.version.name if budget else "",
    )
