"""What a register remembers of the returns it has released (lämnade återrapporter): also the counts that they hide."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from samverk.core.disclosure.releases import Release
from samverk.core.outcomes.linking import released
from samverk.core.outcomes.returned import Return


def remembered(given: Return, name: str, hidden: Mapping[str, int], *, is_corrected: bool) -> Release:
    """A released return with the true counts (key of a cell → count) of what it hides, for the register alone.

    Means of a return that `is_corrected` are variables of their own: the persons behind them may have changed.
    """
    release = released(given, name)
    cells = tuple(replace(cell, count=hidden.get(cell.key)) for cell in release.cells)
    means = release.means
    if is_corrected:
        means = tuple(replace(mean, variable=f"{mean.variable} i {name}") for mean in means)
    return replace(release, cells=cells, means=means)
