"""Associations with budgets in the database: Lund's whole, and a small one of our own."""

from __future__ import annotations

from decimal import Decimal

from samverk.apps.accounting.actions import import_books
from samverk.apps.accounting.rule_actions import replace_profile
from samverk.apps.measures.actions import replace_measures
from samverk.apps.organisation.actions import add_association
from samverk.apps.organisation.models import Association
from samverk.apps.organisation.replace_actions import replace_association
from samverk.apps.planning.actions import replace_budget_year
from samverk.apps.planning.models import BudgetVersion
from samverk.apps.users.actor import command_line
from samverk.core.planning.budget import BudgetKind
from samverk.core.planning.budget import BudgetVersion as CoreVersion
from samverk.core.planning.budget import BudgetYear as CoreYear
from tests.factories.lund import LUND, lund_facts


def lund_in_rows(slug: str = "lund", *, books: tuple[int, ...] = (2023, 2024)) -> Association:
    """Lund's facts as rows: members, measures, budgets, and the books of these years."""
    facts = lund_facts()
    row = add_association(command_line(), slug, facts.association.name, facts.association.org_number)
    actor = command_line(row)
    replace_profile(actor, facts.association.accounting)
    replace_association(actor, facts.association)
    replace_measures(actor, facts.measures)
    for budget in facts.budgets.values():
        replace_budget_year(actor, budget)
    for year in books:
        import_books(actor, (LUND / f"bokforing-{year}.se").read_bytes(), f"bokforing-{year}.se", year)
    return Association.objects.get(pk=row.pk)


def small_budget(year: int = 2025) -> CoreYear:
    """A budget with one income source and two costs of Lund's, 100 tkr left over."""
    version = CoreVersion(
        name=f"Budget {year}",
        kind=BudgetKind.ADOPTED,
        opening_funds=Decimal(1000),
        income={"staten": Decimal("1842.5")},
        costs={"aktiv": Decimal(1700), "administration": Decimal("42.5")},
    )
    return CoreYear(year=year, versions=(version,))


def draft_for(row: Association, year: int) -> BudgetVersion:
    """The draft of a year."""
    found: BudgetVersion = BudgetVersion.objects.select_related("budget__association").get(
        budget__association=row, budget__year=year, state="draft"
    )
    return found
