"""How it goes: what returns tell of each measure's year, beside what the measure cost and its targets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from samverk.apps.measures.models import Measure
from samverk.apps.measures.overview import Overview
from samverk.apps.measures.queries import visible_to
from samverk.apps.organisation.models import Association
from samverk.apps.outcomes.expected import expected_measures
from samverk.apps.outcomes.models import OutcomeTarget
from samverk.apps.outcomes.queries import TakenReturn, latest_of, taken_visible_to
from samverk.apps.users.actor import Actor
from samverk.core.outcomes.count_share import CountShare
from samverk.core.outcomes.targets import TargetOutcome, judged
from samverk.core.outcomes.told import (
    Destination,
    NationalCount,
    ToldYear,
    exit_share,
    national_counts,
    total_told,
    year_told,
)


@dataclass(frozen=True, slots=True)
class OutcomeLine:
    """A measure's year: the return that tells of it, and its main figures."""

    measure: Measure
    taken: TakenReturn
    told: ToldYear


@dataclass(frozen=True, slots=True)
class JudgedTarget:
    """A target and how it went. `outcome` None: the figures it needs are hidden or not told."""

    row: OutcomeTarget
    share: CountShare | None
    outcome: TargetOutcome | None


class Dashboard:
    """What one person may see of an association's follow-up."""

    def __init__(self, actor: Actor) -> None:
        assert actor.association is not None  # noqa: S101 - pages of an association only
        self.association: Association = actor.association
        self.measures: dict[str, Measure] = {
            row.code: row for row in visible_to(actor).select_related("parent").order_by("position", "pk")
        }
        self.taken = taken_visible_to(actor)
        self._money = Overview(self.association)

    @property
    def years(self) -> list[int]:
        """The years that some return tells of, latest first."""
        within = [each.given.span for each in self.taken if each.is_latest]
        return sorted({span.last.year for span in within if span.first.year == span.last.year}, reverse=True)

    def lines(self, year: int) -> list[OutcomeLine]:
        """Every measure with a return for the year, in the order of measures."""
        return [line for code in self.measures if (line := self.line(code, year)) is not None]

    def line(self, code: str, year: int) -> OutcomeLine | None:
        """A measure's year; None when no return tells of it."""
        taken = latest_of(self.taken, code, year)
        if taken is None:
            return None
        return OutcomeLine(self.measures[code], taken, year_told(taken.given, self.cost_ore(code, year)))

    def cost_ore(self, code: str, year: int) -> int | None:
        """What the measure cost in the year by the books, positive; None without books."""
        return next((each.outcome_ore for each in self._money.money_by_year(code) if each.year == year), None)

    def total(self, lines: Sequence[OutcomeLine]) -> ToldYear:
        """All measures together; a sub-project whose umbrella project has told of it is not counted again."""
        told = {line.measure.pk for line in lines}
        return total_told([line.told for line in lines if line.measure.parent_id not in told])

    def waited_for(self, year: int, day: date) -> list[Measure]:
        """Measures that an open register should have told of for the year and has not."""
        told = {line.measure.code for line in self.lines(year)}
        expected = (each.id for each in expected_measures(self.association, year, day))
        return [self.measures[code] for code in expected if code in self.measures and code not in told]

    def source_of(self, measure: Measure, year: int) -> tuple[TakenReturn, str] | None:
        """The return that tells of a measure, and the sub-project to look under: "" when it is the measure's own."""
        own = latest_of(self.taken, measure.code, year)
        if own is not None:
            return own, ""
        parent = latest_of(self.taken, measure.parent.code, year) if measure.parent else None
        return (parent, measure.code) if parent is not None else None

    def targets(self, measure: Measure, year: int) -> list[JudgedTarget]:
        """The measure's targets for the year, judged by its own return or that of its umbrella project."""
        source = self.source_of(measure, year)
        judgements = []
        for row in measure.outcome_targets.filter(year=year).order_by("destination"):
            share = exit_share(source[0].given, Destination(row.destination), source[1]) if source else None
            outcome = judged(share, Fraction(row.percent, 100)) if share is not None else None
            judgements.append(JudgedTarget(row, share, outcome))
        return judgements

    def national(self, year: int) -> list[tuple[Measure, NationalCount, TakenReturn]]:
        """What Uppföljning Finsam asks for, of each measure that some return tells of, in the order of measures.

        A measure's own return goes before what its umbrella project's tells of it.
        """
        found: dict[str, tuple[NationalCount, TakenReturn]] = {}
        for line in self.lines(year):
            for number, counts in enumerate(national_counts(line.taken.given)):
                if number == 0 or counts.measure not in found:
                    found[counts.measure] = (counts, line.taken)
        return [(row, *found[code]) for code, row in self.measures.items() if code in found]
