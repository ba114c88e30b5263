"""Can I trust the books? The last file, whether it agrees with itself, what is new in it, and the statements."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.shortcuts import render

from samverk.apps.accounting import queries
from samverk.apps.accounting.models import LedgerImport
from samverk.apps.accounting.perms import SEE_BOOKS
from samverk.apps.measures.from_books import projects_without_measure
from samverk.core.ledger.changes import Changes
from samverk.core.ledger.reconcile import counted, reconcile
from samverk.core.problems import ProblemSeverity
from samverk.formats.sie.validate import describe_difference
from samverk.web.accounting.tables import STATEMENTS, table_of
from samverk.web.page import AssociationRequest, page

_MOST_SHOWN = 200


@page(SEE_BOOKS)
def books(request: AssociationRequest) -> HttpResponse:
    """The latest year with books; how to begin when there are none."""
    versions = list(LedgerImport.objects.filter(association=request.association))
    if not versions:
        return render(request, "accounting/start.html")
    return _year(request, versions[0].year, versions)


@page(SEE_BOOKS)
def books_year(request: AssociationRequest, year: int) -> HttpResponse:
    """A year's books."""
    return _year(request, year, list(LedgerImport.objects.filter(association=request.association)))


def _year(request: AssociationRequest, year: int, of_all_years: list[LedgerImport]) -> HttpResponse:
    years = sorted({each.year for each in of_all_years}, reverse=True)
    if year not in years:
        raise Http404
    versions = [each for each in of_all_years if each.year == year]
    version = next(each for each in versions if each.is_current)
    before = next((each for each in versions if each.number < version.number), None)
    needed = [version, before, next((each for each in of_all_years if each.year == year - 1 and each.is_current), None)]
    queries.ledgers_in(each for each in needed if each is not None)  # one look-up for all that follows
    made = queries.computed_year(request.association, year)
    statements = made.statements
    context = {
        "year": year,
        "years": years,
        "version": version,
        "before": before,
        "changes": summed(queries.changes_between(before, version)) if before else None,
        "unplaced": [place for place in made.places if place.is_unplaced],
        "unplaced_ore": sum(place.unplaced_ore for place in made.places),
        "contested": [place for place in made.places if place.claims],
        "unclaimed": projects_without_measure(request.association) if year == years[0] else (),
        "problems": [each for each in made.problems if each.severity is not ProblemSeverity.NOTE],
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

    @property
    def words(self) -> str:
        """ "4 nya, 1 ändrat och 0 borttagna verifikat"."""
        new = counted(self.new, "nytt", "nya")
        changed, gone = counted(self.changed, "ändrat", "ändrade"), counted(self.gone, "borttaget", "borttagna")
        return f"{new}, {changed} och {gone} verifikat"


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
