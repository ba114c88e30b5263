"""What the board should know before it decides a draft (`core.planning.decision`)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from samverk.apps.planning.ground import ground_of
from samverk.apps.planning.models import BudgetVersion
from samverk.apps.planning.plans import plan_of
from samverk.core.checks.finding import Severity
from samverk.core.planning.decision import BudgetFinding, BudgetToDecide, findings_before_decision


@dataclass(frozen=True, slots=True)
class CheckedBudget:
    """A draft that was checked: what was found, and the opening funds that its plan begins with, öre."""

    findings: tuple[BudgetFinding, ...]
    opening_ore: int

    @property
    def asks_for_motive(self) -> bool:
        """True when something is found that the board should say why it goes ahead with."""
        return any(found.finding.severity is not Severity.NOTE for found in self.findings)


def findings_of(row: BudgetVersion, day: date, consultation: date | None, motive: str) -> CheckedBudget:
    """Check a version as if the board decided it on `day`."""
    ground = ground_of(row.budget.association)
    made = plan_of(ground, row)
    version = made.version.model_copy(update={"consultation": consultation, "motive": motive})
    before = ground.budgets.get(made.year)
    proposed = BudgetToDecide(
        budget=made.budget,
        version=version,
        plan=made.plan,
        association=made.ground.association,
        day=day,
        decided_before=before.versions if before else (),
        closing_ore=made.opening.ore if made.opening else None,
        is_preliminary_closing=bool(made.opening and made.opening.is_preliminary),
    )
    return CheckedBudget(findings_before_decision(proposed), made.plan.opening_ore)
