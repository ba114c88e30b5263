"""Rows → core values: budgets, scenarios, notices and grants of an association."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from samverk.apps.audit.remembered import remembered
from samverk.apps.organisation.joined import with_parts
from samverk.apps.organisation.models import Association
from samverk.apps.planning import enums
from samverk.apps.planning.models import (
    AllocationNotice,
    BudgetLine,
    BudgetVersion,
    ExternalGrant,
    PlanningSettings,
    Scenario,
)
from samverk.core.money import MoneyUnit
from samverk.core.planning import budget as core
from samverk.core.planning import external_grants, income, scenario
from samverk.core.planning.plan import LineSide
from samverk.core.planning.version import BudgetKind
from samverk.core.statements.outcome import BLOCK_LABELS


def budgets_of(association: Association) -> dict[int, core.BudgetYear]:
    """Every year's decided budget versions, by year; a year with nothing but a draft is left out."""
    return decided_budgets(versions_of(association))


@remembered
def versions_of(association: Association) -> tuple[BudgetVersion, ...]:
    """Every version with its lines, by year and in the order they came; nothing writes to the rows."""
    rows = BudgetVersion.objects.filter(budget__association=association).select_related("budget__association")
    return tuple(sorted(with_parts(rows, "lines"), key=lambda row: (row.budget.year, row.position, row.pk)))


def decided_budgets(versions: Iterable[BudgetVersion]) -> dict[int, core.BudgetYear]:
    """The decided ones among `versions` as core knows them, by year."""
    by_year: dict[int, list[BudgetVersion]] = {}
    for version in versions:
        if not version.is_draft:
            by_year.setdefault(version.budget.year, []).append(version)
    return {
        year: core.BudgetYear(
            year=year,
            unit=MoneyUnit(own[0].budget.unit),
            versions=tuple(version_facts(each, MoneyUnit(each.budget.unit)) for each in own),
        )
        for year, own in by_year.items()
    }


def version_facts(row: BudgetVersion, unit: MoneyUnit) -> core.BudgetVersion:
    """A version as core knows it, with amounts in `unit`; exact."""
    lines = list(row.lines.all())
    return core.BudgetVersion(
        name=row.name,
        kind=BudgetKind[enums.BudgetKind(row.kind).name],
        decided=row.decided,
        consultation=row.consultation,
        opening_funds=None if row.opening_ore is None else Decimal(row.opening_ore) / unit.ore,
        motive=row.motive,
        remark=row.remark,
        covers={core.Block(block): tuple(core.Block(part) for part in parts) for block, parts in row.covers.items()},
        income=_amounts(lines, row.budget.year, LineSide.INCOME, unit),
        costs=_amounts(lines, row.budget.year, LineSide.COST, unit),
        plan=tuple(
            core.PlanYear(
                year=year,
                income=_amounts(lines, year, LineSide.INCOME, unit),
                costs=_amounts(lines, year, LineSide.COST, unit),
            )
            for year in row.plan_years
        ),
    )


def _amounts(lines: Iterable[BudgetLine], year: int, side: LineSide, unit: MoneyUnit) -> dict[str, Decimal]:
    return {
        line.key: Decimal(line.amount_ore) / unit.ore for line in lines if line.year == year and line.side == side.value
    }


def scenario_facts(row: Scenario) -> scenario.Scenario:
    """A scenario as core knows it."""
    deltas = tuple(scenario.Delta(each.key, each.amount_ore, each.share, each.year) for each in row.deltas.all())
    return scenario.Scenario(row.name, deltas, row.opening_ore)


def notice_rows_of(association: Association) -> tuple[AllocationNotice, ...]:
    """The state's notices in the order they came."""
    return tuple(AllocationNotice.objects.filter(association=association).order_by("day", "pk"))


def notice_facts(row: AllocationNotice) -> income.AllocationNotice:
    """A notice as core knows it."""
    return income.AllocationNotice(row.year, row.amount_ore, row.day, row.source, row.is_preliminary)


def grant_rows_of(association: Association) -> tuple[ExternalGrant, ...]:
    """The decided grants that are paid in arrears, in order."""
    return tuple(ExternalGrant.objects.filter(association=association))


def grant_facts(row: ExternalGrant) -> external_grants.ExternalGrant:
    """A grant as core knows it."""
    return external_grants.ExternalGrant(
        id=row.key,
        cost_lines=tuple(row.cost_lines),
        share=row.share,
        first=row.first,
        last=row.last,
        request_months=row.request_months,
        lag_months=row.lag_months,
        most_ore=row.most_ore,
        source=row.source,
    )


def settings_of(association: Association) -> PlanningSettings:
    """The board's choices for the plan; a row that is not saved yet when it has made none."""
    found = PlanningSettings.objects.filter(association=association).first()
    return found or PlanningSettings(association=association)


def lines_known_to(association: Association) -> dict[tuple[LineSide, str], str]:
    """What a budget may have lines for, with names: income sources on one side, measures and blocks on the other."""
    sources = {
        (LineSide.INCOME, row.code): row.short_name or row.name
        for row in association.income_sources.order_by("position")
    }
    measures = {(LineSide.COST, row.code): row.name for row in association.measures.order_by("position")}
    blocks = {(LineSide.COST, block.value): BLOCK_LABELS.get(block, block.value) for block in core.Block}
    return {**sources, **measures, **blocks}


def next_budget_year(association: Association, day: date) -> int:
    """The year that a new budget is most likely for: the one after the last budget, else the year after `day`."""
    latest = association.budget_years.order_by("-year").values_list("year", flat=True).first()
    return day.year + 1 if latest is None else int(latest) + 1
