"""The calendar feed keeps RFC 5545, and its identities stay."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from samverk.core.year_wheel import catalogue
from samverk.core.year_wheel.kinds import Known, Progress
from samverk.core.year_wheel.state import WheelSettings, YearState
from samverk.core.year_wheel.telling import tell
from samverk.core.year_wheel.wheel import deadlines
from samverk.formats.ics import write_calendar
from samverk.formats.ics.write import identity
from tests.factories.year_wheel import find, wheel_state

DAY = date(2025, 11, 18)
STAMP = datetime(2025, 11, 18, 8, 30, tzinfo=UTC)
DOMAIN = "berg.example.se"
KNOWN = {2026: YearState(budget_decided=Known.NOT_YET)}


def written(found, **options):
    return write_calendar(found, **{"name": "Årshjul", "domain": DOMAIN, "stamp": STAMP} | options)


def events(data):
    return Calendar.from_ical(data).walk("VEVENT")


def budget(day=DAY, **known):
    return find(wheel_state(day, years=KNOWN, **known), "AH-BUDGET", "budget:2026")


def test_a_deadline_as_it_is_written():
    lines = written([budget()]).decode().replace("\r\n ", "").split("\r\n")
    assert lines == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Samverk//Årshjul//SV",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        "X-WR-CALNAME:Årshjul",
        "BEGIN:VEVENT",
        "SUMMARY:Budget för 2026 med plan för tre år",
        "DTSTART;VALUE=DATE:20251130",
        "DTEND;VALUE=DATE:20251201",
        "DTSTAMP:20251118T083000Z",
        f"UID:{identity(budget(), DOMAIN)}",
        "CATEGORIES:Årshjul,Lag",
        "DESCRIPTION:Styrelsen beslutar budgeten senast den 30 november\\, efter samråd med medlemmarna."
        "\\nStyrelsen väntar på förbundschefen."
        "\\nBinder genom: lag. Sista dagen är 30\u00a0november\u00a02025."
        "\\nKälla: FinsamL 23 §. https://rkrattsdb.gov.se/SFSdoc/03/031210.pdf"
        "\\nKälla: KL 11:6. https://rkrattsdb.gov.se/SFSdoc/17/170725.pdf",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]


def test_a_whole_year_is_folded_at_75_octets_and_reads_back():
    state = wheel_state(DAY, years=KNOWN, settings=WheelSettings(claims_vat=True, revised_budget_month=3))
    found = deadlines(state)
    data = written(found, alarm_days=(14, 1), link=lambda each: f"https://berg.example.se/{each.destination}/")
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert max(len(line) for line in data.split(b"\r\n")) <= 75
    told = [each for each in found if each.due is not None and each.progress is not Progress.NOT_APPLICABLE]
    read = events(data)
    assert [event.decoded("dtstart") for event in read] == [each.due_from or each.due for each in told]
    assert [str(event["summary"]).removeprefix("Klart: ") for event in read] == [each.title for each in told]
    assert len({str(event["uid"]) for event in read}) == len(told)


def test_the_same_thing_keeps_its_identity_however_its_day_and_words_move():
    moved = replace(budget(date(2025, 3, 1)), title="Budgeten", due=date(2025, 11, 1))
    assert identity(moved, DOMAIN) == identity(budget(), DOMAIN)
    assert identity(budget(), "annan.example.se") != identity(budget(), DOMAIN)
    assert written([budget()]) == written([budget()])


def test_the_same_deadline_is_written_the_same_on_another_day():
    assert written([budget(date(2025, 11, 20))]) == written([budget()])


def test_a_period_covers_its_days_and_reminds_before_its_last():
    audit = find(wheel_state(date(2025, 3, 1)), "AH-REVISION", "audit:2024")
    event = events(written([audit], alarm_days=(7,)))[0]
    assert (event.decoded("dtstart"), event.decoded("dtend")) == (date(2025, 4, 1), date(2025, 5, 1))
    alarm = event.walk("VALARM")[0]
    assert event.decoded("dtstart") + alarm.decoded("trigger") == date(2025, 4, 23)


def test_reminders_are_asked_for_and_given_only_to_what_is_open():
    assert not events(written([budget()]))[0].walk("VALARM")
    alarms = events(written([budget()], alarm_days=(1, 14, 1)))[0].walk("VALARM")
    assert [alarm.decoded("trigger") for alarm in alarms] == [timedelta(days=-14), timedelta(days=-1)]
    done = replace(budget(), progress=Progress.DONE, done=date(2025, 11, 10))
    past = budget(date(2025, 12, 24))
    assert not [
        event.walk("VALARM") for event in events(written([done, past], alarm_days=(1,))) if event.walk("VALARM")
    ]


def test_what_is_done_and_what_is_late_say_so():
    done = replace(budget(), progress=Progress.DONE, done=date(2025, 11, 10))
    event = events(written([done]))[0]
    assert event["summary"] == "Klart: Budget för 2026 med plan för tre år"
    assert "Klart 10\u00a0november\u00a02025." in event["description"]
    late = events(written([budget(date(2025, 12, 24))]))[0]
    assert "Skulle ha varit klart senast 30\u00a0november." in late["description"]


def test_what_comes_by_itself_is_told_without_a_last_day():
    end = find(wheel_state(DAY), "AH-ARSSLUT", "books:2025")
    event = events(written([end]))[0]
    assert event["summary"] == "Räkenskapsåret 2025 slutar"
    assert "Sista dagen" not in event["description"]


def test_what_has_no_day_or_does_not_apply_is_left_out():
    state = wheel_state(DAY)
    silent = [each for each in deadlines(state) if each.due is None or each.progress is Progress.NOT_APPLICABLE]
    assert silent
    assert not events(written(silent))


def test_a_setting_without_a_source_says_so():
    settings_ = WheelSettings(books_ready_day=(1, 31))
    books = find(wheel_state(DAY, settings=settings_), "AH-BOKFORING", "books:2025")
    assert "Källa: ingen källa angiven." in events(written([books]))[0]["description"]
    known = replace(books, setting_source="styrelsen 2024-12-05")
    assert "Källa: styrelsen 2024-12-05." in events(written([known]))[0]["description"]


def test_the_page_of_a_deadline_can_be_linked():
    event = events(written([budget()], link=lambda each: f"https://berg.example.se/{each.destination}/"))[0]
    assert event["url"] == "https://berg.example.se/budget/"


def test_a_stamp_is_written_in_utc():
    swedish = datetime(2025, 11, 18, 9, 30, tzinfo=timezone(timedelta(hours=1)))
    assert written([budget()], stamp=swedish) == written([budget()])


def test_a_stamp_without_a_time_zone_and_a_late_alarm_are_refused():
    with pytest.raises(ValueError, match="time zone"):
        written([budget()], stamp=STAMP.replace(tzinfo=None))
    with pytest.raises(ValueError, match="before its day"):
        written([budget()], alarm_days=(-1,))


def test_the_last_day_of_the_calendar_has_no_day_after():
    event = events(written([replace(budget(), due=date.max)]))[0]
    assert event.decoded("dtstart") == date.max
    assert "dtend" not in event


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=300), st.text(max_size=300))
def test_any_text_is_escaped_and_reads_back(title, note):
    told = tell(catalogue.EXIT, wheel_state(DAY), f"member:{title}", {"member": title}, due=date(2026, 1, 1))
    data = written([replace(told, note=note)], name=title)
    assert b"\n" not in data.replace(b"\r\n", b"")
    lines = data.split(b"\r\n")
    assert max(len(line) for line in lines) <= 75
    assert not [line for line in lines if any(octet < 32 or octet == 127 for octet in line)]
    assert data.count(b"BEGIN:VEVENT") == 1
    visible = "".join(character for character in told.title if character.isprintable() or character == " ")
    read = str(events(data)[0]["summary"])
    assert "".join(read.split()) == "".join(visible.split()) or not title.isprintable()
