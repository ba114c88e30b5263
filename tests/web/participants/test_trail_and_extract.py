"""The read log, the trail, and the extract that the person gets."""

from __future__ import annotations

import json
from datetime import date

import pytest

from samverk.apps.audit.models import AuditEvent
from samverk.apps.participants import extract
from samverk.apps.participants.models import Participation
from samverk.apps.participants.personal_data import FIELDS
from samverk.apps.privacy.register import Kind
from tests.factories.participating import ended, intake
from tests.factories.register import keeper, officer, register, register_measure


@pytest.fixture
def house(db):
    register()
    measure = register_measure()
    actor = officer(measure)
    row = ended(actor, intake(actor, measure, card="K7F3-29", referrer="region", months_in_support=14))
    return measure, actor, row


def test_who_has_read_whom_is_told_to_the_keeper(house, as_actor):
    measure, actor, row = house
    other = intake(actor, measure, card="K8AA-22")
    for each in (row, other):
        as_actor(actor).get(f"/deltagande/{each.pk}/")
    client = as_actor(keeper())
    page = client.get("/laslogg/")
    assert "2 läsningar" in page.text.replace("\xa0", " ")
    page = client.get("/laslogg/?words=K7F3-29&first_day=2020-01-01")
    assert "Läste om K7F3-29 i Steget." in page.text
    assert "K8AA-22" not in page.text
    assert "Läste om" not in client.get("/laslogg/?last_day=2020-01-01").text
    file = b"".join(client.post("/laslogg/?words=K7F3-29").streaming_content).decode("utf-8-sig")
    assert [line.count("K7F3-29") for line in file.splitlines()] == [0, 1]
    assert "Hämtade läsloggen" in client.get("/handelser/").text


def test_the_chain_is_proved(house, as_actor):
    client = as_actor(keeper())
    assert "Kedjan är hel" in client.get("/handelser/prova/").text
    AuditEvent.objects.filter(sequence=2)._raw_delete("default")
    assert "Kedjan är bruten" in client.get("/handelser/prova/").text


def test_the_extract_has_every_table_and_field_about_a_person():
    told = {
        name for name, fields in FIELDS.items()
        if any(each.kind is not Kind.NOTHING for each in fields.values())
    }  # fmt: skip
    assert {model.__name__ for model in extract.TABLES} == told - {"StaffRole", "MeasureReturn", "ScbMonth"}


def test_the_extract_says_everything_in_swedish(house, as_actor):
    _, actor, row = house
    page = as_actor(actor).get(f"/deltagande/{row.pk}/utdrag/")
    for words in ("K7F3-29", "Kvinna", "1990", "14", "Deltagande i Steget", "Läge i Steget", "Storsjö kommun"):
        assert words in page.text, words
    for words in ("social_assistance", "Measure", "Question"):
        assert words not in page.text
    content = json.loads(as_actor(actor).get(f"/deltagande/{row.pk}/utdrag/fil/").content)
    assert content["kort"] == "K7F3-29"
    assert content["fullständigt"] is True
    names = {name for part in content["delar"] for name, _ in part["uppgifter"]}
    for model in (Participation,):
        for field in model._meta.concrete_fields:
            if field.name not in ("id", "version", "participant", "measure"):
                assert str(field.verbose_name) in names


def test_that_an_extract_was_made_is_in_the_read_log(house, as_actor):
    _, actor, row = house
    as_actor(actor).get(f"/deltagande/{row.pk}/utdrag/")
    assert "Tog ut registerutdrag om K7F3-29 i Steget." in as_actor(keeper()).get("/laslogg/").text


def test_an_extract_leaves_out_another_officer_s_measure_and_says_so(house, as_actor):
    _, actor, row = house
    bridge = register_measure("bron", "Bron")
    both = officer(bridge, name="Disa Norrby")
    intake(both, bridge, card="K7F3-29", is_known=True, start=date(2025, 10, 1), consent_given=date(2025, 10, 1))
    page = as_actor(actor).get(f"/deltagande/{row.pk}/utdrag/")
    assert "Utdraget är inte helt" in page.text
    assert "Bron" not in page.text
