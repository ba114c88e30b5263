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
from samverk.core.planning.saved_funds import add_ceiling_figures, add_saved_funds_figures, saved_funds_table
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

    The year before comes from its own file, else from what this year's file says of it. Problems carry codes KP-…; one
    of severity REFUSE means that the statements say nothing: KP-BOCKER-SAKNAS (no books of the year) or KP-SAMMA-ID
    (two things share a name; budget and measures are then left out). Bad books never raise.
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
    problems: list[Problem] = []
    mapped_years: list[MappedBooks] = []
    for ledger, year, offset in _ledgers(facts, problems):
        books, found = read_books(ledger, year, offset)
        mapped, unplaced = map_books(books, chart)
        mapped_years.append(mapped)
        problems += [*found, *unplaced]
    return mapped_years, problems


def _ledgers(facts: Facts, problems: list[Problem]) -> list[tuple[Ledger, int, int]]:
    """The books of the year and of the one before, each with its number in the file that tells it."""
    year, before = facts.year, facts.year - 1
    ledger = facts.ledgers.get(year)
    if ledger is None:
        problems.append(
            Problem(
                ProblemSeverity.REFUSE,
                "KP-BOCKER-SAKNAS",
                f"Bokföringen för {year} saknas. Lägg SIE-filen i katalogen med namnet bokforing-{year}.se.",
                f"bokforing-{year}.se",
            )
        )
        ledger = Ledger()
    found = [(ledger, year, 0)]
    previous = facts.ledgers.get(before)
    tells_before = any(offset == -1 for offset, _ in (*ledger.closing, *ledger.results))
    if previous is not None:
        return [*found, (previous, before, 0)]
    problems.append(
        Problem(
            ProblemSeverity.WARNING,
            "KP-JAMFORELSEAR",
            f"Bokföringen för {before} saknas. "
            + (
                f"Jämförelseåret hämtas ur årets fil, utan verifikat. Lägg filen bokforing-{before}.se i katalogen."
                if tells_before
                else f"Rapporten får inget jämförelseår. Lägg filen bokforing-{before}.se i katalogen."
            ),
            f"bokforing-{before}.se",
        )
    )
    return [*found, (ledger, before, -1)] if tells_before else found


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
        problems += add_budget_figures(figures, facts, budget)
    add_overview_figures(figures, facts, years)
    problems += add_requirement_figures(figures, facts, books[0])
    return problems


def _statements(
    figures: FigureBook, facts: Facts, chart: Chart, books: list[MappedBooks], budget: ComparedBudget | None
) -> StatementSet:
    year, years = facts.year, [mapped.year for mapped in books]
    investments = investment_account(figures, years)
    offices = tuple(office_rows(budget.version if budget else None))
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
        ratios=ratio_table(figures, years, add_ratio_figures(figures, facts, years)),
        saved_funds=saved_funds_table(figures, years, add_ceiling_figures(figures, facts, budget), budget),
        investment_account=investments,
        forecast=forecast_table(figures, year, add_forecast_figures(figures, facts, budget)),
        notes=build_notes(figures, facts, chart, books, investments),
        books={mapped.year: mapped for mapped in books},
        budget_version=budget.version.name if budget else "",
    )
