"""Measures proposed from the books: one for each project that no measure claims."""

from __future__ import annotations

from samverk.apps.accounting.queries import latest_computed, ledgers_of
from samverk.apps.audit.remembered import remembered
from samverk.apps.measures.queries import measures_of
from samverk.apps.organisation.models import Association
from samverk.core.statements.unclaimed import UnclaimedProject, unclaimed_projects


@remembered
def projects_without_measure(association: Association) -> tuple[UnclaimedProject, ...]:
    """The projects of the latest books that no measure claims. None before there are books."""
    latest = latest_computed(association)
    if latest is None:
        return ()
    year, made = latest
    return unclaimed_projects(made.statements.books, ledgers_of(association, year), measures_of(association))
