"""Noting when things were done, taking it back, and choosing what the year wheel goes by."""

from __future__ import annotations

from datetime import date

from samverk.apps.audit.door import Act, RefusedChange, action
from samverk.apps.governance.models import RecordedDay, YearWheelSettings
from samverk.apps.governance.perms import RECORD_DAY, SET_YEAR_WHEEL
from samverk.apps.governance.queries import LEAVING, MEETING, settings_values
from samverk.core.periods import long_date
from samverk.core.year_wheel.state import WheelSettings


@action(RECORD_DAY)
def record_day(act: Act, code: str, subject: str, title: str, day: date) -> RecordedDay:
    """Note the day that a deadline's thing was done, in place of any noted before. A day to come is refused."""
    if day > act.today:
        raise RefusedChange(f"{long_date(day)} har inte varit än. Anteckna dagen när det är gjort.")
    known = RecordedDay.objects.filter(association=act.association, code=code, subject=subject).first()
    if known is None:
        row = RecordedDay(association=act.association, code=code, subject=subject, title=title, day=day)
        return act.add(row, f"Antecknade att det blev klart {long_date(day)}: {title}.")
    before = known.day
    if before == day:
        act.nothing()
        return known
    known.day = day
    known.save()
    sentence = f"Ändrade dagen till {long_date(day)}: {title}."
    act.tell(known, sentence, before={"day": before.isoformat()}, after={"day": day.isoformat()})
    return known


@action(RECORD_DAY)
def record_meeting(act: Act, day: date) -> RecordedDay:
    """Note that the board met: the minutes' days are then counted from it. A day to come is refused."""
    return record_day(act.actor, MEETING, f"minutes:{day.isoformat()}", "Styrelsen sammanträdde", day)


@action(RECORD_DAY)
def record_leaving(act: Act, member: str, day: date) -> RecordedDay:
    """Note that a member gave notice to leave: its last day is then counted by the charter or the law."""
    return record_day(act.actor, LEAVING, f"member:{member}", f"{member} sade upp sitt medlemskap", day)


@action(RECORD_DAY)
def forget_day(act: Act, row: RecordedDay) -> None:
    """Take a noted day back."""
    act.remove(row, f"Tog bort den antecknade dagen {long_date(row.day)}: {row.title}.")


@action(SET_YEAR_WHEEL)
def set_year_wheel(act: Act, seen: int, chosen: WheelSettings) -> YearWheelSettings:
    """Choose what the year wheel goes by where no source says; `seen` is 0 before the first choice.

    Raises EditConflict when someone else chose meanwhile.
    """
    values = settings_values(chosen)
    known = YearWheelSettings.objects.filter(association=act.association).first()
    if known is None:
        row = YearWheelSettings(association=act.association, **values)
        return act.add(row, "Valde årshjulets inställningar.")
    return act.change(known, seen, "Ändrade årshjulets inställningar.", **values)
