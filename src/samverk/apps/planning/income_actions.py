"""Changes to what the plan is reckoned from: scenarios, the state's notices, external grants, the board's floor."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from samverk.apps.audit.door import Act, EditConflict, RefusedChange, action
from samverk.apps.planning.models import (
    AllocationNotice,
    BudgetYear,
    ExternalGrant,
    PlanningSettings,
    Scenario,
    ScenarioDelta,
)
from samverk.apps.planning.perms import CHANGE_PLAN
from samverk.apps.planning.queries import lines_known_to
from samverk.core.money import MoneyUnit, format_amount
from samverk.core.periods import long_date
from samverk.core.planning.external_grants import ExternalGrant as GrantFacts
from samverk.core.planning.plan import LineSide
from samverk.core.planning.scenario import Delta


@action(CHANGE_PLAN)
def add_scenario(
    act: Act, budget: BudgetYear, name: str, deltas: Sequence[Delta] = (), opening_ore: int = 0
) -> Scenario:
    """Describe another way the years may go. Raises ValidationError when the name is taken."""
    _check_own(act, budget.association_id)
    position = budget.scenarios.count()
    scenario = act.add(
        Scenario(budget=budget, position=position, name=name, opening_ore=opening_ore),
        f"Lade till scenariot {name} för {budget.year}.",
    )
    _write_deltas(scenario, deltas)
    return scenario


@action(CHANGE_PLAN)
def change_scenario(
    act: Act, scenario: Scenario, seen: int, name: str, deltas: Sequence[Delta], opening_ore: int = 0
) -> Scenario:
    """Change a scenario and all its changes at once."""
    _check_own(act, scenario.budget.association_id)
    locked = Scenario.objects.select_for_update().get(pk=scenario.pk)
    if locked.version != seen:
        raise EditConflict(locked, {"name": name, "opening_ore": opening_ore})
    before = {"name": locked.name, "opening_ore": locked.opening_ore, "deltas": _told(locked)}
    locked.name, locked.opening_ore = name, opening_ore
    locked.full_clean()
    locked.version += 1
    locked.save()
    locked.deltas.all().delete()
    _write_deltas(locked, deltas)
    after = {"name": name, "opening_ore": opening_ore, "deltas": _told(locked)}
    act.tell(locked, f"Ändrade scenariot {name}.", before=before, after=after)
    return locked


def _told(scenario: Scenario) -> list[str]:
    return [f"{row.key} {row.year or 'alla år'}: {row.amount_ore} öre, {row.share}" for row in scenario.deltas.all()]


def _write_deltas(scenario: Scenario, deltas: Sequence[Delta]) -> None:
    rows = [
        ScenarioDelta(
            scenario=scenario,
            position=position,
            key=delta.line_id,
            year=delta.year,
            amount_ore=delta.amount_ore,
            numerator=delta.share.numerator,
            denominator=delta.share.denominator,
        )
        for position, delta in enumerate(deltas)
    ]
    for row in rows:
        row.full_clean()
    ScenarioDelta.objects.bulk_create(rows)


@action(CHANGE_PLAN)
def remove_scenario(act: Act, scenario: Scenario) -> None:
    """Take a scenario away. The plan is untouched."""
    _check_own(act, scenario.budget.association_id)
    act.remove(scenario, f"Tog bort scenariot {scenario.name}.")


@action(CHANGE_PLAN)
def note_allocation(
    act: Act, year: int, amount_ore: int, day: date, source: str, is_preliminary: bool = False
) -> AllocationNotice:
    """Note what the state has said that it pays for `year`; a later notice revises an earlier one."""
    notice = AllocationNotice(
        association=act.association,
        year=year,
        amount_ore=amount_ore,
        day=day,
        source=source,
        is_preliminary=is_preliminary,
    )
    amount = format_amount(amount_ore, MoneyUnit.KR)
    return act.add(notice, f"Noterade statens besked den {long_date(day)} för {year}: {amount} kr.")


@action(CHANGE_PLAN)
def remove_notice(act: Act, notice: AllocationNotice) -> None:
    """Take away a notice that was noted by mistake."""
    _check_own(act, notice.association_id)
    act.remove(notice, f"Tog bort statens besked den {long_date(notice.day)} för {notice.year}.")


@action(CHANGE_PLAN)
def add_grant(act: Act, grant: GrantFacts) -> ExternalGrant:
    """Note a decided grant that is paid in arrears. Raises RefusedChange for lines that the budget cannot have."""
    names = _check_grant(act, grant)
    position = ExternalGrant.objects.filter(association=act.association).count()
    row = ExternalGrant(association=act.association, position=position, **_values(grant))
    return act.add(row, f"Lade till bidraget {names}.")


@action(CHANGE_PLAN)
def change_grant(act: Act, row: ExternalGrant, seen: int, grant: GrantFacts) -> ExternalGrant:
    """Change what is noted about a grant."""
    _check_own(act, row.association_id)
    names = _check_grant(act, grant)
    return act.change(row, seen, f"Ändrade bidraget {names}.", **_values(grant))


@action(CHANGE_PLAN)
def remove_grant(act: Act, row: ExternalGrant) -> None:
    """Take a grant away; budgeted income stays as it is."""
    _check_own(act, row.association_id)
    act.remove(row, f"Tog bort {row}.")


def _values(grant: GrantFacts) -> dict[str, Any]:
    return {
        "key": grant.id,
        "cost_lines": list(grant.cost_lines),
        "numerator": grant.share.numerator,
        "denominator": grant.share.denominator,
        "first": grant.first,
        "last": grant.last,
        "request_months": grant.request_months,
        "lag_months": grant.lag_months,
        "most_ore": grant.most_ore,
        "source": grant.source,
    }


def _check_grant(act: Act, grant: GrantFacts) -> str:
    """The grant's name in the budget. Raises RefusedChange when a line does not exist."""
    known = lines_known_to(act.association)
    if (LineSide.INCOME, grant.id) not in known:
        raise RefusedChange(f"Det finns ingen intäktskälla som heter {grant.id}. Lägg till den under Förbundet först.")
    lost = [key for key in grant.cost_lines if (LineSide.COST, key) not in known]
    if lost or not grant.cost_lines:
        raise RefusedChange("Välj minst en insats eller ett block som bidraget täcker, bland dem som finns.")
    return known[LineSide.INCOME, grant.id]


@action(CHANGE_PLAN)
def set_floor(act: Act, seen: int, floor_ore: int, decided: date | None = None, source: str = "") -> PlanningSettings:
    """Set how much saved funds the board wants left at every year's end. `seen` is 1 before the first choice."""
    row = PlanningSettings.objects.filter(association=act.association).first()
    sentence = f"Satte golvet för sparade medel till {format_amount(floor_ore, MoneyUnit.KR)} kr."
    values = {"floor_ore": floor_ore, "decided": decided, "source": source}
    if row is None:
        return act.add(PlanningSettings(association=act.association, **values), sentence)
    return act.change(row, seen, sentence, **values)


def _check_own(act: Act, association_id: int) -> None:
    if association_id != act.association.pk:
        raise ValueError("a row of another association")
