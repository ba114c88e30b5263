"""Measures proposed from the books: one for each project that no measure claims."""

from __future__ import annotations

from samverk.apps.accounting.queries import computed_year, ledgers_of, years_with_books
from samverk.apps.audit.remembered import remembered
from samverk.apps.measures.queries import measures_of
from samverk.apps.organisation.models import Association
from samverk.core.statements.unclaimed import UnclaimedProject, unclaimed_projects


@remembered
def projects_without_measure(association: Association) -> tuple[UnclaimedProject, ...]:
    """The projects of the latest books that no measure claims. None before there are books."""
    year = next(iter(years_with_books(association)), None)
    if year is None:
        return ()
    books = computed_year(association, year).statements.books
    return unclaimed_projects(books, ledgers_of(association, year), measures_of(association))
