"""The queue, and what is only counted: anonymous participants and answers about violence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError

from samverk.apps.audit.door import Act, EditConflict, RefusedChange, action
from samverk.apps.participants.cards import as_written, is_taken
from samverk.apps.participants.models import EARLIEST_YEAR, AnonymousTally, QueuePlace, ViolenceTally
from samverk.apps.participants.own import check_own
from samverk.apps.participants.perms import CHANGE_PARTICIPANTS, COUNT_OTHERS
from samverk.apps.participants.recount import ask_for_recount
from samverk.apps.participants.register_models import RegisterMeasure
from samverk.core.outcomes.span import Span
from samverk.core.periods import long_date

_QUEUE = "Kön har rättats sedan dess."
_COUNTS = "Antal har rättats sedan dess."
_Cell = tuple[tuple[str, str], ...]
"""A cell of a table of counts, as (field, code)."""


@dataclass(frozen=True, slots=True)
class Told:
    """A count as told: how many, and the version of the row that was seen (0 when there was none)."""

    count: int
    seen: int = 0


@action(CHANGE_PARTICIPANTS)
def join_queue(act: Act, measure: RegisterMeasure, card: str, gender: str, queued: date) -> QueuePlace:
    """Put somebody in the queue of a measure, by a card of their own. Raises ValidationError by field."""
    check_own(act, measure)
    card = as_written(card)
    if queued > act.today:
        raise ValidationError({"queued": "Dagen har inte varit än. Ange den dag då personen ställdes i kö."})
    if is_taken(card):
        raise ValidationError({"card": "Kortet är upptaget. Ta ett annat."})
    row = QueuePlace(card=card, measure=measure, gender=gender, queued=queued)
    act.add(row, f"Ställde {card} i kö till {measure.name}.")
    ask_for_recount(act, measure, queued, None, _QUEUE)
    return row


@action(CHANGE_PARTICIPANTS)
def leave_queue(act: Act, place: QueuePlace, seen: int, left: date) -> QueuePlace:
    """Note that somebody left the queue without a place. Raises EditConflict, RefusedChange, ValidationError."""
    check_own(act, place.measure)
    _check_waits(place)
    if left > act.today:
        raise ValidationError({"left": "Dagen har inte varit än. Anteckna när det har hänt."})
    if left < place.queued:
        raise ValidationError(
            {"left": f"Personen ställdes i kö {long_date(place.queued)}. Ange den dagen eller senare."}
        )
    row = act.change(place, seen, f"Antecknade att {place.card} lämnade kön till {place.measure.name}.", left=left)
    ask_for_recount(act, place.measure, left, None, _QUEUE)
    return row


@action(CHANGE_PARTICIPANTS)
def remove_queue_place(act: Act, place: QueuePlace, seen: int) -> None:
    """Remove a place that was entered by mistake. Raises EditConflict, RefusedChange."""
    check_own(act, place.measure)
    row = QueuePlace.objects.select_for_update().select_related("measure").get(pk=place.pk)
    if row.version != seen:
        raise EditConflict(row, {})
    _check_waits(row)
    act.remove(row, f"Tog bort {row.card} ur kön till {row.measure.name}: felregistrerad.")
    ask_for_recount(act, row.measure, row.queued, None, _QUEUE)


def _check_waits(place: QueuePlace) -> None:
    if place.started or place.left:
        raise RefusedChange(f"{place.card} står inte längre i kö. Ladda om sidan.")


@action(COUNT_OTHERS)
def count_anonymous(act: Act, measure: RegisterMeasure, year: int, counts: Mapping[str, Told]) -> None:
    """Note how many anonymous participants a measure had in a year, by gender. Raises EditConflict, ValidationError."""
    _count(act, AnonymousTally, measure, year, {}, {(("gender", gender),): told for gender, told in counts.items()})


@action(COUNT_OTHERS)
def count_violence(
    act: Act, measure: RegisterMeasure, year: int, definition: str, counts: Mapping[tuple[str, str], Told]
) -> None:
    """Note the answers about violence in a year by one definition: (gender, answer) → count.

    Raises EditConflict, ValidationError.
    """
    cells: dict[_Cell, Told] = {
        (("gender", gender), ("answer", answer)): told for (gender, answer), told in counts.items()
    }
    _count(act, ViolenceTally, measure, year, {"definition": definition}, cells)


def _count(
    act: Act,
    table: type[AnonymousTally] | type[ViolenceTally],
    measure: RegisterMeasure,
    year: int,
    shared: Mapping[str, str],
    cells: Mapping[_Cell, Told],
) -> None:
    """Write the counts of a year; a cell that is told alike is left as it is."""
    check_own(act, measure)
    if not EARLIEST_YEAR <= year <= act.today.year:
        raise RefusedChange(f"Året ska vara {EARLIEST_YEAR} till {act.today.year}. Välj ett av dem.")
    sentence = f"Antecknade {table._meta.verbose_name} {year} i {measure.name}."
    for cell, told in cells.items():
        which: dict[str, Any] = {"measure": measure, "year": year, **shared, **dict(cell)}
        row = table.objects.filter(**which).first()
        if row is None:
            act.add(table(**which, count=told.count), sentence)
        else:
            act.change(row, told.seen, sentence, count=told.count)
    if act.told:
        span = Span.of_year(year)
        ask_for_recount(act, measure, span.first, span.last, _COUNTS)
