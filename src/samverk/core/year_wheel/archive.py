"""How long the books are kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from samverk.core.periods import year_end
from samverk.core.year_wheel import catalogue
from samverk.core.year_wheel.deadline import Deadline
from samverk.core.year_wheel.state import WheelState
from samverk.core.year_wheel.telling import tell

_SEVEN_FROM = 2019  # the first year of LKBR; older books are kept ten years (KRL 2:11)
_TEN = 10
_OLD = (("KRL", "2:11"),)


def yearly(state: WheelState, calendar_year: int) -> Iterator[Deadline]:
    """The end of the time that books are kept, when it falls in `calendar_year`.

    From when the seven years of LKBR are counted is not found, so it is a setting; until it is set, one line says so.
    """
    old = calendar_year - _TEN
    if state.first_year <= old < _SEVEN_FROM:
        told = _kept(state, calendar_year, old)
        wording = "Räkenskaper till och med 2018 bevaras i tio år. Vad som sedan får gallras säger er plan för arkivet."
        yield replace(told, sources=_OLD, explanation=wording, setting="", setting_source="")
    kept = state.settings.retention_years_from_year_end
    if kept is not None and calendar_year - kept >= max(_SEVEN_FROM, state.first_year):
        yield _kept(state, calendar_year, calendar_year - kept)
    if kept is None and calendar_year == state.day.year >= _SEVEN_FROM:
        names = {"year": f"{_SEVEN_FROM} och senare"}
        yield tell(catalogue.RETENTION, state, "archive", names, due=None, setting="retention_years_from_year_end")


def _kept(state: WheelState, calendar_year: int, year: int) -> Deadline:
    end = year_end(calendar_year)
    return tell(
        catalogue.RETENTION,
        state,
        f"archive:{year}",
        {"year": year},
        due=end,
        begins=end,
        setting="retention_years_from_year_end",
    )
