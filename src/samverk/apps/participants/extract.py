"""The extract for the person (registerutdrag, GDPR article 15): everything the register holds on a card, in Swedish.

The rows are walked by their tables, so that a field that is added to a table is in the extract too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import models

from samverk.apps.participants.identity import IdentityError, opened
from samverk.apps.participants.models import (
    MonthHours,
    OwnAnswer,
    Participant,
    Participation,
    ProgressRating,
    QueuePlace,
    StatusNote,
)
from samverk.apps.participants.queries import participations_of
from samverk.apps.users.actor import Actor
from samverk.core.outcomes.code_lists import OCCUPATIONS, SUPPORT_SOURCES
from samverk.core.outcomes.progress import INSTRUMENTS
from samverk.core.periods import long_date
from samverk.core.planning.months import month_words

_POINTERS = ("id", "version", "participant", "participation", "identity_index")
"""What says nothing of the person: the row's own numbers, and a key that is made of the personal identity number."""


_NAME_AND_VALUE = 2
_NAMES = {"measure": "insats", "question": "fråga", "identity": "personnummer"}
"""What a field is called where its own name is not for the person."""


@dataclass(frozen=True, slots=True)
class ExtractSection:
    """A heading, and (what, value) in Swedish."""

    title: str
    rows: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Extract:
    """Everything on a card. `is_whole` is False when it is also in measures that the actor does not answer for."""

    card: str
    day: date
    sections: list[ExtractSection]
    participations: list[Participation]
    is_whole: bool

    def content(self) -> dict[str, Any]:
        """The extract for other programs."""
        return {
            "kort": self.card,
            "uttaget": self.day.isoformat(),
            "fullständigt": self.is_whole,
            "delar": [{"rubrik": each.title, "uppgifter": [list(row) for row in each.rows]} for each in self.sections],
        }


def extract_of(actor: Actor, participant: Participant, day: date) -> Extract:
    """What the register holds on a card, in the measures that the actor answers for."""
    own = list(participations_of(actor, day).filter(participant=participant).order_by("start", "pk"))
    sections = [ExtractSection("Deltagaren", list(_rows(participant)))]
    for row in own:
        sections.append(ExtractSection(f"Deltagande i {row.measure.name}", list(_rows(row))))
        parts = (("Läge", row.notes), ("Svar", row.answers), ("Skattning", row.ratings), ("Timmar", row.month_hours))
        for title, related in parts:
            sections += _sections(f"{title} i {row.measure.name}", related.all())
    places = QueuePlace.objects.filter(card=participant.card).select_related("measure")
    mine = {row.measure_id for row in own}
    sections += [
        ExtractSection(f"Kö till {place.measure.name}", list(_rows(place)))
        for place in places
        if place.measure_id in mine
    ]
    everything = participant.participations.count()
    is_whole = everything == len(own) and all(place.measure_id in mine for place in places)
    return Extract(participant.card, day, sections, own, is_whole)


def _sections(title: str, rows: Iterable[models.Model]) -> list[ExtractSection]:
    """A section for each row; one for all of them when a row is a name and its value: a month and hours."""
    told = [list(_rows(row)) for row in rows]
    if told and all(len(each) == _NAME_AND_VALUE for each in told):
        return [ExtractSection(title, [(name, value) for (_, name), (_, value) in told])]
    return [ExtractSection(title, each) for each in told]


TABLES: tuple[type[models.Model], ...] = (
    Participant, Participation, StatusNote, OwnAnswer, ProgressRating, MonthHours, QueuePlace,
)  # fmt: skip
"""The tables that hold anything of a person; a test compares them with what the app declares."""


def _rows(row: models.Model) -> Iterator[tuple[str, str]]:
    for field in row._meta.concrete_fields:
        if field.name not in _POINTERS:
            yield _NAMES.get(field.name, str(field.verbose_name)), _told(row, field)


def _told(row: models.Model, field: Any) -> str:
    value = getattr(row, field.name)
    if field.name == "identity":
        return _identity(value)
    if field.name == "support":
        return ", ".join(SUPPORT_SOURCES.name_of(code) for code in value) or "inte antecknat"
    if field.name == "occupied":
        return ", ".join(_occupied(each) for each in value) or "inte antecknat"
    if field.name == "item" and isinstance(row, ProgressRating):
        return next((each.name for each in INSTRUMENTS[row.instrument].items if each.code == value), str(value))
    if field.name == "month":
        return month_words(value)
    if value is None or value == "":
        return "inte antecknat"
    if field.choices:
        return str(getattr(row, f"get_{field.name}_display")())
    if isinstance(value, bool):
        return "ja" if value else "nej"
    if isinstance(value, date):
        return long_date(value)
    return {"yes": "ja", "no": "nej"}.get(str(value), str(value))


def _identity(value: Any) -> str:
    if value is None:
        return "inte antecknat"
    try:
        return opened(bytes(value)).written
    except IdentityError as error:
        return f"antecknat, men går inte att läsa. {error}"


def _occupied(told: dict[str, Any]) -> str:
    extent = told.get("extent")
    name = OCCUPATIONS.name_of(told["occupation"])
    return name if extent is None else f"{name} {extent} %"
