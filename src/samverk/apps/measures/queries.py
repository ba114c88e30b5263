"""Rows → core values: the association's measures."""

from __future__ import annotations

from samverk.apps.measures import enums
from samverk.apps.measures.models import Measure, Target
from samverk.apps.organisation.models import Association
from samverk.core import measures as core


def measures_of(association: Association) -> tuple[core.Measure, ...]:
    """Every measure with its targets, in the order shown."""
    rows = association.measures.select_related("parent").prefetch_related("targets")
    return tuple(measure_facts(row) for row in rows)


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
