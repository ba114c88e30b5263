"""Which returns the association waits for: of every measure that an open register may report, one for each year."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from samverk.apps.measures.queries import measures_of
from samverk.apps.organisation.models import Association
from samverk.apps.outcomes.queries import latest_of, open_keys, taken_returns
from samverk.core.measures import Measure
from samverk.core.year_wheel.state import ExpectedReturn, Known


def expected_measures(association: Association, year: int, day: date) -> list[Measure]:
    """The measures that ran in the year and whose register is open on `day`, in the order shown.

    A sub-project whose umbrella project is among them is told of by it.
    """
    codes = {code for key in open_keys(association, day) for code in key.measures}
    if not codes:
        return []
    found = {each.id: each for each in measures_of(association) if each.id in codes and _ran(each, year)}
    return [each for each in found.values() if each.parent not in found]


def _ran(measure: Measure, year: int) -> bool:
    is_begun = measure.start is None or measure.start.year <= year
    return is_begun and (measure.end is None or measure.end.year >= year)


def expected_returns(association: Association, day: date) -> Iterator[ExpectedReturn]:
    """The returns of the year before `day`, received or not, as the year wheel knows them.

    When they are due is in the measure's decision or agreement, which Samverk does not hold: they have no day.
    """
    year = day.year - 1
    for measure in expected_measures(association, year, day):
        found = latest_of(taken_returns(association), measure.id, year)
        received = found.row.received_on if found is not None else Known.NOT_YET
        yield ExpectedReturn(measure.id, measure.name, str(year), None, received)
