"""Inställningar and Personal: a register set up from nothing, by its keeper."""

from __future__ import annotations

import re
from datetime import date

import pytest

from samverk.apps.participants.enums import RegisterRole
from samverk.apps.participants.models import RegisterMeasure
from samverk.apps.participants.queries import the_register
from samverk.apps.participants.register_models import StaffRole
from samverk.apps.participants.staff_actions import give_register_role
from samverk.apps.users.actor import command_line
from samverk.apps.users.models import User
from tests.factories.register import keeper, officer, register, register_measure

SETTINGS = {
    "party": "Storsjö kommun",
    "association_name": "Finsam Storsjö",
    "association_number": "222000-1111",
    "threshold": "5",
    "zeros": "shown",
}


@pytest.fixture(autouse=True)
def _database(db):
    """Every test here has one."""


def test_a_register_is_set_up_from_nothing(as_actor):
    client = as_actor(keeper())
    assert "Ställ in registret" in client.get("/installningar/").text
    assert "sparade" in client.post("/installningar/registret/", SETTINGS, follow=True).text
    page = client.post("/installningar/insatser/ny/", {"name": "Steget", "code": "steget"}, follow=True)
    assert "steget" in page.text
    measure = RegisterMeasure.objects.get()
    told = {"email": "saga@example.se", "name": "Saga Björkdal", "role": "participant_officer", "measure": measure.pk}
    page = client.post("/personal/ny/", {**told, "valid_from": "2025-01-01"}, follow=True)
    assert "/konto/" in page.text, "the link is shown"
    user = User.objects.get(email="saga@example.se")
    assert StaffRole.objects.filter(user=user, measure=measure).exists()
    assert "visas bara en gång" in client.get(f"/personal/{user.pk}/lank/").text, "and only once"


def test_what_is_wrong_is_said_at_its_field(as_actor):
    client = as_actor(keeper())
    wrong = {**SETTINGS, "association_number": "1", "push_address": "http://finsam.example.se/", "scale_lowest": "3"}
    page = client.post("/installningar/registret/", {**wrong, "allows_identity": "on", "scale_highest": "2"})
    assert page.status_code == 422
    for words in ("tio siffror", "https://", "partens beslut", "det lägsta först"):
        assert words in page.text


def test_someone_was_first(as_actor):
    register()
    client = as_actor(keeper())
    client.post("/installningar/registret/", {**SETTINGS, "seen": 1, "threshold": "6"})
    answer = client.post("/installningar/registret/", {**SETTINGS, "seen": 1, "threshold": "7"})
    assert answer.status_code == 409
    assert the_register().threshold == 6


def test_a_measure_s_id_stays(as_actor):
    row = register_measure()
    as_actor(keeper()).post(f"/installningar/insatser/{row.pk}/", {"name": "Språnget", "code": "nytt", "seen": 1})
    row.refresh_from_db()
    assert (row.name, row.code) == ("Språnget", "steget")


def test_the_last_keeper_stays(as_actor):
    actor = keeper()
    held = StaffRole.objects.get(user_id=actor.user_id)
    page = as_actor(actor).post(f"/personal/{actor.user_id}/roll/{held.pk}/", {"last_day": "2026-01-01"})
    assert "sista registeransvarigas" in page.text


def test_a_role_ends_and_the_person_sees_nothing_more(as_actor):
    actor = officer(register_measure())
    held = StaffRole.objects.get(user_id=actor.user_id)
    as_actor(keeper()).post(f"/personal/{actor.user_id}/roll/{held.pk}/", {"last_day": "2024-01-01"})
    assert as_actor(actor).get("/").status_code == 404


def test_an_account_is_closed_and_opened(as_actor):
    actor = officer(register_measure())
    client = as_actor(keeper())
    client.post(f"/personal/{actor.user_id}/konto/", {"deed": "stang"})
    assert not User.objects.get(pk=actor.user_id).is_active
    client.post(f"/personal/{actor.user_id}/konto/", {"deed": "oppna"})
    assert User.objects.get(pk=actor.user_id).is_active
    assert "Stängde kontot" in client.get(f"/personal/{actor.user_id}/").text


def test_a_keeper_may_become_an_officer_when_the_first_role_is_over(as_actor):
    actor = keeper()
    keeper("Tilda Norén")
    measure = register_measure()
    client = as_actor(keeper("Sten Ek"))
    held = StaffRole.objects.get(user_id=actor.user_id)
    user = User.objects.get(pk=actor.user_id)
    told = {"email": user.email, "role": "participant_officer", "measure": measure.pk, "valid_from": "2025-01-01"}
    assert "är redan registeransvarig" in client.post("/personal/ny/", told).text
    client.post(f"/personal/{user.pk}/roll/{held.pk}/", {"last_day": "2024-12-31"})
    client.post("/personal/ny/", told)
    assert user.register_roles.count() == 2
    assert "har redan rollen" in client.post("/personal/ny/", told).text


def test_the_roles_of_a_person_are_told_together(as_actor):
    register()
    measures = [register_measure(), register_measure("bron", "Bron"), register_measure("kajen", "Kajen")]
    actor = officer(*measures[:2])
    give_register_role(
        command_line(), User.objects.get(pk=actor.user_id), RegisterRole.PARTICIPANT_OFFICER, date(2099, 1, 1),
        measure=measures[2],
    )  # fmt: skip
    client = as_actor(keeper())
    for address in ("/personal/", "/installningar/"):
        words = " ".join(re.sub(r"<[^>]+>", "", client.get(address).text).replace("\u00a0", " ").split())
        assert "deltagaransvarig för Steget, Bron, Kajen (från och med 1 januari 2099)" in words, address
