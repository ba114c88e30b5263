"""Which returns the association waits for: of every measure that an open register may report, one for each year."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from samverk.apps.measures.models import Measure
from samverk.apps.organisation.models import Association
from samverk.apps.outcomes.queries import TakenReturn, latest_of, open_keys, taken_returns
from samverk.core.year_wheel.state import ExpectedReturn, Known


def expected_measures(association: Association, year: int, day: date) -> list[Measure]:
    """The measures that ran in the year and whose register is open on `day`, in the order shown.

    A sub-project whose umbrella project is among them is told of by it.
    """
    codes = {code for key in open_keys(association, day) for code in key.measures}
    rows = [row for row in association.measures.select_related("parent") if row.code in codes and _ran(row, year)]
    known = {row.pk for row in rows}
    return [row for row in rows if row.parent_id not in known]


def _ran(row: Measure, year: int) -> bool:
    return (row.start is None or row.start.year <= year) and (row.end is None or row.end.year >= year)


def expected_returns(association: Association, day: date) -> Iterator[ExpectedReturn]:
    """The returns of the year before `day`, received or not, as the year wheel knows them.

    When they are due is in the measure's decision or agreement, which Samverk does not hold: they have no day.
    """
    taken: tuple[TakenReturn, ...] = taken_returns(association)
    year = day.year - 1
    for row in expected_measures(association, year, day):
        found = latest_of(taken, row.code, year)
        received = found.row.received_on if found is not None else Known.NOT_YET
        yield ExpectedReturn(row.code, row.name, str(year), None, received)
