"""The trail as people read it: filtered, with Swedish names for what was done and what it was done to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db.models import QuerySet

from samverk.apps.audit.door import ACTIONS
from samverk.apps.audit.models import AuditChain, AuditEvent


@dataclass(frozen=True, slots=True)
class TrailFilter:
    """What a person asks the trail for; what is empty narrows nothing."""

    first_day: date | None = None
    last_day: date | None = None
    who: str = ""
    deed: str = ""
    kind: str = ""
    words: str = ""
    subject: str = ""


def trail(association_id: int, asked: TrailFilter) -> QuerySet[AuditEvent]:
    """The events that answer, latest first. `deed` is a permission's code, `kind` a table's label."""
    exact = {"actor_name": asked.who, "subject_kind": asked.kind, "subject_id": asked.subject}
    found: QuerySet[AuditEvent] = AuditEvent.objects.filter(
        association_id=association_id, **{name: value for name, value in exact.items() if value}
    )
    if asked.first_day:
        found = found.filter(at__date__gte=asked.first_day)
    if asked.last_day:
        found = found.filter(at__date__lte=asked.last_day)
    if asked.deed:
        found = found.filter(action__in=[name for name, each in ACTIONS.items() if each.permission.code == asked.deed])
    for word in asked.words.split():
        found = found.filter(sentence__icontains=word)
    return found.order_by("-sequence")


def event_count(association_id: int) -> int:
    """How many events the trail has."""
    return AuditChain.objects.filter(pk=association_id).values_list("sequence", flat=True).first() or 0


@dataclass(frozen=True, slots=True)
class TrailChoices:
    """What there is to choose from in a trail: (value, Swedish words)."""

    people: list[tuple[str, str]]
    deeds: list[tuple[str, str]]
    kinds: list[tuple[str, str]]


def choices_of(association_id: int) -> TrailChoices:
    """People, deeds and kinds of thing that occur in the trail."""
    events = AuditEvent.objects.filter(association_id=association_id).order_by()
    people = sorted(events.values_list("actor_name", flat=True).distinct())
    names = set(events.values_list("action", flat=True).distinct())
    deeds = {each.permission.code: each.permission.deed for name, each in ACTIONS.items() if name in names}
    kinds = {kind: kind_words(kind) for kind in events.values_list("subject_kind", flat=True).distinct()}
    return TrailChoices(
        [(name, name) for name in people],
        sorted(deeds.items(), key=lambda pair: pair[1]),
        sorted(kinds.items(), key=lambda pair: pair[1]),
    )


def kind_words(kind: str) -> str:
    """What a table holds, in Swedish: "users.user" is "användare". A table that is gone keeps its label."""
    try:
        return str(apps.get_model(kind)._meta.verbose_name)
    except LookupError:
        return kind


@dataclass(frozen=True, slots=True)
class ValueChange:
    """A value before and after; None where there was or is no row."""

    name: str
    before: Any
    after: Any


def value_changes(event: AuditEvent) -> list[ValueChange]:
    """What the event changed, value by value, under the tables' own Swedish names."""
    before, after = event.before or {}, event.after or {}
    names = list(dict.fromkeys([*before, *after]))
    return [ValueChange(_name_of(event.subject_kind, name), before.get(name), after.get(name)) for name in names]


def _name_of(kind: str, name: str) -> str:
    try:
        model = apps.get_model(kind)
        found = name.removesuffix("_id") if name.endswith("_id") and name != "subject_id" else name
        return str(getattr(model._meta.get_field(found), "verbose_name", name))
    except (LookupError, FieldDoesNotExist):
        return name
