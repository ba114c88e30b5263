"""VAT compensation, for associations that say that they claim it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from samverk.core.periods import year_end
from samverk.core.year_wheel import catalogue
from samverk.core.year_wheel.deadline import Deadline
from samverk.core.year_wheel.state import WheelState
from samverk.core.year_wheel.telling import tell


def yearly(state: WheelState, calendar_year: int) -> Iterator[Deadline]:
    """The annual statement of the year before, by 30 June (MOMS 8 §), and the last day to claim for the year before
    that: the second year after (MOMS 7 §). Nothing while it is not known that the association claims.
    """
    if not state.settings.claims_vat:
        return
    year = calendar_year - 1
    if year >= state.first_year:
        yield tell(
            catalogue.VAT_STATEMENT,
            state,
            f"vat:{year}",
            {"year": year},
            due=date(calendar_year, 6, 30),
            recorded=state.of_year(year).vat_statement,
            begins=date(calendar_year, 1, 1),
        )
    year = calendar_year - 2
    if year >= state.first_year:
        yield tell(
            catalogue.VAT_CLAIM,
            state,
            f"vat:{year}",
            {"year": year},
            due=year_end(calendar_year),
            recorded=state.of_year(year).vat_claimed,
        )
