"""The coming year's budget: the state's notice, consultation, announcement, the public meeting and the decision."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from samverk.core.year_wheel import catalogue
from samverk.core.year_wheel.days import days_later, month_end, short_date
from samverk.core.year_wheel.deadline import Deadline
from samverk.core.year_wheel.kinds import WheelRole
from samverk.core.year_wheel.state import WheelState, YearState
from samverk.core.year_wheel.telling import known_day, tell


def last_budget_day(year: int) -> date:
    """The last day to adopt the budget of `year`: 30 November before it, whatever the weekday (FinsamL 23 §)."""
    return date(year - 1, 11, 30)


def yearly(state: WheelState, calendar_year: int) -> Iterator[Deadline]:
    """What falls in `calendar_year`: the budget of the year after, and the revision of its own when that is practised.

    The first budget of a new association is adopted by the members at its formation, and has no such day.
    """
    year = calendar_year + 1
    formed = state.association.formed
    if calendar_year >= state.first_year and (formed is None or formed <= last_budget_day(year)):
        known = state.of_year(year)
        told = _budget(state, year, known)
        begins = told.begins or last_budget_day(year)
        yield _state_allocation(state, year, known, begins)
        yield _consultation(state, year, known)
        yield from _meeting(state, year, known, begins)
        yield told
    month = state.settings.revised_budget_month
    if month and calendar_year >= state.first_year:
        yield _revised(state, calendar_year, month)


def _state_allocation(state: WheelState, year: int, known: YearState, begins: date) -> Deadline:
    """When the state says its sum: no source gives a day, so it is a setting."""
    day = state.settings.state_allocation_day
    last = month_end(year - 1, day[0]) if day else None
    return tell(
        catalogue.STATE_ALLOCATION,
        state,
        f"state_allocation:{year}",
        {"year": year},
        due=last.replace(day=min(day[1], last.day)) if day and last else None,
        recorded=known.state_allocation,
        begins=None if day else begins,
        setting="state_allocation_day",
    )


def _consultation(state: WheelState, year: int, known: YearState) -> Deadline:
    """Before the budget is adopted (FinsamL 23 §): by the day of the decision or meeting, else by the last day."""
    adopted = known_day(known.budget_decided) or known.budget_meeting or last_budget_day(year)
    return tell(
        catalogue.CONSULTATION,
        state,
        f"budget:{year}",
        {"year": year},
        due=min(adopted, last_budget_day(year)),
        recorded=known.consultation,
    )


def _meeting(state: WheelState, year: int, known: YearState, begins: date) -> Iterator[Deadline]:
    """The public meeting, its announcement by the charter, and the proposal on the website from then on (KL 8:14).

    How long before the meeting is a setting; without it, or without a meeting, there is no day, only when work begins.
    """
    subject, names = f"budget:{year}", {"year": year}
    days, meeting = state.settings.budget_notice_days, known.budget_meeting
    by = days_later(meeting, -days) if meeting and days is not None else None
    told = tell(
        catalogue.BUDGET_NOTICE,
        state,
        subject,
        names,
        due=by,
        recorded=known.budget_announced,
        begins=None if by else begins,
        setting="budget_notice_days",
    )
    yield told if meeting or not told.is_open else replace(told, note="Sammanträdets dag är inte antecknad.")
    announced = known_day(known.budget_announced)
    yield tell(
        catalogue.PROPOSAL,
        state,
        subject,
        names,
        due=announced or by,
        recorded=known.proposal_published,
        begins=None if announced or by else begins,
        setting="" if announced else "budget_notice_days",
    )
    if meeting:
        yield tell(catalogue.BUDGET_MEETING, state, subject, names, due=meeting, begins=meeting)


def _budget(state: WheelState, year: int, known: YearState) -> Deadline:
    """Adopted by 30 November with a plan for three years (FinsamL 23 §, KL 11:6)."""
    last = last_budget_day(year)
    told = tell(catalogue.BUDGET, state, f"budget:{year}", {"year": year}, due=last, recorded=known.budget_decided)
    if not told.is_open:
        return told
    meeting = known.budget_meeting
    if meeting and meeting > last:
        day = short_date(meeting, state.day)
        told = replace(told, note=f"Sammanträdet är planerat till {day}, efter den sista dagen i lagen.")
    if told.id in state.begun:
        told = replace(told, acts=WheelRole.BOARD, waits=(WheelRole.MEMBER, WheelRole.MEASURE_OWNER))
    return told


def _revised(state: WheelState, year: int, month: int) -> Deadline:
    return tell(
        catalogue.REVISED_BUDGET,
        state,
        f"budget:{year}",
        {"year": year},
        due=month_end(year, month),
        due_from=date(year, month, 1),
        recorded=state.of_year(year).budget_revised,
        setting="revised_budget_month",
    )
