"""What a return tells (vad en återrapport säger): counts, shares and sums of its cells, and that they are hidden.

A figure that needs a hidden cell is hidden itself: it is never worked out from the others.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from samverk.core.outcomes.returned import Return, ReturnTable


def of_year(returns: Sequence[Return], measure: str, year: int) -> Return | None:
    """The return of the longest period within a calendar year; the later of two as long. None when there is none."""
    found = [
        each for each in returns if each.measure == measure and each.span.first.year == each.span.last.year == year
    ]
    return max(found, key=lambda each: (each.span.last - each.span.first, each.span.last), default=None)


def table_of(given: Return, kind: str) -> ReturnTable | None:
    """The table of a kind; None when the return has none."""
    return next((each for each in given.tables if each.table == kind), None)


def count_at(given: Return, kind: str, *at: str) -> int | None:
    """The count of a cell; None when it is hidden or the return does not have the table or the cell."""
    table = table_of(given, kind)
    if table is None:
        return None
    return next((each.value for each in table.cells if each.at == at), None)


def sum_of(counts: Iterable[int | None]) -> int | None:
    """The sum, None when there is nothing to add or any of it is hidden."""
    found = list(counts)
    return sum(each or 0 for each in found) if found and None not in found else None


Counts = Mapping[str, int | None]
"""Code → count; None is hidden or not told."""
