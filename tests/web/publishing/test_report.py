"""Rapport on the web: made of the facts in the database, written by chapter, given out in every format."""

from __future__ import annotations

import re
from datetime import date
from html import unescape

import pytest
from django.test import Client

from samverk.apps.accounting.queries import current_import
from samverk.apps.audit.models import AuditEvent
from samverk.apps.organisation.actions import add_association
from samverk.apps.outcomes.actions import take_file
from samverk.apps.publishing.models import Chapter
from samverk.apps.users.actor import command_line
from samverk.apps.users.enums import Role
from tests.factories import facts
from tests.factories.iris import iris_bytes, trust
from tests.factories.lund_web import reopen
from tests.factories.people import person
from tests.factories.surveys import result, with_results


@pytest.fixture
def lund():
    return add_association(command_line(), "lund", "Finsam Lund", "222000-0000")


@pytest.fixture
def with_facts():
    return facts.lund()


def _client(settings, lund, role=Role.DIRECTOR):
    settings.SAMVERK_REQUIRE_TOTP = False
    client = Client()
    client.force_login(person("Tuva Rimfrost", role, of=lund))
    return client


def test_without_books_the_page_says_how_to_begin(settings, lund):
    page = _client(settings, lund).get("/lund/rapport/").content.decode()
    assert "Ingen årsredovisning än" in page


def test_a_year_without_anything_does_not_exist(settings, with_facts):
    assert _client(settings, with_facts).get("/lund/rapport/2019/").status_code == 404


def test_the_report_tells_how_far_it_has_come_and_what_was_found(settings, with_facts):
    page = _client(settings, with_facts).get("/lund/rapport/2024/").content.decode()
    assert "kapitel skrivna" in page
    assert "Väsentliga personalförhållanden" in page
    assert "14 av 14 kapitel skrivna" in page


def test_the_preview_may_be_framed_by_our_own_page_alone(settings, with_facts):
    answer = _client(settings, with_facts).get("/lund/rapport/2024/forhandsvisning/")
    assert "Balansräkning" in answer.content.decode()
    assert answer["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in answer["Content-Security-Policy"]
    assert "script-src 'self' 'nonce" not in answer["Content-Security-Policy"].replace("script-src 'self'", "", 1)


def test_a_chapter_is_written_and_the_second_writer_is_told(settings, with_facts):
    client = _client(settings, with_facts)
    address = "/lund/rapport/2024/kapitel/ordforanden/"
    assert client.post(address, {"seen": 0, "text": "Nästa år blir lugnare."}).status_code == 302
    assert Chapter.objects.get(association=with_facts, name="ordforanden").text == "Nästa år blir lugnare."
    assert AuditEvent.objects.filter(action="publishing.write_chapter").count() == 1
    late = client.post(address, {"seen": 0, "text": "Något annat."})
    assert late.status_code == 409
    assert "Nästa år blir lugnare." in late.content.decode()
    assert "Något annat." in late.content.decode()
    assert f'href="{address}">Öppna sidan på nytt</a>' in late.content.decode()


def test_every_figure_that_the_chapters_page_teaches_can_be_cited(settings, with_facts):
    client = _client(settings, with_facts)
    address = "/lund/rapport/2024/kapitel/ordforanden/"
    page = unescape(client.get(address).content.decode())
    taught = sorted(set(re.findall(r"\{[a-z][\w.]*(?::\w+)?\}", page)))
    assert {"{arets_resultat:tkr}", "{arets_resultat.2023:tkr}", "{avvikelse.iris:tkr}", "{soliditet}"} <= set(taught)
    assert "<td>868\u00a0tkr bättre än budget</td>" in page
    assert client.post(address, {"seen": 0, "text": "\n\n".join(taught)})["Location"] == "/lund/rapport/2024/"


def test_what_returns_and_surveys_tell_can_be_cited_too(settings, with_facts):
    settings.SAMVERK_DEMO_DAY = date(2025, 3, 10)
    trust(with_facts)
    take_file(command_line(with_facts), iris_bytes())
    with_results(with_facts, result(9, "heads", 2024, 15, 20, 70), result(12, "heads", 2024, 2, 4))
    client, address = _client(settings, with_facts), "/lund/rapport/2024/kapitel/ordforanden/"
    page = unescape(client.get(address).content.decode())
    shares = ["{inskrivna_efter_kon.iris.alla}", "{andel.indikator_9.chefer_i_samverkan}"]
    assert all(f"<code>{each}</code>" in page for each in shares)
    assert "indikator_12.chefer" not in page  # too few answers
    assert client.post(address, {"seen": 0, "text": " ".join(shares)})["Location"] == "/lund/rapport/2024/"


def test_a_figure_that_does_not_exist_is_told_where_it_was_written(settings, with_facts):
    client = _client(settings, with_facts)
    address = "/lund/rapport/2024/kapitel/ordforanden/"
    answer = client.post(address, {"seen": 0, "text": "Året gav {resultatet}."}, follow=True)
    assert answer.redirect_chain == [(address, 302)]
    page = answer.content.decode()
    assert "är sparat" in page
    assert "Rad 1: Siffran ”resultatet” finns inte. Menade du arets_resultat" in page


def test_script_in_a_chapter_is_shown_as_text(settings, with_facts):
    client = _client(settings, with_facts)
    client.post("/lund/rapport/2024/kapitel/framtid/", {"seen": 1, "text": "<script>alert(1)</script>"})
    assert "script" in Chapter.objects.get(association=with_facts, name="framtid").text
    for address in ("/lund/rapport/2024/kapitel/framtid/", "/lund/rapport/2024/forhandsvisning/"):
        assert "<script>alert" not in client.get(address).content.decode()


def test_the_days_are_set_stand_on_the_cover_and_close_the_books(settings, with_facts):
    client = _client(settings, with_facts)
    reopen(with_facts, 2024)
    days = {"seen": 1, "decided": "2025-03-20", "signed": "", "audit_report": "", "town": "Lund"}
    assert client.post("/lund/rapport/2024/beslut/", days).status_code == 302
    page = client.get("/lund/rapport/2024/forhandsvisning/").content.decode()
    assert "20\u00a0mars\u00a02025" in page
    years = client.get("/lund/rapport/").content.decode()
    assert 'Årsredovisning 2024</a> <span class="state done">beslutad 20\u00a0mars\u00a02025</span>' in years
    assert 'Årsredovisning 2023</a> <span class="state">utkast</span>' in years
    books = current_import(with_facts, 2024)
    assert books.locked_at is not None
    assert "20\u00a0mars\u00a02025" in books.locked_reason


@pytest.mark.parametrize(("kind", "start"), [("pdf", b"%PDF-"), ("docx", b"PK"), ("xlsx", b"PK"), ("json", b"{")])
def test_the_report_is_given_out_as_a_file(settings, with_facts, kind, start):
    answer = _client(settings, with_facts).get(f"/lund/rapport/2024/arsredovisning.{kind}")
    assert answer.content.startswith(start)
    assert answer["Content-Disposition"] == f'attachment; filename="arsredovisning-2024.{kind}"'


def test_an_unknown_format_does_not_exist(settings, with_facts):
    assert _client(settings, with_facts).get("/lund/rapport/2024/arsredovisning.exe").status_code == 404


def test_an_auditor_reads_and_does_not_write(settings, with_facts):
    client = _client(settings, with_facts, Role.AUDITOR)
    assert client.get("/lund/rapport/2024/").status_code == 200
    refused = client.post("/lund/rapport/2024/kapitel/framtid/", {"seen": 0, "text": "x"})
    assert refused.status_code == 403
    assert "förbundschef och kansli" in refused.content.decode()
