"""What comes next for a measure, in words: what its facts lack, or what its period asks for."""

from __future__ import annotations

from datetime import date, timedelta

from samverk.core.measures import Direction, Measure
from samverk.core.periods import long_date

NOTICE = timedelta(days=183)
"""How long before its last day a measure's future should be on the table; our own rule."""


def next_step(measure: Measure, day: date, *, is_parent: bool = False) -> str:
    """The first thing to do as of `day`, in Swedish; "" when nothing waits. `is_parent`: an umbrella project."""
    if measure.end is not None and measure.end < day:
        ungraded = any(target.grade is None for target in measure.targets)
        return f"Bedöm målen; insatsen slutade {long_date(measure.end)}." if ungraded else ""
    if not (measure.projects or measure.cost_centres or measure.accounts or is_parent):
        return "Ange projektkod, så att kostnaden hittas i bokföringen."
    if not measure.owner and measure.parent is None:
        return "Ange insatsägare."
    if measure.start is None and measure.end is None and measure.parent is None:
        return "Ange när insatsen pågår."
    if not measure.targets and measure.parent is None and measure.direction is not Direction.SHARED:
        return "Skriv mål."
    if measure.end is not None and measure.end - day <= NOTICE:
        return f"Besluta om fortsättning eller avslut före {long_date(measure.end)}."
    return ""
