"""A file of participations: tried with nothing saved, refused cell by cell, then read in."""

from __future__ import annotations

import io
import re
from datetime import date, datetime

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from samverk.apps.audit.models import AuditEvent
from samverk.apps.participants.enums import AskedAt, QuestionKind
from samverk.apps.participants.models import OwnAnswer, Participant, Participation, StatusNote
from samverk.apps.participants.question_actions import add_question, end_question
from samverk.apps.users.actor import command_line
from samverk.formats.participations.columns import COLUMNS
from samverk.formats.participations.write import template
from tests.factories.participating import intake
from tests.factories.register import officer, register, register_measure

HEADINGS = [each.heading for each in COLUMNS]
NEW = ["N1", "Kvinna", "1990", "2025-02-01", "2025-02-03", "1281", "", "Kommunen", "14",
       "Försörjningsstöd + A-kassa", "Förvärvsarbete 25 + Studier 50", "2025-09-01", "Till arbete",
       "Ingen offentlig försörjning", "Förvärvsarbete 100", *[""] * 9]  # fmt: skip


def _csv(*rows: list[str], own: tuple[str, ...] = ()) -> bytes:
    return "\r\n".join(";".join(row) for row in [[*HEADINGS, *own], *rows]).encode("utf-8-sig")


def _row(**values: str) -> list[str]:
    keys = [each.key for each in COLUMNS]
    return [values.get(key, value) for key, value in zip(keys, NEW, strict=True)]


GOES_ON = {"exit_reason": "", "exit_support": "", "exit_occupied": ""}


@pytest.fixture
def house(db, as_actor):
    register()
    measure = register_measure()
    actor = officer(measure)
    return measure, actor, as_actor(actor)


def _try(client, measure, data: bytes, name: str = "fil.csv"):
    return client.post(f"/insats/{measure.pk}/las-in/", {"file": SimpleUploadedFile(name, data)})


def _confirm(client, measure, page):
    content = re.search(r'name="content" value="([^"]+)"', page.text)
    assert content is not None
    return client.post(f"/insats/{measure.pk}/las-in/", {"content": content[1]}, follow=True)


def test_a_row_with_many_faults_is_one_row_that_is_refused(house):
    measure, _, client = house
    page = _try(client, measure, _csv(NEW, _row(gender="Kvinn", municipality="12", start="2025-13-01")))
    assert page.text.count(">avvisas<") == 3
    assert dict(page.context["kinds"])["avvisas"] == 1


def test_a_file_is_tried_and_then_read_in(house):
    measure, _, client = house
    before = AuditEvent.objects.count()
    page = _try(client, measure, _csv(NEW, _row(card="N2", exit="", exit_reason="", exit_support="", exit_occupied="")))
    assert page.text.count(">ny<") == 2
    assert (Participant.objects.count(), Participation.objects.count()) == (0, 0)
    assert AuditEvent.objects.count() == before, "a trial leaves no event"
    assert "exit_reason" not in re.search(r'name="content" value="([^"]+)"', page.text)[1]
    assert "Inlästa deltaganden: 2." in _confirm(client, measure, page).text
    row = Participation.objects.get(participant__card="N1")
    assert (row.exit, row.exit_reason, row.referrer) == (date(2025, 9, 1), "to_work", "municipality")
    start, end = StatusNote.objects.filter(participation=row).order_by("day")
    assert start.support == ["social_assistance", "unemployment_benefit"]
    assert start.occupied == [{"occupation": "work", "extent": 25}, {"occupation": "studies", "extent": 50}]
    assert end.support == ["none"]


def test_the_same_file_again_changes_nothing(house):
    measure, _, client = house
    _confirm(client, measure, _try(client, measure, _csv(NEW)))
    page = _try(client, measure, _csv(NEW))
    assert "finns redan" in page.text
    assert 'name="content"' not in page.text


def test_an_exit_is_added_to_a_participation_that_goes_on(house):
    measure, actor, client = house
    intake(actor, measure, card="N1", start=date(2025, 2, 3))
    page = _try(client, measure, _csv(NEW))
    assert ">avslutas<" in page.text
    _confirm(client, measure, page)
    assert Participation.objects.get().exit == date(2025, 9, 1)


@pytest.mark.parametrize(
    ("values", "cell", "words"),
    [
        ({"card": "19900101-001" + "7"}, "A2", "personnummer"),
        ({"card": "=HYPERLINK(1)"}, "A2", "formel"),
        ({"gender": ""}, "B2", "Kön saknas"),
        ({"gender": "Hund"}, "B2", "Skriv ett av: Kvinna"),
        ({"birth_year": "90"}, "C2", "heltal från 1900"),
        ({"start": "3/2 2025"}, "E2", "ingen dag"),
        ({"start": "2999-01-01", "exit": "", **GOES_ON}, "E2", "inte varit"),
        ({"exit": "2025-01-01"}, "A2", "före starten"),
        ({"exit_reason": ""}, "–", "behöver en avslutsorsak"),
        ({"support": "Ingen offentlig försörjning + A-kassa"}, "–", "tillsammans"),
        ({"occupied": "Förvärvsarbete 900"}, "K2", "0 till 200"),
    ],
)  # fmt: skip
def test_a_row_is_refused_with_its_cell_and_the_reason(house, values, cell, words):
    measure, _, client = house
    page = _try(client, measure, _csv(_row(**values)))
    assert ">avvisas<" in page.text
    assert f"<td>{cell}</td>" in page.text
    assert words in page.text
    assert Participant.objects.count() == 0


def test_a_refused_row_leaves_nothing_and_the_others_are_read_in(house):
    measure, _, client = house
    page = _try(client, measure, _csv(_row(card="N7", exit="2025-01-01"), NEW))
    _confirm(client, measure, page)
    assert [each.card for each in Participant.objects.all()] == ["N1"]
    assert not AuditEvent.objects.filter(sentence__contains="N7").exists()


LATER = {"after_3_day": "2025-12-05", "after_3_support": "A-kassa", "after_3_occupied": "Aktivt arbetssökande"}


@pytest.fixture
def late(settings):
    """A day when follow-ups after three and six months may have been made."""
    settings.SAMVERK_DEMO_DAY = date(2026, 4, 10)


def test_follow_ups_are_read_in_with_the_exit_and_later_on_their_own(late, house):
    measure, _, client = house
    _confirm(client, measure, _try(client, measure, _csv(_row(**LATER))))
    row = Participation.objects.get()
    note = StatusNote.objects.get(participation=row, moment="after_3")
    assert (note.day, note.support) == (date(2025, 12, 5), ["unemployment_benefit"])
    assert ">finns redan<" in _try(client, measure, _csv(_row(**LATER))).text
    more = _csv(_row(**LATER, after_6_day="2026-03-10", after_6_occupied="Studier 50"))
    page = _try(client, measure, more)
    assert ">fylls på<" in page.text
    assert "Inlästa deltaganden: 1." in _confirm(client, measure, page).text
    assert StatusNote.objects.get(moment="after_6").occupied == [{"occupation": "studies", "extent": 50}]
    other = _try(client, measure, _csv(_row(**{**LATER, "after_3_support": "Sjukersättning"})))
    assert "redan antecknat på annat sätt" in other.text
    assert StatusNote.objects.get(moment="after_3").support == ["unemployment_benefit"]


@pytest.mark.parametrize(
    ("values", "cell", "words"),
    [
        ({**LATER, "after_3_day": ""}, "–", "kräver dagen"),
        ({"after_6_day": "2026-03-10"}, "–", "både försörjning och sysselsättning"),
        ({**LATER, "after_3_day": "2025-11-30"}, "P2", "Ange en dag från"),
        ({"after_12_day": "2026-04-01", "after_12_support": "A-kassa"}, "A2", "kan göras från"),
        ({**LATER, "exit": "", **GOES_ON}, "A2", "Anteckna avslutet först"),
    ],
)
def test_a_follow_up_that_cannot_be_is_refused(late, house, values, cell, words):
    measure, _, client = house
    page = _try(client, measure, _csv(_row(**values))).text.replace("\u00a0", " ")
    assert ">avvisas<" in page
    assert f"<td>{cell}</td>" in page
    assert words in page
    assert not Participation.objects.exists()


@pytest.fixture
def asked(house):
    """Own questions: at the start, in this measure, in another, and at the exit; one was asked otherwise before."""
    measure, _, _ = house
    keeps, first = command_line(), date(2025, 1, 1)
    other = register_measure("bron", "Bron")
    children = add_question(keeps, "Barn; hemma?", QuestionKind.YES_NO, AskedAt.START, first)
    add_question(keeps, "Bara på Bron?", QuestionKind.YES_NO, AskedAt.START, first, measure=other)
    old = add_question(keeps, "Restid", QuestionKind.NUMBER, AskedAt.EXIT, date(2024, 1, 1))
    end_question(keeps, old, old.version, date(2024, 12, 31))
    new = add_question(
        keeps, "Restid", QuestionKind.CHOICE, AskedAt.EXIT, first, choices=["Kort", "Lång"], measure=measure
    )
    return children, new


OWN = ('"Fråga vid start: Barn; hemma?"', "Fråga vid avslut: Restid")


def test_own_questions_have_columns_of_their_own(house, asked):
    measure, _, client = house
    there = f"/insats/{measure.pk}/las-in/"
    headings = client.get(f"{there}mall/").content.decode("utf-8-sig").strip()
    assert headings == ";".join([*HEADINGS, *OWN])
    page = client.get(there).text
    assert "Ett av: Kort; Lång" in page
    assert "Bara på Bron?" not in page
    tried = _try(client, measure, _csv([*NEW, "ja", "lång"], own=OWN))
    _confirm(client, measure, tried)
    children, trip = asked
    assert dict(OwnAnswer.objects.values_list("question", "answer")) == {children.pk: "yes", trip.pk: "Lång"}
    assert ">finns redan<" in _try(client, measure, _csv([*NEW, "Ja", ""], own=OWN)).text
    assert "redan ett annat svar" in _try(client, measure, _csv([*NEW, "nej", ""], own=OWN)).text
    assert not AuditEvent.objects.filter(sentence__contains="Lång").exists()


def test_rows_without_answers_ask_nothing_about_them(house, asked):
    measure, _, client = house
    with CaptureQueriesContext(connection) as seen:
        _try(client, measure, _csv(*[[*_row(card=f"N{at}"), "", ""] for at in range(5)], own=OWN))
    assert not [each for each in seen.captured_queries if 'FROM "participants_ownanswer"' in each["sql"]]


def test_answers_that_are_missing_are_filled_in(house, asked):
    measure, actor, client = house
    intake(actor, measure, card="N1", start=date(2025, 2, 3))
    goes_on = _row(exit="", **GOES_ON)
    page = _try(client, measure, _csv([*goes_on, "nej", ""], own=OWN))
    assert ">fylls på<" in page.text
    _confirm(client, measure, page)
    assert OwnAnswer.objects.get().answer == "no"


@pytest.mark.parametrize(
    ("values", "cells", "cell", "words"),
    [
        ({}, ("kanske", ""), "Y2", "Ja eller nej"),
        ({}, ("ja", "Mellan"), "Z2", "Ett av: Kort; Lång"),
        ({}, ("ja", "=1+1"), "Z2", "formel"),
        ({"exit": "", **GOES_ON}, ("", "Kort"), "Z2", "Deltagandet pågår"),
        ({"consent_given": "2023-02-01", "start": "2023-02-01"}, ("ja", ""), "Y2", "ställdes inte"),
    ],
)
def test_an_answer_that_is_none_is_refused_at_its_cell(house, asked, values, cells, cell, words):
    measure, _, client = house
    page = _try(client, measure, _csv([*_row(**values), *cells], own=OWN)).text
    assert ">avvisas<" in page
    assert f"<td>{cell}</td>" in page
    assert words in page
    assert not Participant.objects.exists()


def test_a_workbook_is_read_with_days_and_numbers_as_they_are(house):
    measure, _, client = house
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(HEADINGS)
    days = {4: datetime(2025, 2, 1), 5: datetime(2025, 2, 3), 12: datetime(2025, 9, 1)}  # noqa: DTZ001 - as Excel keeps days
    for column, value in enumerate(NEW, 1):
        sheet.cell(2, column, days.get(column) or (int(value) if value.isdigit() else value))
    for column in days:
        sheet.cell(2, column).number_format = "yyyy-mm-dd"
    kept = io.BytesIO()
    book.save(kept)
    page = _try(client, measure, kept.getvalue(), "fil.xlsx")
    assert ">ny<" in page.text, page.text
    _confirm(client, measure, page)
    row = Participation.objects.get()
    assert (row.start, row.municipality, row.months_in_support) == (date(2025, 2, 3), "1281", 14)


def test_a_workbook_with_a_cell_far_away_is_refused(house):
    measure, _, client = house
    book = openpyxl.Workbook()
    book.active.append(HEADINGS)
    book.active["XFD1048576"] = "x"
    kept = io.BytesIO()
    book.save(kept)
    assert "2000 rader" in _try(client, measure, kept.getvalue()).text


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "tom"),
        (b"\x00\x01\x02" * 50, "saknas"),
        (b"PK\x03\x04" + b"x" * 100, "skadad"),
        (b"Kort,Kon\r\n", "semikolon"),
        (template(), "inga rader"),
        ((";".join([*HEADINGS, "Namn"]) + "\r\n").encode(), "finns inte i mallen"),
        (_csv(*([NEW] * 2_001)), "2000 rader"),
        (b"x" * 5_000_001, "5 MB"),
    ],
)
def test_a_file_that_is_none_is_refused(house, data, words):
    measure, _, client = house
    page = _try(client, measure, data)
    assert page.status_code == 422
    assert words.lower() in page.text.lower()


def test_a_confirmation_is_for_the_same_person_measure_and_content(house, as_actor):
    measure, _, client = house
    page = _try(client, measure, _csv(NEW))
    content = re.search(r'name="content" value="([^"]+)"', page.text)[1]
    other = officer(measure, name="Bo Berg")
    for asking, sent in ((as_actor(other), content), (client, content[:-4] + "AAAA"), (client, "åäö")):
        answer = asking.post(f"/insats/{measure.pk}/las-in/", {"content": sent}, follow=True)
        assert "Välj den igen" in answer.text
    assert Participant.objects.count() == 0
