"""Which participations are past the day that the party has decided (gallring); nothing when it has not decided."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, QuerySet
from django.db.models.functions import ExtractYear

from samverk.apps.participants.models import Participation
from samverk.apps.participants.queries import the_register
from samverk.core.outcomes.span import after_months


@dataclass(frozen=True, slots=True)
class DisposalLine:
    """How many participations of a measure that ended in a year."""

    measure: str
    year: int
    count: int


@dataclass(frozen=True, slots=True)
class Disposal:
    """What is to be disposed of: participations that ended on `through` or earlier."""

    through: date
    lines: list[DisposalLine]
    cards: list[str]

    @property
    def count(self) -> int:
        """How many participations."""
        return sum(line.count for line in self.lines)


def disposal_on(day: date) -> Disposal | None:
    """What is past its day on `day`; None when the party has not decided how long participations are kept."""
    register = the_register()
    if register is None or register.retention_months is None:
        return None
    through = after_months(day, -register.retention_months)
    found = disposable(through).annotate(year=ExtractYear("exit")).values("measure__name", "year")
    lines = found.annotate(count=Count("pk")).order_by("measure__name", "year").values_list(
        "measure__name", "year", "count"
    )  # fmt: skip
    cards = disposable(through).order_by("participant__card").values_list("participant__card", flat=True).distinct()
    return Disposal(through, [DisposalLine(*line) for line in lines], list(cards))


def disposable(through: date) -> QuerySet[Participation]:
    """The participations that ended on `through` or earlier."""
    return Participation.objects.filter(exit__lte=through).order_by()  # type: ignore[no-any-return]
