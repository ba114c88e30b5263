"""The year that ended: its books, annual report, signatures, audit report and each member's discharge."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from samverk.core.periods import MONTHS, year_end
from samverk.core.year_wheel import catalogue
from samverk.core.year_wheel.days import month_end
from samverk.core.year_wheel.deadline import Deadline
from samverk.core.year_wheel.kinds import Known, WheelRole
from samverk.core.year_wheel.state import WheelState, YearState
from samverk.core.year_wheel.telling import is_done, known_day, tell, unless_before

_DECEMBER = 12


def yearly(state: WheelState, calendar_year: int) -> Iterator[Deadline]:
    """What falls in `calendar_year`: the end of that year, and the closing of the year before."""
    if calendar_year >= state.first_year:
        names = {"year": calendar_year}
        end = year_end(calendar_year)
        yield tell(catalogue.YEAR_END, state, f"books:{calendar_year}", names, due=end, begins=end)
    year = calendar_year - 1
    if year >= state.first_year:
        known = state.of_year(year)
        yield _books(state, year, known)
        yield _annual_report(state, year, known)
        audited_from, audited = _audit_period(state, year)
        yield _signing(state, year, known, audited_from)
        yield _audit(state, year, known, audited_from, audited)
        yield from _discharges(state, year, known, audited_from or date(calendar_year, 1, 1))


def _books(state: WheelState, year: int, known: YearState) -> Deadline:
    ready = state.settings.books_ready_day
    through = known.books_through
    recorded = None if through is None else Known.DONE if through >= _DECEMBER else Known.NOT_YET
    told = tell(
        catalogue.BOOKS,
        state,
        f"books:{year}",
        {"year": year},
        due=_day_in(year + 1, *ready) if ready else None,
        recorded=recorded,
        begins=date(year + 1, 1, 1),
        setting="books_ready_day",
    )
    return replace(told, note=books_note(through))


def _day_in(year: int, month: int, number: int) -> date:
    last = month_end(year, month)
    return last.replace(day=min(number, last.day))


def books_note(through: int | None) -> str:
    """How far the books are read in, as a sentence; "" when that is not known."""
    if through is None:
        return ""
    if through < 1:
        return "Ingen bokföring är inläst."
    return f"Bokföringen är inläst till och med {MONTHS[min(through, _DECEMBER) - 1]}."


def _annual_report(state: WheelState, year: int, known: YearState) -> Deadline:
    """By 31 March (FinsamL 24 §: within three months of the year's end). It waits for the books, then for the board."""
    told = tell(
        catalogue.ANNUAL_REPORT,
        state,
        f"annual_report:{year}",
        {"year": year},
        due=date(year + 1, 3, 31),
        recorded=known.report_decided,
        begins=date(year + 1, 1, 1),
    )
    through = known.books_through
    if not told.is_open or through is None:
        return told
    if through < _DECEMBER:
        waits = (WheelRole.DIRECTOR, WheelRole.BOARD)
        return replace(told, acts=WheelRole.BOOKKEEPER, waits=waits, note=books_note(through))
    return replace(told, note=books_note(through))


def _audit_period(state: WheelState, year: int) -> tuple[date | None, date | None]:
    month = state.settings.audit_report_month
    return (date(year + 1, month, 1), month_end(year + 1, month)) if month else (None, None)


def _signing(state: WheelState, year: int, known: YearState, audited_from: date | None) -> Deadline:
    """Before the audit report (Nationella rådet): the day before it, or before its month when it has no day yet."""
    audited = known_day(known.audit_report) or audited_from
    due = audited - timedelta(days=1) if audited else None
    return tell(
        catalogue.SIGNING,
        state,
        f"annual_report:{year}",
        {"year": year},
        due=due,
        recorded=unless_before(known.report_signed, known.report_decided, state.day),
        begins=known_day(known.report_decided),
        setting="audit_report_month",
    )


def _audit(state: WheelState, year: int, known: YearState, audited_from: date | None, audited: date | None) -> Deadline:
    return tell(
        catalogue.AUDIT,
        state,
        f"audit:{year}",
        {"year": year},
        due=audited,
        due_from=audited_from,
        recorded=unless_before(known.audit_report, known.report_decided, state.day),
        begins=known_day(known.report_signed) or known_day(known.report_decided),
        setting="audit_report_month",
    )


def _discharges(state: WheelState, year: int, known: YearState, audited_from: date) -> Iterator[Deadline]:
    """One decision per member of the year (FinsamL 26 §), without a day: no source gives one. After the audit."""
    audit = unless_before(known.audit_report, known.report_decided, state.day)
    waits_for_audit = audit is not None and not is_done(audit, state.day)
    for member in state.members_during(date(year, 1, 1), year_end(year)):
        told = tell(
            catalogue.DISCHARGE,
            state,
            f"discharge:{year}:{member.name}",
            {"year": year, "member": member.name},
            due=None,
            recorded=unless_before(known.discharges.get(member.name), audit, state.day),
            begins=None if waits_for_audit else known_day(audit) or audited_from,
        )
        if waits_for_audit and told.is_open:
            told = replace(told, note="Medlemmarna väntar på revisionsberättelsen.")
        yield told
