"""Disposal (gallring): participations past their day are removed, with all that stands below them."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from django.db.models import Q
from django.db.models.functions import ExtractYear

from samverk.apps.audit.door import Act, RefusedChange, action
from samverk.apps.participants.disposal import disposable, disposal_on
from samverk.apps.participants.models import Participant, Participation, QueuePlace
from samverk.apps.participants.perms import DISPOSE
from samverk.apps.participants.queries import the_register
from samverk.apps.participants.register_models import MeasureReturn, RegisterMeasure, ScbMonth
from samverk.core.planning.months import period_of

_AT_A_TIME = 500


@action(DISPOSE)
def dispose_participations(act: Act, through: date, count: int) -> int:
    """Remove the `count` participations that ended on `through` or earlier, and participants who have no other.

    What has been released stays, as counts; the counts that it hid are forgotten, and the period is counted no more.
    Raises RefusedChange when the party has not decided, or when there are others to remove than the person saw.
    """
    register, found = the_register(), disposal_on(act.today)
    if register is None or found is None:
        raise RefusedChange("Parten har inte bestämt när deltagande gallras. Ange det under Inställningar först.")
    if (found.through, found.count) != (through, count):
        raise RefusedChange("Det som ska gallras har ändrats sedan listan gjordes. Läs den nya listan och bekräfta.")
    if not count:
        act.nothing()
        return 0
    cards: dict[tuple[int, int], list[str]] = defaultdict(list)
    gone = disposable(through).annotate(year=ExtractYear("exit"))
    for measure, year, card in gone.values_list("measure", "year", "participant__card"):
        cards[measure, year].append(card)
    _remove(through, sorted({card for each in cards.values() for card in each}))
    MeasureReturn.objects.filter(first__lte=through).update(hidden={})
    ScbMonth.objects.filter(month__lte=period_of(through)).update(fetched="", sent="")
    act.change(register, register.version, "Noterade hur långt det är gallrat.", disposed_through=through)
    measures = RegisterMeasure.objects.in_bulk()
    for (measure, year), some in sorted(cards.items()):
        row = measures[measure]
        act.tell(
            row, f"Gallrade {len(some)} deltaganden i {row.name} med avslut {year}.", after={"cards": sorted(some)}
        )
    return count


def _remove(through: date, cards: list[str]) -> None:
    """The rows themselves. A queue place goes when its own day is past, or when its person has gone."""
    Participation.objects.filter(exit__lte=through).delete()
    QueuePlace.objects.filter(Q(left__lte=through) | Q(started__lte=through)).delete()
    for at in range(0, len(cards), _AT_A_TIME):
        some = Participant.objects.filter(card__in=cards[at : at + _AT_A_TIME], participations__isnull=True)
        QueuePlace.objects.filter(card__in=some.values("card")).delete()
        Participant.objects.filter(pk__in=list(some.values_list("pk", flat=True))).delete()
