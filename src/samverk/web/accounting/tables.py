"""The statements as tables whose figures open, and the addresses they open."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.urls import reverse

from samverk.core.money import MoneyUnit
from samverk.core.statements.structure import Statement, StatementSet
from samverk.reports.annual.tables import statement_table
from samverk.web.components.figure_table import FigureTable, figure_table
from samverk.web.page import AssociationRequest


@dataclass(frozen=True, slots=True)
class StatementPage:
    """A page of statements: its part of the address, its title, the statements on it."""

    name: str
    title: str
    of: Callable[[StatementSet], Iterator[Statement | None]]


def _notes(statements: StatementSet) -> Iterator[Statement | None]:
    return (note.table for note in statements.notes)


STATEMENTS = (
    StatementPage("resultatrakning", "Resultaträkning", lambda each: iter((each.income_statement,))),
    StatementPage("balansrakning", "Balansräkning", lambda each: iter((each.balance_sheet,))),
    StatementPage("kassaflode", "Kassaflödesanalys", lambda each: iter((each.cash_flow,))),
    StatementPage(
        "driftredovisning",
        "Driftredovisning",
        lambda each: iter((each.operating_account, each.budget_outcome, each.investment_account)),
    ),
    StatementPage("noter", "Noter", _notes),
    StatementPage(
        "oversikt",
        "Översikt och balanskrav",
        lambda each: iter((each.overview, each.ratios, each.saved_funds, each.balance_requirement)),
    ),
)


def unit_of(request: AssociationRequest) -> MoneyUnit | None:
    """The unit the person asks for; None: each table in its own."""
    asked = request.GET.get("enhet", "")
    return MoneyUnit(asked) if asked in (MoneyUnit.KR, MoneyUnit.TKR) else None


def table_of(request: AssociationRequest, statement: Statement, statements: StatementSet) -> FigureTable:
    """A statement with links to the page of each figure, and to the notes."""
    own = {"association": request.association.slug, "year": statements.year}

    def address(figure: str) -> str:
        return reverse("books_figure", kwargs={**own, "figure": figure})

    notes = reverse("books_statement", kwargs={**own, "name": "noter"})
    table = statement_table(statement, statements)
    return figure_table(table, statements.figures, address, unit=unit_of(request), note_address=notes)
