"""Rows → core values: what the association has noted and chosen for its year wheel."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields
from datetime import date
from typing import Any

from samverk.apps.governance.models import RecordedDay, YearWheelSettings
from samverk.apps.organisation.joined import with_parts
from samverk.apps.organisation.models import Association
from samverk.core.year_wheel import catalogue
from samverk.core.year_wheel.state import Minutes, WheelSettings

MEETING, LEAVING = "AH-SAMMANTRADE", "AH-UPPSAGNING"
"""Codes of noted days that begin something: the board met, a member gave notice to leave."""

SETTINGS = tuple(each.name for each in fields(WheelSettings) if each.name not in ("lead_days", "sources"))
"""The settings that an association chooses, by name."""
_DAYS = ("state_allocation_day", "books_ready_day")


def settings_row(association: Association) -> YearWheelSettings | None:
    """The association's choices as they stand, None before the first."""
    found: YearWheelSettings | None = YearWheelSettings.objects.filter(association=association).first()
    return found


def noted_and_chosen(association: Association) -> tuple[list[RecordedDay], YearWheelSettings | None]:
    """The days that are noted, latest first, and the choices, in one query."""
    rows = Association.objects.filter(pk=association.pk).select_related("year_wheel_settings")
    (found,) = with_parts(rows, "recorded_days")
    return list(found.recorded_days.all()), getattr(found, "year_wheel_settings", None)


def settings_facts(row: YearWheelSettings | None) -> WheelSettings:
    """The choices as core knows them; what practice gives when nothing was chosen."""
    if row is None:
        return WheelSettings()
    values = {name: getattr(row, name) for name in SETTINGS}
    days = {name: tuple(values[name]) if values[name] else None for name in _DAYS}
    return WheelSettings(**{**values, **days}, sources=dict(row.sources))


def settings_values(chosen: WheelSettings) -> dict[str, Any]:
    """The row's values."""
    values = {name: getattr(chosen, name) for name in SETTINGS}
    days = {name: list(values[name]) if values[name] else None for name in _DAYS}
    return {**values, **days, "sources": {name: words for name, words in chosen.sources.items() if words}}


def minutes_of(noted: Iterable[RecordedDay]) -> list[Minutes]:
    """The board's meetings with the days their minutes were approved; `announced` is still empty."""
    rows = list(noted)
    approved = {row.subject: row.day for row in rows if row.code == catalogue.APPROVAL.code}
    return [
        Minutes(row.subject.removeprefix("minutes:"), row.day, approved.get(row.subject))
        for row in rows
        if row.code == MEETING
    ]


def notices_of(noted: Iterable[RecordedDay]) -> dict[str, date]:
    """The day each member gave notice to leave."""
    return {row.subject.removeprefix("member:"): row.day for row in noted if row.code == LEAVING}


def reported_months(noted: Iterable[RecordedDay]) -> Mapping[str, dict[tuple[int, int], date]]:
    """By measure, the months whose participants were reported to SCB, with the day; only the day is known here."""
    found: dict[str, dict[tuple[int, int], date]] = {}
    for row in noted:
        if row.code == catalogue.ESF_REPORT.code:
            _, measure, month = row.subject.split(":")
            found.setdefault(measure, {})[int(month[:4]), int(month[5:])] = row.day
    return found
