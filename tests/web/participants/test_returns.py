"""Återrapporter in the register: the way from draft to a file in hand, page by page."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from samverk.apps.participants import return_actions as actions
from samverk.apps.participants.register_models import MeasureReturn
from samverk.apps.users.actor import command_line
from samverk.formats.returns.read import TrustedKey, read_return
from tests.factories.participations import record
from tests.factories.register import keeper, officer, register, register_measure
from tests.factories.register_people import put


@pytest.fixture(autouse=True)
def _data(db, settings, tmp_path):
    settings.ENVIRONMENT = replace(settings.ENVIRONMENT, data=tmp_path)


@pytest.fixture
def house():
    register()
    measure = register_measure()
    put(
        *(
            record(each, measure="steget", start=date(2025, 2, 3), referrer="own" if each < 2 else "region")
            for each in range(12)
        )
    )
    return measure, officer(measure), keeper()


def _deed(client, row, deed):
    row.refresh_from_db()
    return client.post(f"/aterrapporter/{row.pk}/", {"deed": deed, "seen": row.version}, follow=True)


def test_from_draft_to_a_file_in_hand(house, as_actor):
    measure, drafter, reviewer = house
    first, second = as_actor(drafter), as_actor(reviewer)
    page = first.post("/aterrapporter/ny/", {"measure": measure.pk, "period": "2025-01-01--2025-12-31"}, follow=True)
    row = MeasureReturn.objects.get()
    assert "Någon annan i registret ska granska det" in page.text
    assert "Antalet är så litet att det kan peka ut någon." in page.text
    assert "Granskad: tabellerna får lämnas" not in page.text
    assert "Granskad: tabellerna får lämnas" in second.get(f"/aterrapporter/{row.pk}/").text
    assert "Gör en nyckel först" in _deed(second, row, "granska").text
    page = second.post("/nyckel/", follow=True)
    assert "Fingeravtryck" in page.text
    assert "Återrapporten är undertecknad" in _deed(second, row, "lamna").text
    file = second.get(f"/aterrapporter/{row.pk}/fil/")
    pem = second.get("/nyckel/publik/").content
    from samverk.formats.returns.keys import read_public_pem

    trusted = TrustedKey(read_public_pem(pem), "222000-1111", frozenset({"steget"}))
    given, problems = read_return(file.content, [trusted])
    assert (problems, given.number) == ((), 1)


def test_the_page_says_when_the_facts_have_changed(house, as_actor):
    measure, drafter, reviewer = house
    row = actions.draft_return(drafter, measure, date(2025, 1, 1), date(2025, 12, 31))
    put(record(500, measure="steget", start=date(2025, 3, 1)))
    page = as_actor(reviewer).get(f"/aterrapporter/{row.pk}/")
    assert "Underlaget har ändrats" in page.text
    assert "Granskad: tabellerna får lämnas" not in page.text
    assert "omgjort" in _deed(as_actor(drafter), row, "rakna").text


def test_a_correction_shows_what_differs(house, as_actor):
    measure, drafter, reviewer = house
    actions.make_return_key(command_line())
    row = actions.draft_return(drafter, measure, date(2025, 1, 1), date(2025, 12, 31))
    row = actions.review_return(reviewer, row, row.version)
    row = actions.release_return(reviewer, row, row.version)
    put(*(record(600 + each, measure="steget", start=date(2025, 3, 1)) for each in range(8)))
    page = _deed(as_actor(drafter), row, "ratta")
    assert "Det som skiljer från nummer 1" in page.text
    assert "Inskrivna efter kön: Kvinna" in page.text
    assert page.text.count(">20<") > 0


def test_another_measure_s_return_is_not_there(house, as_actor):
    measure, drafter, _ = house
    row = actions.draft_return(drafter, measure, date(2025, 1, 1), date(2025, 12, 31))
    stranger = as_actor(officer(register_measure("bron", "Bron"), name="Ylva Sund"))
    for address in (f"/aterrapporter/{row.pk}/", f"/aterrapporter/{row.pk}/fil/"):
        assert stranger.get(address).status_code == 404
    assert measure.name not in stranger.get("/aterrapporter/").text
    assert stranger.post(f"/aterrapporter/{row.pk}/", {"deed": "kasta", "seen": 1}).status_code == 404


def test_an_own_period_needs_its_days(house, as_actor):
    measure, drafter, _ = house
    page = as_actor(drafter).post("/aterrapporter/ny/", {"measure": measure.pk, "period": "egen"})
    assert page.status_code == 422
    assert "Ange dagen, för perioden är en egen." in page.text


def test_nothing_to_return_says_why(as_actor):
    assert "inte inställt" in as_actor(keeper()).get("/aterrapporter/").text
