"""Rows → core values: the association's measures."""

from __future__ import annotations

from collections.abc import Container

from django.db.models import Q, QuerySet

from samverk.apps.accounting.models import Account, DimensionObject, LedgerImport
from samverk.apps.audit.remembered import remembered
from samverk.apps.measures import enums
from samverk.apps.measures.models import Measure, Target
from samverk.apps.measures.perms import SEE_ALL_MEASURES
from samverk.apps.organisation.joined import with_parts
from samverk.apps.organisation.models import Association
from samverk.apps.users.actor import Actor
from samverk.core import measures as core
from samverk.core.ledger.model import COST_CENTRE, PROJECT


@remembered
def measures_of(association: Association) -> tuple[core.Measure, ...]:
    """Every measure with its targets, in the order shown."""
    rows = with_parts(association.measures.select_related("parent"), "targets")
    return tuple(measure_facts(row) for row in rows)


def visible_to(actor: Actor) -> QuerySet[Measure]:
    """The measures the actor may see: all of the association's, or a measure owner's own."""
    assert actor.association is not None  # noqa: S101 - pages of an association only
    every: QuerySet[Measure] = actor.association.measures.all()
    return every if SEE_ALL_MEASURES.holds(actor) else every.filter(owners__user_id=actor.user_id)


def keys_visible_to(actor: Actor) -> Container[int]:
    """The keys of those measures, asked of the database only for a measure owner."""
    return Everything() if SEE_ALL_MEASURES.holds(actor) else set(visible_to(actor).values_list("pk", flat=True))


class Everything:
    """A container that has whatever is asked for."""

    def __contains__(self, _key: object) -> bool:
        return True


def measure_facts(row: Measure) -> core.Measure:
    """A measure as core knows it."""
    return core.Measure(
        id=row.code,
        name=row.name,
        direction=core.Direction[enums.Direction(row.direction).name],
        parent=row.parent.code if row.parent else None,
        aliases=tuple(row.aliases),
        description=row.description,
        owner=row.owner,
        funders=tuple(row.funders),
        start=row.start,
        end=row.end,
        projects=tuple(row.projects),
        cost_centres=tuple(row.cost_centres),
        accounts=tuple(row.accounts),
        targets=tuple(_target(target) for target in row.targets.all()),
    )


def _target(row: Target) -> core.Target:
    return core.Target(
        text=row.text,
        target=row.target,
        result=row.result,
        grade=core.Grade[enums.Grade(row.grade).name] if row.grade else None,
    )


def years_booked(row: Measure) -> list[int]:
    """The years whose books name one of the measure's projects or cost centres, or have one of its own accounts."""
    versions = LedgerImport.objects.current().filter(association_id=row.association_id)
    named = DimensionObject.objects.filter(ledger_import__in=versions).filter(
        Q(dimension=PROJECT, code__in=row.projects) | Q(dimension=COST_CENTRE, code__in=row.cost_centres)
    )
    years = set(named.values_list("ledger_import__year", flat=True))
    for accounts in row.accounts:
        first, _, last = accounts.partition("-")
        within = Account.objects.filter(ledger_import__in=versions, number__gte=first, number__lte=last or first)
        years.update(within.values_list("ledger_import__year", flat=True))
    return sorted(years)
