"""Whose books are these, and of which year? Asked of every file before it counts as an association's own."""

from __future__ import annotations

import re

from samverk.core.ledger.model import Ledger


def own_year(ledger: Ledger) -> int | None:
    """The calendar year of the books, None when they name no financial year or one that is no calendar year."""
    year = ledger.years.get(0)
    return year.start.year if year is not None and year.start.year == year.end.year else None


def is_of(ledger: Ledger, org_number: str) -> bool | None:
    """True when the books are those of `org_number`, False when they are another's, None when they do not say."""
    found, wanted = digits(ledger.org_number), digits(org_number)
    return found == wanted if found and wanted else None


def digits(org_number: str) -> str:
    """The last ten digits: books may write a century before them and a hyphen or not."""
    return re.sub(r"\D", "", org_number)[-10:]
