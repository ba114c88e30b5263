"""Revisorns rum: every event can be found, proved and taken out; a formula in a sentence stays text."""

from __future__ import annotations

import csv
import hashlib
import io
import json

import pytest
from django.db import connection
from django.test import Client

from samverk.apps.audit.export import harmless
from samverk.apps.audit.models import AuditEvent
from samverk.apps.users.enums import Role
from tests.factories.clients import client_of
from tests.factories.people import association, person


@pytest.fixture(autouse=True)
def _without_authenticators(settings):
    settings.SAMVERK_REQUIRE_TOTP = False


@pytest.fixture
def storsjo():
    return association(slug="storsjo")


@pytest.fixture
def auditor(storsjo):
    return client_of(storsjo, Role.AUDITOR, name="Vera Blåklint")


def _content(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_trail_is_narrowed_by_person_deed_kind_day_and_word(storsjo, auditor):
    person("=HYPERLINK(1)", Role.OFFICE, of=storsjo)
    everything = _content(auditor, "/storsjo/revision/handelser/")
    assert "Gav Vera Blåklint rollen revisor" in everything
    assert "La upp ett konto för =HYPERLINK(1)." in everything
    found = _content(auditor, "/storsjo/revision/handelser/?words=konto+hyperlink&kind=users.user&who=kommandoraden")
    assert "La upp ett konto för =HYPERLINK(1)." in found
    assert "Gav Vera Blåklint" not in found
    assert "Inga händelser i urvalet" in _content(auditor, "/storsjo/revision/handelser/?last_day=2020-01-01")
    _export(auditor, "csv")
    deeds = _content(auditor, "/storsjo/revision/handelser/?deed=users.change")
    assert "Gav Vera Blåklint rollen revisor" in deeds
    assert "Exporterade" not in deeds


def test_an_event_shows_what_stood_before_and_after_under_swedish_names(storsjo, auditor):
    number = AuditEvent.objects.filter(association_id=storsjo.pk, subject_kind="users.user").first().sequence
    page = _content(auditor, f"/storsjo/revision/handelser/{number}/")
    for words in ("e-postadress", "Vera Blåklint", "får logga in", "ja", "Kontrollsumma"):
        assert words in page
    part = auditor.get(f"/storsjo/revision/handelser/{number}/", headers={"HX-Request": "true"}).content.decode()
    assert part.lstrip().startswith('<div class="scroll"')
    assert auditor.get("/storsjo/revision/handelser/9999/").status_code == 404


def test_the_chain_is_proved_in_a_sentence_and_a_break_is_told(storsjo, auditor):
    assert "Kedjan är hel. Alla 2 händelser är orörda" in _content(auditor, "/storsjo/revision/kedjan/")
    with connection.cursor() as cursor:
        spoil = "UPDATE audit_auditevent SET sentence = 'x' WHERE association_id = %s AND sequence = 2"
        cursor.execute(spoil, [storsjo.pk])
    broken = _content(auditor, "/storsjo/revision/kedjan/")
    assert "Kedjan är bruten" in broken
    assert "Händelsen före är orörd." in broken
    assert "Händelse 2 har ändrats efter att den skrevs." in broken


def _export(client: Client, form: str) -> str:
    answer = client.post("/storsjo/revision/export/", {"format": form})
    assert answer["Content-Disposition"].startswith('attachment; filename="handelser-storsjo-')
    return b"".join(answer.streaming_content).decode("utf-8-sig")


def test_json_lines_prove_themselves_without_samverk(storsjo, auditor):
    rows = [json.loads(line) for line in _export(auditor, "jsonl").splitlines()]
    assert rows[-1]["sentence"] == "Exporterade händelserna som JSON-rader."
    previous = ""
    for row in rows:
        seal = row.pop("hash")
        assert row["previous_hash"] == previous
        text = json.dumps(row, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        assert hashlib.sha256(text.encode()).hexdigest() == seal
        previous = seal


def test_a_spreadsheet_runs_nothing(storsjo, auditor):
    person("=HYPERLINK(1)", Role.OFFICE, of=storsjo)
    rows = list(csv.reader(io.StringIO(_export(auditor, "csv")), delimiter=";"))
    assert rows[0][:4] == ["nummer", "tidpunkt (UTC)", "vem", "handling"]
    assert len(rows) == AuditEvent.objects.filter(association_id=storsjo.pk).count() + 1
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@"))]


@pytest.mark.parametrize("text", ["=1+1", "+46", "-2", "@x", "\tx", "  =1", "\rx"])
def test_what_a_spreadsheet_takes_for_a_formula_gets_an_apostrophe(text):
    assert harmless(text) == f"'{text}"


def test_ordinary_text_is_left_alone():
    assert harmless("Gav Moa rollen kansli.") == "Gav Moa rollen kansli."


@pytest.mark.parametrize("role", [Role.BOARD_MEMBER, Role.DEPUTY, Role.BOOKKEEPER, Role.MEASURE_OWNER])
def test_others_do_not_read_the_trail(storsjo, role):
    client = client_of(storsjo, role)
    assert client.get("/storsjo/revision/").status_code == 403
    assert client.post("/storsjo/revision/export/", {"format": "csv"}).status_code == 403


def test_another_association_s_events_are_not_there(storsjo, auditor):
    other = association("Finsam Annanstans", slug="annanstans")
    person("Någon Annan", Role.OFFICE, of=other)
    assert "Någon Annan" not in _content(auditor, "/storsjo/revision/handelser/")
    assert "Någon Annan" not in _export(auditor, "jsonl")
    assert auditor.get("/annanstans/revision/").status_code == 404
