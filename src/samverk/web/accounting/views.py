"""Can I trust the books? The last file, whether it agrees with itself, what is new in it, and the statements."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.shortcuts import render

from samverk.apps.accounting import queries
from samverk.apps.accounting.models import LedgerImport
from samverk.apps.accounting.perms import SEE_BOOKS
from samverk.core.ledger.changes import Changes
from samverk.core.ledger.reconcile import reconcile
from samverk.core.problems import ProblemSeverity
from samverk.formats.sie.validate import describe_difference
from samverk.web.accounting.tables import STATEMENTS, table_of
from samverk.web.page import AssociationRequest, page

_MOST_SHOWN = 200


@page(SEE_BOOKS)
def books(request: AssociationRequest) -> HttpResponse:
    """The latest year with books; how to begin when there are none."""
    years = queries.years_with_books(request.association)
    if not years:
        return render(request, "accounting/start.html")
    return _year(request, years[0], years)


@page(SEE_BOOKS)
def books_year(request: AssociationRequest, year: int) -> HttpResponse:
    """A year's books."""
    years = queries.years_with_books(request.association)
    if year not in years:
        raise Http404
    return _year(request, year, years)


def _year(request: AssociationRequest, year: int, years: list[int]) -> HttpResponse:
    versions = list(LedgerImport.objects.filter(association=request.association, year=year))
    version = next(each for each in versions if each.is_current)
    before = next((each for each in versions if each.number < version.number), None)
    statements, problems = queries.statements_of(request.association, year)
    places = queries.places_of(request.association, year)
    context = {
        "year": year,
        "years": years,
        "version": version,
        "before": before,
        "changes": summed(queries.changes_between(before, version)) if before else None,
        "unplaced": [place for place in places if place.is_unplaced],
        "unplaced_ore": sum(place.unplaced_ore for place in places),
        "contested": [place for place in places if place.claims],
        "problems": [each for each in problems if each.severity is not ProblemSeverity.NOTE],
        "statements": STATEMENTS,
        "tables": [
            table_of(request, statements.income_statement, statements),
            table_of(request, statements.balance_sheet, statements),
        ],
    }
    return render(request, "accounting/books.html", context)


@dataclass(frozen=True, slots=True)
class ChangeCounts:
    """How much differs between two versions."""

    new: int
    changed: int
    gone: int
    moved: int

    @property
    def is_empty(self) -> bool:
        """True when nothing does."""
        return not (self.new or self.changed or self.gone)


def summed(changes: Changes) -> ChangeCounts:
    """The numbers of what differs."""
    return ChangeCounts(len(changes.new), len(changes.changed), len(changes.gone), len(changes.moved))


@page(SEE_BOOKS)
def reconciliation(request: AssociationRequest, year: int) -> HttpResponse:
    """Everything that was tried, and each thing that does not hold."""
    version = queries.current_import(request.association, year)
    if version is None:
        raise Http404
    ledger = queries.ledger_in(version)
    found = reconcile(ledger, queries.ledger_of(request.association, year - 1))
    context = {
        "year": year,
        "version": version,
        "checked": [queries.TIE_OUT_WORDS[tie_out] for tie_out in found.checked],
        "differences": [(row, describe_difference(row)[1]) for row in found.differences[:_MOST_SHOWN]],
        "difference_count": len(found.differences),
        "gaps": found.gaps[:_MOST_SHOWN],
        "steps": found.steps[:_MOST_SHOWN],
        "outside": found.outside_year[:_MOST_SHOWN],
        "problems": version.problems,
    }
    return render(request, "accounting/reconciliation.html", context)
