"""Targets for exits: what share shall lead to work or studies."""

from __future__ import annotations

from samverk.apps.audit.door import Act, action
from samverk.apps.measures.models import Measure
from samverk.apps.outcomes.models import OutcomeTarget
from samverk.apps.outcomes.perms import CHANGE_TARGETS


@action(CHANGE_TARGETS)
def add_target(act: Act, measure: Measure, year: int, destination: str, percent: int, source: str) -> OutcomeTarget:
    """Add a target of a measure. Raises ValidationError when the year has it already."""
    _own(act, measure)
    row = OutcomeTarget(measure=measure, year=year, destination=destination, percent=percent, source=source)
    return act.add(row, f"La till målet {row} för {measure.name}.")


@action(CHANGE_TARGETS)
def remove_target(act: Act, row: OutcomeTarget) -> None:
    """Take a target away."""
    _own(act, row.measure)
    act.remove(row, f"Tog bort målet {row} för {row.measure.name}.")


def _own(act: Act, measure: Measure) -> None:
    if measure.association_id != act.association.pk:
        raise ValueError(f"{measure} is another association's")
