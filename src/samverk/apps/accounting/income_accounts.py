"""Income sources proposed from the books: one for each account of income that no source claims."""

from __future__ import annotations

from samverk.apps.accounting.queries import latest_computed
from samverk.apps.audit.remembered import remembered
from samverk.apps.organisation.models import Association
from samverk.core.statements.unclaimed import UnclaimedIncome, unclaimed_income


@remembered
def income_without_source(association: Association) -> tuple[UnclaimedIncome, ...]:
    """The income accounts of the latest books that no source claims. None before there are books."""
    latest = latest_computed(association)
    if latest is None:
        return ()
    _, made = latest
    return unclaimed_income(made.statements.books, made.facts.association.members)
