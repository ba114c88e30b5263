"""Noting when things were done, and taking it back."""

from __future__ import annotations

from datetime import date

from samverk.apps.audit.door import Act, RefusedChange, action
from samverk.apps.governance.models import RecordedDay
from samverk.apps.governance.perms import RECORD_DAY
from samverk.core.periods import long_date


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
def forget_day(act: Act, row: RecordedDay) -> None:
    """Take a noted day back."""
    act.remove(row, f"Tog bort den antecknade dagen {long_date(row.day)}: {row.title}.")
