"""The year wheel as a calendar that every calendar program reads: iCalendar, RFC 5545."""

from samverk.formats.ics.write import write_calendar

__all__ = ["write_calendar"]
