"""Returns that have left the register and no longer hold, because what they counted has changed since."""

from __future__ import annotations

from datetime import date

from samverk.apps.audit.door import Act
from samverk.apps.participants.enums import ReturnState
from samverk.apps.participants.queries import the_register
from samverk.apps.participants.register_models import MeasureReturn, RegisterMeasure


def ask_for_recount(act: Act, measure: RegisterMeasure, first: date, last: date | None, why: str) -> None:
    """Mark every released return whose period meets the days from `first` to `last` (None: for ever).

    A return of an umbrella measure counts its parts too. One whose participations are disposed of is never counted
    again, so it is left as it is. `why` is Swedish and names no person.
    """
    register = the_register()
    measures = [key for key in (measure.pk, measure.parent_id) if key]
    found = MeasureReturn.objects.filter(measure_id__in=measures, state=ReturnState.RELEASED, last__gte=first)
    if register is not None and register.disposed_through is not None:
        found = found.filter(first__gt=register.disposed_through)
    if last is not None:
        found = found.filter(first__lte=last)
    for row in found.filter(recount="").order_by("pk"):
        act.change(row, row.version, f"Återrapporten {row} behöver rättas.", recount=why)
