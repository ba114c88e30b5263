"""What plans are reckoned from, read at once: the association, its measures, budgets, notices, grants and books.

One remembered value per association holds them as core values with what has been reckoned from them so far, so that a
page asks the database little. The books themselves are not held: they stay with the accounting app.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from samverk.apps.accounting.models import LedgerImport
from samverk.apps.accounting.queries import association_with, books_in_force, ledger_in, ledgers_in
from samverk.apps.audit.caches import MEMORY
from samverk.apps.audit.clock import today
from samverk.apps.audit.remembered import remembered
from samverk.apps.measures.queries import measures_of
from samverk.apps.organisation.models import Association
from samverk.apps.planning.models import AllocationNotice as AllocationNoticeRow
from samverk.apps.planning.models import BudgetVersion as BudgetVersionRow
from samverk.apps.planning.models import ExternalGrant as ExternalGrantRow
from samverk.apps.planning.models import PlanningSettings
from samverk.apps.planning.queries import (
    decided_budgets,
    grant_facts,
    grant_rows_of,
    notice_facts,
    notice_rows_of,
    settings_of,
    versions_of,
)
from samverk.core import organisation as core
from samverk.core.facts import Facts
from samverk.core.measures import Measure
from samverk.core.planning.block import Block
from samverk.core.planning.budget import BudgetVersion, BudgetYear
from samverk.core.planning.comparison import office_rows
from samverk.core.planning.external_grants import ExternalGrant
from samverk.core.planning.income import AllocationNotice
from samverk.core.planning.monthly_outcome import MonthlyOutcome, monthly_outcome
from samverk.core.planning.months import MONTHS_IN_YEAR
from samverk.core.planning.saved_funds import FUNDS
from samverk.core.planning.version import version_in_force
from samverk.core.problems import is_unusable
from samverk.core.statements.books import read_books
from samverk.core.statements.build import build_figures
from samverk.core.statements.chart import read_chart
from samverk.core.statements.mapping import map_books

_YEARS_BACK = 5
"""So many earlier years are asked what they say about the current one."""

OfficeRows = tuple[tuple[Block, tuple[Block, ...]], ...]
"""The rows of board, administration and audit in a budget, each with the blocks it covers."""
ValueT = TypeVar("ValueT")


@dataclass(frozen=True, slots=True)
class BookedFunds:
    """Equity when a year opens and closes, and money in the bank when it closes; öre, by its books."""

    opening_ore: int
    closing_ore: int
    cash_ore: int


@dataclass(frozen=True, slots=True, eq=False)
class Ground:
    """Everything a plan is reckoned from. `imports` are the books in force by year, latest first.

    `versions`, `notice_rows` and `grant_rows` are the rows that people see; nothing writes to them here. `chart_seal`
    is another one whenever books would be placed on other lines.
    """

    association: core.Association
    measures: tuple[Measure, ...]
    budgets: Mapping[int, BudgetYear]
    notices: Sequence[AllocationNotice]
    grants: Sequence[ExternalGrant]
    floor: PlanningSettings
    versions: Sequence[BudgetVersionRow]
    notice_rows: Sequence[AllocationNoticeRow]
    grant_rows: Sequence[ExternalGrantRow]
    imports: Mapping[int, LedgerImport]
    chart_seal: str
    kept: dict[Hashable, Any] = field(default_factory=dict)

    def once(self, key: Hashable, make: Callable[[], ValueT]) -> ValueT:
        """The value of `key`, made the first time it is asked for."""
        if key not in self.kept:
            self.kept[key] = make()
        found: ValueT = self.kept[key]
        return found

    def version_in_force(self, year: int) -> BudgetVersion | None:
        """The version that the outcome of `year` is compared with, None without a decided budget."""
        budget = self.budgets.get(year)
        return version_in_force(budget) if budget else None

    def rows_in_force(self, year: int) -> OfficeRows:
        """The office rows of the budget in force for a year."""
        return tuple(office_rows(self.version_in_force(year)).items())

    # ── the books ─────────────────────────────────────────────────────────────────────────────────────────────────

    def outcome(self, year: int, rows: OfficeRows = ()) -> MonthlyOutcome | None:
        """The books of a year by month, on the lines of a budget whose office rows are `rows`; None without books."""
        version = self.imports.get(year)
        return None if version is None else self._outcome(version, rows)

    def _outcome(self, version: LedgerImport, rows: OfficeRows) -> MonthlyOutcome:
        def make() -> MonthlyOutcome:
            ledger = ledger_in(version)
            books, _ = read_books(ledger, version.year)
            mapped, _ = map_books(books, read_chart(self.association, self.measures))
            return monthly_outcome(ledger, mapped, dict(rows))

        return MEMORY.get(self._outcome_key(version, rows), make)

    def _outcome_key(self, version: LedgerImport, rows: OfficeRows) -> Hashable:
        """The file, and the chart: neither changes while someone writes a budget."""
        return ("outcome", version.sha256, self.chart_seal, rows)

    def funds(self, year: int) -> BookedFunds | None:
        """What the books of a year say of its funds; None without books that can be used."""
        version = self.imports.get(year)
        if version is None:
            return None
        return MEMORY.get(("funds", version.sha256, self.chart_seal), lambda: self._funds(version))

    def _funds(self, version: LedgerImport) -> BookedFunds | None:
        year = version.year
        own = self.association.model_copy(update={"annual_report": core.AnnualReportFacts(year=year)})
        facts = Facts(year, own, self.measures, ledgers={year: ledger_in(version)})
        statements, problems = build_figures(facts)
        if is_unusable(problems):
            return None
        names = (f"sparade_medel_in.{year}", f"{FUNDS}.{year}", f"kf.likvida_medel_ut.{year}")
        return BookedFunds(*(statements.figures.ore(name) for name in names))

    def is_whole(self, year: int) -> bool:
        """True when the books of a year reach its last month."""
        outcome = self.outcome(year)
        return outcome is not None and outcome.last_month == MONTHS_IN_YEAR

    def history(self, year: int, rows: OfficeRows) -> tuple[MonthlyOutcome, ...]:
        """The whole years before `year`, oldest first. Files that are not read yet are fetched together."""
        earlier = [each for each in sorted(self.imports) if year - _YEARS_BACK <= each < year]
        versions = [self.imports[each] for each in earlier]
        ledgers_in(version for version in versions if self._outcome_key(version, rows) not in MEMORY)
        found = [self._outcome(version, rows) for version in versions]
        return tuple(each for each in found if each.last_month == MONTHS_IN_YEAR)


@remembered
def ground_of(association: Association) -> Ground:
    """The ground of an association's plans, as it stands until anything changes."""
    own = association_with(association, core.AnnualReportFacts(year=today().year))
    measures = measures_of(association)
    versions, notices, grants = versions_of(association), notice_rows_of(association), grant_rows_of(association)
    return Ground(
        association=own,
        measures=measures,
        budgets=decided_budgets(versions),
        notices=tuple(notice_facts(row) for row in notices),
        grants=tuple(grant_facts(row) for row in grants),
        floor=settings_of(association),
        versions=versions,
        notice_rows=notices,
        grant_rows=grants,
        imports={version.year: version for version in books_in_force(association)},
        chart_seal=_seal(own, measures),
    )


def _seal(association: core.Association, measures: Sequence[Measure]) -> str:
    """What decides on which line an account of the books belongs, as one short text."""
    said = repr((association.accounting, association.income_sources, measures))
    return hashlib.sha256(said.encode()).hexdigest()
