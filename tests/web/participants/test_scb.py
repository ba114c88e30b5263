"""SCB's monthly file on its pages: hours in one form, the file in order, and what must be sent again."""

from __future__ import annotations

import io
import re
from datetime import date

import openpyxl
import pytest
from django.urls import reverse

from samverk.apps.audit.models import AuditEvent
from samverk.apps.participants.models import MonthHours
from samverk.apps.participants.queries import the_register
from samverk.apps.participants.register_models import ScbMonth
from samverk.apps.participants.staff_actions import change_register
from samverk.apps.users.actor import command_line
from tests.factories.identity_numbers import numbered
from tests.factories.participating import intake
from tests.factories.register import keeper, officer, register, register_measure

NUMBER = numbered(date(1990, 5, 17), 238)
MARCH = 202503


@pytest.fixture
def steget(settings, tmp_path, db):
    settings.SAMVERK_DEMO_DAY = date(2025, 5, 10)
    settings.SAMVERK_IDENTITY_KEY_FILE = tmp_path / "data" / "identity.key"
    register(allows_identity=True, identity_decision="KS 2025/12")
    return register_measure(is_esf=True)


@pytest.fixture
def actor(steget):
    return officer(steget)


@pytest.fixture
def client(as_actor, actor):
    return as_actor(actor)


@pytest.fixture
def row(actor, steget):
    return intake(actor, steget, card="K1A2-22", identity=NUMBER)


def _month(steget, month=MARCH):
    return reverse("scb_month", kwargs={"measure": steget.pk, "month": month})


def _save(client, steget, row, hours, seen=0, month=MARCH):
    return client.post(_month(steget, month), {f"hours_{row.pk}": hours, f"seen_{row.pk}": seen})


def test_before_the_first_participant_the_page_says_what_is_next(client, steget):
    page = client.get(reverse("scb", kwargs={"measure": steget.pk})).text
    assert "Ingen månad att rapportera" in page
    assert client.get(_month(steget)).status_code == 404


def test_without_a_decision_on_personal_identity_numbers_it_is_said_that_no_file_can_be_made(as_actor, client, steget):
    address = reverse("scb", kwargs={"measure": steget.pk})
    keeps = as_actor(keeper())
    assert "Ingen fil går att göra än." not in client.get(address).text
    assert "rapporteras till SCB" not in keeps.get("/").text
    change_register(command_line(), the_register(), the_register().version, allows_identity=False, identity_decision="")
    assert "Ingen fil går att göra än." in client.get(address).text
    assert "Steget rapporteras till SCB, men personnummer får inte antecknas." in keeps.get("/").text


def test_the_list_says_how_every_month_stands_and_what_is_not_known(client, steget, row):
    page = client.get(reverse("scb", kwargs={"measure": steget.pk})).text
    words = re.sub(r"<[^>]+>", " ", page).replace("\u00a0", " ")
    assert re.search(r"maj 2025\s+månaden pågår\s+1\s+1\s+0\s+2025-06-28", words)
    assert re.search(r"mars 2025\s+kan sändas, sen\s+1\s+1\s+0\s+2025-04-28", words)
    assert "SCB:s egen mall är inte känd" in words
    assert "på annat sätt, utanför registret" in words
    assert "För en man är den inte känd" in words


def test_hours_are_noted_the_file_fetched_and_marked_as_sent_in_order(client, steget, row):
    assert "Filen kan göras när timmar är antecknade" in client.get(_month(steget)).text
    assert _save(client, steget, row, "38").status_code == 302
    assert "Hämta filen" in client.get(_month(steget)).text
    _save(client, steget, row, "0", month=202504)
    early = client.post(_month(steget, 202504), {"deed": "hamta"}, follow=True)
    assert "April\u00a02025 kan inte hämtas: väntar på månaden före." in early.text
    assert "inte hämtad" in client.post(_month(steget), {"deed": "sand"}, follow=True).text
    file = client.post(_month(steget), {"deed": "hamta"})
    assert file["Content-Disposition"] == 'attachment; filename="scb-steget-202503.xlsx"'
    sheet = openpyxl.load_workbook(io.BytesIO(file.content)).active
    assert [cell.value for cell in sheet[2]] == [MARCH, NUMBER.replace("-", ""), MARCH, 38, None]
    assert "är markerad som sänd till SCB" in client.post(_month(steget), {"deed": "sand"}, follow=True).text
    assert client.post(_month(steget, 202504), {"deed": "hamta"}).status_code == 200
    assert ScbMonth.objects.get(month=MARCH).sent_on == date(2025, 5, 10)


def test_a_correction_says_which_months_are_sent_again(client, steget, row):
    for month in (MARCH, 202504):
        _save(client, steget, row, "38", month=month)
        client.post(_month(steget, month), {"deed": "hamta"})
        client.post(_month(steget, month), {"deed": "sand"})
    _save(client, steget, row, "39", seen=1)
    page = client.get(reverse("scb", kwargs={"measure": steget.pk})).text.replace("\u00a0", " ")
    assert "Sänd 2 månader igen, i ordning, från mars 2025 till april 2025." in page


def test_the_second_editor_is_told(client, steget, row):
    _save(client, steget, row, "38")
    answer = _save(client, steget, row, "40")
    assert answer.status_code == 409
    assert MonthHours.objects.get().hours == 38


@pytest.mark.parametrize("hours", ["745", "-1", "två", "1,5"])
def test_hours_that_cannot_be_are_refused_at_the_field(client, steget, row, hours):
    answer = _save(client, steget, row, hours)
    assert answer.status_code == 422
    assert "Skriv ett heltal från 0 till 744." in answer.text
    assert not MonthHours.objects.exists()


def test_cards_without_a_number_are_named_and_no_file_is_made(client, actor, steget, row):
    other = intake(actor, steget, card="K1A2-33")
    client.post(_month(steget), {f"hours_{row.pk}": "1", f"hours_{other.pk}": "2"})
    page = client.get(_month(steget)).text
    assert "Personnummer saknas för K1A2-33." in page
    assert "Hämta filen" not in page
    answer = client.post(_month(steget), {"deed": "hamta"}, follow=True)
    assert "Ingen fil görs förrän de är antecknade" in answer.text


def test_reading_the_hours_and_fetching_the_file_stand_in_the_read_log(as_actor, client, steget, row):
    _save(client, steget, row, "38")
    client.get(_month(steget))
    client.post(_month(steget), {"deed": "hamta"})
    page = as_actor(keeper()).get(reverse("register_reads")).text.replace("\u00a0", " ")
    assert "Läste timmar för K1A2-22 i Steget, mars 2025." in page
    assert "Tog ut K1A2-22 till SCB:s fil för Steget, mars 2025." in page
    assert not AuditEvent.objects.filter(sentence__contains=NUMBER[:8]).exists()


def test_a_measure_that_scb_is_not_told_of_has_no_such_page(as_actor, steget):
    plain = register_measure("bron", "Bron")
    client = as_actor(officer(plain, name="Bo Berg"))
    assert client.get(reverse("scb", kwargs={"measure": plain.pk})).status_code == 404
    assert ">SCB<" not in client.get(reverse("measure_participations", kwargs={"measure": plain.pk})).text
    assert client.get(_month(steget)).status_code == 404


@pytest.mark.parametrize("key", ["kort", "inte ens base64, och åäö"])
def test_a_key_that_cannot_be_used_is_told_on_every_page_that_needs_it(client, settings, steget, row, key):
    _save(client, steget, row, "38")
    client.post(_month(steget), {"deed": "hamta"})
    client.post(_month(steget), {"deed": "sand"})
    settings.SAMVERK_IDENTITY_KEY = key
    page = client.get(reverse("scb", kwargs={"measure": steget.pk}))
    assert page.status_code == 200
    assert "Nyckeln till personnumren i SAMVERK_IDENTITY_KEY går inte att använda" in page.text
    assert "Ingen månad att rapportera" not in page.text
    assert key not in page.text
    assert "nyckeln till personnumren går inte att använda" in client.get("/").text
    for answer in (
        client.get(_month(steget), follow=True),
        client.post(_month(steget), {"deed": "hamta"}, follow=True),
        _save(client, steget, row, "40", seen=1),
    ):
        assert answer.status_code in (200, 302)
    assert MonthHours.objects.get().hours == 38
    settings.SAMVERK_IDENTITY_KEY = ""
    assert ">sänd</span>" in client.get(reverse("scb", kwargs={"measure": steget.pk})).text


def test_the_month_that_waits_stands_on_the_first_page_with_its_last_day(client, settings, steget, row):
    first = client.get("/").text.replace("\u00a0", " ")
    assert f'href="{_month(steget)}">Månadsfilen till SCB för mars 2025</a>, timmar saknas för 1' in first
    assert "sen, skulle ha sänts 28 april 2025" in first
    _save(client, steget, row, "38")
    client.post(_month(steget), {"deed": "hamta"})
    client.post(_month(steget), {"deed": "sand"})
    settings.SAMVERK_DEMO_DAY = date(2025, 5, 28)
    first = client.get("/").text.replace("\u00a0", " ")
    assert "Månadsfilen till SCB för april 2025" in first
    assert "senast 28 maj 2025" in first
    settings.SAMVERK_DEMO_DAY = date(2025, 4, 2)
    assert "Månadsfilen till SCB" not in client.get("/").text
    _save(client, steget, row, "39", seen=1)
    first = client.get("/").text.replace("\u00a0", " ")
    assert "Månadsfilen till SCB för mars 2025" in first
    assert "ska sändas igen" in first


def test_the_first_page_asks_no_more_of_the_database_for_many_measures(as_actor, steget, django_assert_max_num_queries):
    many = [register_measure(f"esf_{at}", f"ESF {at}", is_esf=True) for at in range(6)]
    actor = officer(steget, *many, name="Bo Berg")
    for measure in many:
        intake(actor, measure)
    client = as_actor(actor)
    with django_assert_max_num_queries(25):
        assert client.get("/").text.count("Månadsfilen till SCB för mars\u00a02025") == 6
