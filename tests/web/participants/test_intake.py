"""Intake, the participation's page, exit: the walk of one participant."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.urls import reverse

from samverk.apps.audit.models import AuditEvent
from samverk.apps.participants.models import Participant, Participation
from samverk.apps.participants.queries import record_of
from tests.factories.participating import ended, intake
from tests.factories.register import officer, register, register_measure

TODAY = date(2026, 11, 29)
TOLD = {
    "consent_given": "2026-11-02",
    "start": "2026-11-03",
    "card": "K7F3-29",
    "gender": "woman",
    "birth_year": "1990",
    "municipality": "1281",
    "education": "isced_3_4",
    "referrer": "municipality",
    "main_support": "social_assistance",
    "other_support": ["sickness_benefit"],
    "months_in_support": "30",
    "doing": ["seeking"],
    "work_extent": "10 h",
}


@pytest.fixture
def steget(settings):
    settings.SAMVERK_DEMO_DAY = TODAY
    register()
    return register_measure()


@pytest.fixture
def client(as_actor, steget):
    return as_actor(officer(steget))


def _sent(client, measure, **changed):
    return client.post(reverse("intake", kwargs={"measure": measure.pk}), {**TOLD, **changed})


def test_an_intake_becomes_what_core_counts(client, steget):
    answer = _sent(client, steget)
    row = Participation.objects.get()
    assert answer["Location"] == reverse("participation", kwargs={"pk": row.pk})
    record = record_of(row)
    assert (record.person, record.gender, record.birth_year) == ("K7F3-29", "woman", 1990)
    assert record.at_start.support == ("social_assistance", "sickness_benefit")
    assert record.at_start.extent == 25
    assert (record.months_in_support, record.municipality, record.referrer) == (30, "1281", "municipality")


def test_the_page_proposes_a_card_that_nobody_has(client, steget):
    page = client.get(reverse("intake", kwargs={"measure": steget.pk})).text
    assert re.search(r'value="[A-Z]\d[A-Z]\d-\d\d"', page)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"consent_given": ""}, "Ange en dag."),
        ({"consent_given": "2026-11-30"}, "räkna anonymt"),
        ({"start": "2026-12-01"}, "Ställ personen i kö"),
        ({"gender": ""}, "Kön"),
        ({"municipality": "Lund"}, "fyra siffror"),
        ({"main_support": "none"}, "kan inte anges tillsammans med en annan källa"),
        ({"work_extent": "lite"}, "Skriv procent, som 50, eller timmar"),
        ({"work_extent": "200 h"}, "inte möjligt"),
        ({"card": "811228-987" + "4"}, "ser ut som ett personnummer"),
        ({"card": "Anna"}, "minst en siffra"),
        ({"is_known": "on"}, "Ingen har kortet"),
    ],
)
def test_what_cannot_be_is_told_at_its_field(client, steget, changed, said):
    answer = _sent(client, steget, **changed)
    assert answer.status_code == 422
    assert said in answer.text
    assert not Participant.objects.exists()


def test_the_same_person_in_a_second_measure_is_one_person(as_actor, steget):
    other = register_measure("bron", "Bron")
    client = as_actor(officer(steget, other))
    _sent(client, steget)
    assert "Kortet är upptaget" in _sent(client, other).text
    assert "kön eller födelseår är ett annat" in _sent(client, other, is_known="on", birth_year="1991").text
    assert _sent(client, other, is_known="on").status_code == 302
    assert Participant.objects.get().participations.count() == 2
    assert "är redan med i Bron" in _sent(client, other, is_known="on").text


def test_reading_a_participant_is_noted_without_values(client, steget):
    _sent(client, steget)
    row = Participation.objects.get()
    page = client.get(reverse("participation", kwargs={"pk": row.pk})).text
    assert "Försörjningsstöd" in page
    assert "Förvärvsarbete 25" in page
    event = AuditEvent.objects.latest("sequence")
    assert (event.action, event.sentence) == ("participants.note_read", "Läste om K7F3-29 i Steget.")
    assert (event.before, event.after) == (None, None)


def test_an_exit_is_noted_and_corrected(client, steget):
    row = intake(officer(steget, name="Ylva Ek"), steget)
    address = reverse("participation_exit", kwargs={"pk": row.pk})
    told = {"seen": row.version, "exit": "2026-01-12", "exit_reason": "to_work", "main_support": "none"}
    assert client.post(address, {**told, "work_extent": "50"}).status_code == 302
    row.refresh_from_db()
    assert record_of(row).at_exit.extent == 50
    assert client.post(address, {**told, "work_extent": "75"}).status_code == 409
    assert client.post(address, {**told, "seen": row.version, "work_extent": "75"}).status_code == 302
    assert record_of(Participation.objects.get()).at_exit.extent == 75


def test_a_follow_up_is_offered_when_its_day_has_come(client, steget):
    row = ended(officer(steget, name="Ylva Ek"), intake(officer(steget, name="Alve Lind"), steget), date(2026, 8, 20))
    page = client.get(reverse("participation", kwargs={"pk": row.pk})).text
    assert "att göra sedan 20" in page
    first, second = (
        reverse("participation_status", kwargs={"pk": row.pk, "moment": moment}) for moment in ("after_3", "after_6")
    )
    assert first.endswith("/lage/3-manader/")
    assert client.get(first).status_code == 200
    assert client.get(second).status_code == 302
    assert "Ange läget" in client.post(first, {"seen": 0, "day": "2026-11-29"}).text
    assert client.post(first, {"seen": 0, "day": "2026-11-29", "is_unreached": "on"}).status_code == 302
    assert "gick inte att nå" in client.get(reverse("participation", kwargs={"pk": row.pk})).text


def test_an_exit_by_mistake_is_taken_back(client, steget):
    row = ended(officer(steget, name="Ylva Ek"), intake(officer(steget, name="Alve Lind"), steget))
    address = reverse("participation_reopen", kwargs={"pk": row.pk})
    assert "pågår igen" in client.get(address).text
    client.post(address, {"seen": row.version})
    record = record_of(Participation.objects.get())
    assert (record.exit, record.at_exit) == (None, None)


def test_a_withdrawn_consent_removes_the_person(client, steget):
    row = intake(officer(steget, name="Ylva Ek"), steget)
    address = reverse("consent_withdraw", kwargs={"pk": row.pk})
    assert "kortet tas också bort" in client.get(address).text
    assert client.post(address, {"seen": row.version}).status_code == 302
    assert not Participant.objects.exists()


def test_a_card_is_found_in_the_own_measures_only(as_actor, client, steget):
    row = intake(officer(steget, name="Ylva Ek"), steget, card="K7F3-29")
    assert client.post(reverse("find_card"), {"card": "k7f3 29"})["Location"].endswith(f"/deltagande/{row.pk}/")
    stranger = as_actor(officer(register_measure("bron", "Bron"), name="Bo Berg"))
    assert "finns inte i någon av dina insatser" in stranger.post(reverse("find_card"), {"card": "K7F3-29"}).text
    assert stranger.get(reverse("participation", kwargs={"pk": row.pk})).status_code == 404


def test_a_personal_number_is_searched_for_nowhere(client, steget):
    events = AuditEvent.objects.count()
    answer = client.post(reverse("find_card"), {"card": "811228-987" + "4"})
    assert answer.status_code == 422
    assert "ser ut som ett personnummer" in answer.text
    assert AuditEvent.objects.count() == events


@pytest.mark.parametrize("name", ["participation", "participation_edit", "participation_exit", "consent_withdraw"])
def test_every_page_about_a_participant_notes_that_it_is_read(client, steget, name):
    row = intake(officer(steget, name="Ylva Ek"), steget)
    reads = AuditEvent.objects.filter(action="participants.note_read")
    client.get(reverse(name, kwargs={"pk": row.pk}))
    assert [event.actor_name for event in reads] == ["Saga Björkdal"]
    client.get(reverse("measure_participations", kwargs={"measure": steget.pk}))
    client.get("/")
    assert reads.count() == 1
