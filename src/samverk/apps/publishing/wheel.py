"""What the year wheel is worked out from: the association's rows as the state of its work on a day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from samverk.apps.accounting.queries import association_with, books_in_force
from samverk.apps.audit.remembered import remembered
from samverk.apps.governance import queries as governance
from samverk.apps.governance.models import RecordedDay
from samverk.apps.measures.queries import measures_of
from samverk.apps.organisation.models import Association
from samverk.apps.outcomes.expected import expected_returns
from samverk.apps.planning.enums import BudgetKind, VersionState
from samverk.apps.planning.models import AllocationNotice
from samverk.apps.planning.queries import versions_of
from samverk.apps.publishing.queries import report_rows, years_with_texts
from samverk.core import organisation as core
from samverk.core.year_wheel import catalogue
from samverk.core.year_wheel.measures import is_financed_by_esf
from samverk.core.year_wheel.meetings import notice_boards
from samverk.core.year_wheel.state import EsfMeasure, Known, Minutes, WheelState, YearState

_DECEMBER = 12

_NOTED = {
    catalogue.STATE_ALLOCATION.code: "state_allocation",
    catalogue.CONSULTATION.code: "consultation",
    catalogue.BUDGET_NOTICE.code: "budget_announced",
    catalogue.PROPOSAL.code: "proposal_published",
    catalogue.BUDGET.code: "budget_decided",
    catalogue.REVISED_BUDGET.code: "budget_revised",
    catalogue.INTERIM_REPORT.code: "interim_report",
    catalogue.ANNUAL_REPORT.code: "report_decided",
    catalogue.SIGNING.code: "report_signed",
    catalogue.AUDIT.code: "audit_report",
    catalogue.VAT_STATEMENT.code: "vat_statement",
    catalogue.VAT_CLAIM.code: "vat_claimed",
}
"""Code of a deadline → the field of YearState that a noted day fills. Discharges are noted per member."""

RECORDABLE = frozenset(
    {
        *_NOTED,
        *(catalogue.DISCHARGE.code, catalogue.APPROVAL.code, catalogue.ANNOUNCEMENT.code, catalogue.ESF_REPORT.code),
    }
)
"""Codes of the deadlines whose day a person can note."""


@remembered
def wheel_state(association: Association, day: date) -> WheelState:
    """The state of the association's work as it is known on `day`."""
    facts = association_with(association, core.AnnualReportFacts(year=day.year))
    years: dict[int, YearState] = {}
    begun: set[str] = set()
    for year, change in (*_books(association), *_reports(association, begun), *_budgets(association, begun)):
        years[year] = _with(years.get(year, YearState()), change)
    for row in AllocationNotice.objects.filter(association=association, is_preliminary=False):
        years[row.year] = replace(years.get(row.year, YearState()), state_allocation=row.day)
    rows, chosen = governance.noted_and_chosen(association)
    for noted in rows:
        _add_noted(years, noted)
    state = WheelState(
        day=day,
        association=facts,
        years=years,
        esf_measures=_esf_measures(association, rows),
        returns=tuple(expected_returns(association, day)),
        notices=governance.notices_of(rows),
        begun=frozenset(begun),
        settings=governance.settings_facts(chosen),
    )
    return replace(state, minutes=_minutes(state, rows))


def _minutes(state: WheelState, rows: list[RecordedDay]) -> tuple[Minutes, ...]:
    """The board's minutes; a noted announcement is that of the last of the notice boards."""
    days = {row.subject: row.day for row in rows if row.code == catalogue.ANNOUNCEMENT.code}
    return tuple(
        replace(each, announced=dict.fromkeys(notice_boards(state, each.meeting), days[f"minutes:{each.id}"]))
        if f"minutes:{each.id}" in days
        else each
        for each in governance.minutes_of(rows)
    )


def _esf_measures(association: Association, rows: list[RecordedDay]) -> tuple[EsfMeasure, ...]:
    reported = governance.reported_months(rows)
    return tuple(
        EsfMeasure(each.id, each.name, each.start, each.end, reported.get(each.id, {}))
        for each in measures_of(association)
        if is_financed_by_esf(each.funders)
    )


def _with(known: YearState, change: dict[str, Any]) -> YearState:
    """What one table says added to what others said; that a thing is not done takes nothing back."""
    return replace(
        known,
        **{name: new for name, new in change.items() if new is not Known.NOT_YET or getattr(known, name) is None},
    )


def _books(association: Association) -> Iterator[tuple[int, dict[str, Any]]]:
    """How far each year's books are read in; a file without vouchers states the whole year."""
    version: Any
    for version in books_in_force(association):
        yield version.year, {"books_through": version.last_day.month if version.last_day else _DECEMBER}


def _reports(association: Association, begun: set[str]) -> Iterator[tuple[int, dict[str, Any]]]:
    for year in years_with_texts(association):
        begun.add(f"{catalogue.ANNUAL_REPORT.code}:annual_report:{year}")
        yield year, {"report_decided": Known.NOT_YET}
    for row in report_rows(association):
        known = {"report_decided": row.decided, "report_signed": row.signed, "audit_report": row.audit_report}
        yield row.year, {name: day or Known.NOT_YET for name, day in known.items()}


def _budgets(association: Association, begun: set[str]) -> Iterator[tuple[int, dict[str, Any]]]:
    """A version without a decision is a draft that waits for one."""
    for row in versions_of(association):
        year, is_adopted = row.budget.year, row.state != VersionState.DRAFT
        kind = catalogue.BUDGET if row.kind == BudgetKind.ADOPTED else catalogue.REVISED_BUDGET
        name = _NOTED[kind.code]
        if is_adopted:
            change: dict[str, Any] = {name: row.decided or Known.DONE}
            yield year, change | ({"consultation": row.consultation} if row.consultation else {})
        else:
            begun.add(f"{kind.code}:budget:{year}")
            yield year, {name: Known.NOT_YET}


def _add_noted(years: dict[int, YearState], noted: RecordedDay) -> None:
    """A noted day stands over what other tables say nothing of."""
    _kind, _, rest = noted.subject.partition(":")
    written, _, member = rest.partition(":")
    if not written.isdigit():
        return
    year = int(written)
    known = years.get(year, YearState())
    if noted.code == catalogue.DISCHARGE.code:
        years[year] = replace(known, discharges={**known.discharges, member: noted.day})
    elif (name := _NOTED.get(noted.code)) and not isinstance(getattr(known, name), date):
        years[year] = _with(known, {name: noted.day})
