"""Writes a file of releases: the same releases and rule give the same bytes every time."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from samverk.core.disclosure.linked import MeanCell
from samverk.core.disclosure.releases import Release, ReleasedCell
from samverk.core.disclosure.rule import DisclosureRule
from samverk.formats.releases.model import SCHEMA


def write(releases: Sequence[Release], rule: DisclosureRule) -> bytes:
    """The file. True counts of hidden cells, which only a register remembers, are never written.

    Raises ValueError when there is no release: a file has at least one.
    """
    if not releases:
        raise ValueError("a file of releases has at least one")
    content = {
        "schema": SCHEMA,
        "rule": {
            "threshold": rule.threshold,
            "width": rule.narrowest,
            "zeros": rule.zeros.value,
            "source": rule.source,
        },
        "releases": [_release(each) for each in releases],
    }
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def _release(release: Release) -> dict[str, Any]:
    return {
        "id": release.id,
        **({"day": release.day.isoformat()} if release.day else {}),
        "cells": [_cell(each) for each in release.cells],
        "totals": [{"total": each.total, "parts": list(each.addends)} for each in release.totals],
        "shares": [{"part": each.part, "base": each.base, "percent": str(each.percent)} for each in release.shares],
        "means": [_mean(each) for each in release.means],
    }


def _cell(cell: ReleasedCell) -> dict[str, Any]:
    told: dict[str, Any] = {"key": cell.key, "label": cell.label}
    if cell.range.value is not None:
        told["count"] = cell.range.value
    elif cell.range.highest is not None:
        told |= {"lowest": cell.range.lowest, "highest": cell.range.highest}
    elif cell.range.lowest:
        told["lowest"] = cell.range.lowest
    return told | ({"implied": True} if cell.is_implied else {})


def _mean(mean: MeanCell) -> dict[str, Any]:
    told = {"key": mean.key, "variable": mean.variable, "base": mean.base, "mean": str(mean.mean)}
    ends = {"lowest": mean.lowest, "highest": mean.highest}
    return told | {name: str(end) for name, end in ends.items() if end is not None}
