"""Deadlines → bytes of an RFC 5545 calendar: whole days, stable identities, Swedish words.

What is written is the same on every day as long as the deadline is: nothing counts the days that are left.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256

from icalendar import Alarm, Calendar, Event

from samverk.core.periods import long_date
from samverk.core.year_wheel.deadline import Deadline
from samverk.core.year_wheel.kinds import Progress

_PRODUCT = "-//Samverk//Årshjul//SV"
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_ONE_DAY = timedelta(days=1)


def write_calendar(
    deadlines: Iterable[Deadline],
    *,
    name: str,
    domain: str,
    stamp: datetime,
    alarm_days: Sequence[int] = (),
    link: Callable[[Deadline], str] | None = None,
) -> bytes:
    """The calendar called `name`, with an event for every deadline that has a day and applies.

    `domain` makes the identities the association's own ("lund.samverk.example.se"). `stamp` is when it is made, with
    its time zone. `alarm_days` is how many days before the day an open deadline reminds; none unless asked for.
    `link` gives the page of a deadline. Raises ValueError when `stamp` has no time zone or an alarm is negative.
    """
    if stamp.tzinfo is None:
        raise ValueError("stamp needs a time zone")
    if any(days < 0 for days in alarm_days):
        raise ValueError(f"an alarm comes before its day, not {min(alarm_days)} days")
    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", _one_line(name))
    for deadline in deadlines:
        if deadline.due is not None and deadline.progress is not Progress.NOT_APPLICABLE:
            event = _event(deadline, deadline.due, identity(deadline, domain), stamp.astimezone(UTC))
            if link is not None:
                event.add("url", _CONTROL.sub("", link(deadline)))
            if deadline.is_open and deadline.due >= deadline.seen:
                for days in sorted(set(alarm_days), reverse=True):
                    event.add_component(_alarm(deadline, deadline.due, days))
            calendar.add_component(event)
    written: bytes = calendar.to_ical()
    return written


def identity(deadline: Deadline, domain: str) -> str:
    """The UID of a deadline: the same for the same thing however its day or title moves."""
    digest = sha256(deadline.id.encode("utf-8", "surrogatepass")).hexdigest()[:32]
    return f"{deadline.code.lower()}-{digest}@{_one_line(domain)}"


def _event(deadline: Deadline, due: date, uid: str, stamp: datetime) -> Event:
    """A whole day, or the period that practice gives. It does not make anyone busy."""
    event = Event()
    event.add("uid", uid)
    event.add("dtstamp", stamp)
    event.add("dtstart", deadline.due_from or due)
    if due < date.max:
        event.add("dtend", due + _ONE_DAY)  # the end is the day after, by RFC 5545
    event.add("summary", _summary(deadline))
    event.add("description", _description(deadline, due))
    event.add("categories", ["Årshjul", deadline.binding.in_words.capitalize()])
    event.add("transp", "TRANSPARENT")
    return event


def _alarm(deadline: Deadline, due: date, days: int) -> Alarm:
    """So many days before the last day; a trigger counts from the event's first."""
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", _summary(deadline))
    alarm.add("trigger", due - (deadline.due_from or due) - timedelta(days=days))
    return alarm


def _summary(deadline: Deadline) -> str:
    title = _one_line(deadline.title)
    return f"Klart: {title}" if deadline.progress is Progress.DONE and not deadline.happens else title


def _description(deadline: Deadline, due: date) -> str:
    """What, who and why, a line each; the source with where it can be read."""
    lines = [deadline.explanation, deadline.who, deadline.note, _day_told(deadline, due)]
    for citation, provision in zip(deadline.citations, deadline.provisions, strict=True):
        lines.append(f"Källa: {citation}. {provision.url}".strip())
    if not deadline.sources:
        lines.append(f"Källa: {deadline.setting_source or 'ingen källa angiven'}.")
    return "\n".join(_one_line(line) for line in lines if line)


def _day_told(deadline: Deadline, due: date) -> str:
    if deadline.happens:
        return ""
    if deadline.done is not None:
        return f"Klart {long_date(deadline.done)}."
    if due < deadline.seen:
        return f"{deadline.words[:1].upper()}{deadline.words[1:]}."
    return f"Binder genom: {deadline.binding.in_words}. Sista dagen är {long_date(due)}."


def _one_line(text: str) -> str:
    """Without the control characters that RFC 5545 forbids in a text."""
    return _CONTROL.sub(" ", text).encode("utf-8", "replace").decode("utf-8").strip()
