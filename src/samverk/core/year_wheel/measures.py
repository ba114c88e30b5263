"""What is owed for measures: monthly ESF reports to SCB and returns from measure owners."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from samverk.core.periods import MONTHS
from samverk.core.year_wheel import catalogue
from samverk.core.year_wheel.days import days_later, month_end, months_later
from samverk.core.year_wheel.deadline import Deadline
from samverk.core.year_wheel.state import EsfMeasure, WheelState
from samverk.core.year_wheel.telling import tell

_FOUR_WEEKS = 28


_ESF = re.compile(r"\bESF\b|socialfond", re.IGNORECASE)


def is_financed_by_esf(funders: Iterable[str]) -> bool:
    """True when one of a measure's funders is the European Social Fund, as offices write it: ESF, ESF-rådet,
    Europeiska socialfonden."""
    return any(_ESF.search(funder) for funder in funders)


def esf_reports(state: WheelState, calendar_year: int) -> Iterator[Deadline]:
    """The reports due in `calendar_year`: within four weeks of the end of each month that a measure ran (SCB)."""
    months = ((calendar_year - 1, 12), *((calendar_year, month) for month in range(1, 12)))
    for measure in state.esf_measures:
        for year, month in months:
            if _runs(measure, year, month, state.day):
                yield _esf_report(state, measure, year, month)


def _runs(measure: EsfMeasure, year: int, month: int, seen: date) -> bool:
    """True when the measure ran in the month. With no known start nothing is said of months long gone."""
    first, last = date(year, month, 1), month_end(year, month)
    start = measure.start or months_later(seen.replace(day=1), -1)
    return start <= last and (measure.end is None or measure.end >= first)


def _esf_report(state: WheelState, measure: EsfMeasure, year: int, month: int) -> Deadline:
    end = month_end(year, month)
    return tell(
        catalogue.ESF_REPORT,
        state,
        f"esf:{measure.id}:{year}-{month:02d}",
        {"measure": measure.name, "month": MONTHS[month - 1], "year": year},
        due=days_later(end, _FOUR_WEEKS),
        recorded=measure.reported.get((year, month)),
        begins=days_later(end, 1),
    )


def returns(state: WheelState) -> Iterator[Deadline]:
    """What measure owners owe by their decisions and agreements."""
    for expected in state.returns:
        told = tell(
            catalogue.RETURN,
            state,
            f"return:{expected.measure_id}:{expected.period}",
            {"measure": expected.measure_name, "period": expected.period},
            due=expected.due,
            recorded=expected.received,
        )
        source = f"Källa: {expected.source}." if expected.source else "Var det är bestämt är inte angivet."
        yield replace(told, note=source)
