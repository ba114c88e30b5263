"""Core measures → the values of rows: the one place where each field finds its column."""

from __future__ import annotations

from typing import Any

from samverk.apps.measures import enums
from samverk.core import measures as core


def measure_values(measure: core.Measure) -> dict[str, Any]:
    """A measure, but for what it is part of and its targets."""
    return {
        "code": measure.id,
        "name": measure.name,
        "direction": enums.Direction[measure.direction.name].value,
        "aliases": list(measure.aliases),
        "description": measure.description,
        "owner": measure.owner,
        "funders": list(measure.funders),
        "start": measure.start,
        "end": measure.end,
        "projects": list(measure.projects),
        "cost_centres": list(measure.cost_centres),
        "accounts": list(measure.accounts),
    }


def target_values(measure: core.Measure) -> list[dict[str, Any]]:
    """The targets of a measure, in order."""
    return [
        {
            "text": target.text,
            "target": target.target,
            "result": target.result,
            "grade": enums.Grade[target.grade.name].value if target.grade else "",
        }
        for target in measure.targets
    ]
