"""Hem: what to do now, days that are noted, the calendar's feed, and search."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from icalendar import Calendar

from samverk.apps.audit.chain import verify
from samverk.apps.governance.models import RecordedDay
from samverk.apps.publishing.wheel import RECORDABLE, wheel_state
from samverk.apps.users.enums import Role
from samverk.core.year_wheel.catalogue import KINDS as DAY_KINDS
from samverk.core.year_wheel.kinds import Destination
from samverk.web.home.deeds import PLACES
from samverk.web.home.search import KINDS, PAGES
from tests.factories.clients import client_of
from tests.factories.facts import lund
from tests.factories.people import association

DAY = date(2025, 2, 14)


@pytest.fixture(autouse=True)
def _standing_still(settings):
    settings.SAMVERK_REQUIRE_TOTP = False
    settings.SAMVERK_DEMO_DAY = DAY


def test_lund_s_home_tells_what_to_do_and_how_things_stand(django_assert_max_num_queries):
    client = client_of(lund(), Role.DIRECTOR)
    client.get("/lund/")
    with django_assert_max_num_queries(25):
        page = client.get("/lund/").content.decode()
    for words in ("Året 2025", "Medel till förfogande", "2\u00a0333 tkr", "433 tkr bättre än budget"):
        assert words in page
    assert "Ingen återrapport har kommit än." in page


def test_a_new_association_is_told_how_to_begin():
    association(slug="storsjo")
    client = client_of(association(slug="lillsjo"), Role.DIRECTOR)
    page = client.get("/lillsjo/").content.decode()
    assert "Förbundet är nytt här" in page
    for first in ("forbundet/medlemmar", "bokforing/las-in", "insatser", "budget", "forbundet/faktafiler"):
        assert f'href="/lillsjo/{first}/">' in page.split("Förbundet är nytt här")[1].split('class="home"')[0]
    assert "Siffrorna kommer när en SIE-fil är inläst." in page


def test_who_may_not_see_the_economy_sees_the_days_alone():
    page = client_of(lund(), Role.MEASURE_OWNER).get("/lund/").content.decode()
    assert "Året 2025" in page
    assert "Läget" not in page
    assert "Är det gjort?" not in page


def test_a_day_is_noted_changed_and_taken_back():
    storsjo = lund()
    client = client_of(storsjo, Role.OFFICE)
    form = {"deadline": "AH-SAMRAD:budget:2026", "day": "2025-02-10"}
    assert client.post("/lund/arshjul/anteckna/", form)["Location"] == "/lund/"
    assert wheel_state(storsjo, DAY).of_year(2026).consultation == date(2025, 2, 10)
    client.post("/lund/arshjul/anteckna/", {**form, "day": "2025-02-12"})
    row = RecordedDay.objects.get()
    assert row.day == date(2025, 2, 12)
    client.post(f"/lund/arshjul/antecknad/{row.pk}/")
    assert wheel_state(storsjo, DAY).of_year(2026).consultation is None
    assert verify(storsjo.pk).is_whole


def test_a_day_to_come_and_a_thing_that_is_not_noted_are_refused():
    client = client_of(lund(), Role.OFFICE)
    answer = client.post("/lund/arshjul/anteckna/", {"deadline": "AH-SAMRAD:budget:2026", "day": "2025-02-15"})
    assert answer.status_code == 422
    assert "har inte varit än" in answer.content.decode()
    for wanted in ("AH-ARSSLUT:books:2025", "AH-PAHITT:x:1", ""):
        assert client.post("/lund/arshjul/anteckna/", {"deadline": wanted, "day": "2025-02-10"}).status_code == 404


def test_the_feed_is_a_calendar_for_whoever_has_its_address():
    client = client_of(lund(), Role.BOARD_MEMBER)
    page = client.post("/lund/kalender/", {"deed": "oppna"}, follow=True).content.decode()
    address = page.partition('value="http://testserver')[2].partition('"')[0]
    assert address not in client.get("/lund/kalender/").content.decode()
    answer = Client().get(address)
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    events = [str(event["summary"]) for event in Calendar.from_ical(answer.content).walk("VEVENT")]
    assert "Årsredovisning för 2024" in " ".join(events)
    client.post("/lund/kalender/", {"deed": "stang"})
    assert Client().get(address).status_code == 404
    assert Client().get("/kalender/påhittad.ics").status_code == 404


def test_every_destination_has_a_room_or_none_is_built():
    unbuilt = {
        Destination.DISCHARGE,
        Destination.INTERIM_REPORT,
        Destination.VAT,
        Destination.MINUTES,
        Destination.ARCHIVE,
    }
    assert set(Destination) - unbuilt == set(PLACES)
    assert {each.code for each in DAY_KINDS} >= RECORDABLE
    for place in PLACES.values():
        more = {"year": 2024} if place.view == "report" else {}
        assert reverse(place.view, kwargs={"association": "lund", **more})


@pytest.mark.parametrize(
    ("question", "kind", "title"),
    [
        ("iris", "Insatser", "IRIS"),
        ("1930", "Konton", "1930"),
        ("REGION skåne", "Medlemmar", "Region Skåne"),
        ("målgrupper", "Kapitel", "Målgrupper"),
        ("personer", "Sidor", "Personer och roller"),
        ("rimfrost", "Personer och roller", "Tuva Rimfrost"),
        ("2024 reviderad", "Budgetversioner", "Reviderad budget 2024"),
    ],
)
def test_everything_is_found_by_name(question, kind, title, django_assert_max_num_queries):
    client = client_of(lund(), Role.DIRECTOR)
    with django_assert_max_num_queries(25):
        page = client.get("/lund/sok/", {"q": question}).content.decode()
    section = page.partition(f"<h2>{kind}</h2>")[2].partition("<h2>")[0]
    assert title in section


def test_suggestions_are_a_list_to_walk_and_nothing_is_said_so():
    client = client_of(lund(), Role.DIRECTOR)
    asked = {"HX-Request": "true", "HX-Target": "sok-forslag"}
    assert 'role="option"' in client.get("/lund/sok/?q=iris", headers=asked).content.decode()
    assert "Inget hittades på ”qqqq”." in client.get("/lund/sok/?q=qqqq", headers=asked).content.decode()
    assert "&lt;b&gt;" in client.get("/lund/sok/?q=<b>", headers=asked).content.decode()


def test_a_kind_is_searched_only_for_those_who_may_see_it():
    storsjo = lund()
    page = client_of(storsjo, Role.MEASURE_OWNER).get("/lund/sok/?q=a").content.decode()
    assert "<h2>Konton</h2>" not in page
    assert "<h2>Insatser</h2>" not in page
    assert "<h2>Personer och roller</h2>" not in page


def test_another_association_s_things_are_not_found():
    lund()
    client = client_of(association(slug="storsjo"), Role.DIRECTOR)
    page = client.get("/storsjo/sok/?q=iris").content.decode()
    assert "Inget hittades" in page


def test_every_hit_and_page_leads_somewhere():
    for each in PAGES:
        assert reverse(each.view, kwargs={"association": "lund"})
    arguments = {
        "measure": {"pk": 1},
        "books_account": {"year": 2024, "account": "1930"},
        "books_voucher": {"year": 2024, "voucher": 1},
        "budget_version": {"pk": 1},
        "person": {"pk": 1},
        "return": {"pk": 1},
        "release": {"pk": 1},
        "report_chapter": {"year": 2024, "name": "mal"},
    }
    for kind in KINDS:
        assert reverse(kind.view, kwargs={"association": "lund", **arguments.get(kind.view, {})})
