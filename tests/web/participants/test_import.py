"""A file of participations: tried with nothing saved, refused cell by cell, then read in."""

from __future__ import annotations

import io
import re
from datetime import date, datetime

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from samverk.apps.audit.models import AuditEvent
from samverk.apps.participants.models import Participant, Participation, StatusNote
from samverk.formats.participations.columns import COLUMNS
from samverk.formats.participations.write import template
from tests.factories.participating import intake
from tests.factories.register import officer, register, register_measure

HEADINGS = [each.heading for each in COLUMNS]
NEW = ["N1", "Kvinna", "1990", "2025-02-01", "2025-02-03", "1281", "", "Kommunen", "14",
       "Försörjningsstöd + A-kassa", "Förvärvsarbete 25 + Studier 50", "2025-09-01", "Till arbete",
       "Ingen offentlig försörjning", "Förvärvsarbete 100"]  # fmt: skip


def _csv(*rows: list[str]) -> bytes:
    return "\r\n".join(";".join(row) for row in [HEADINGS, *rows]).encode("utf-8-sig")


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
