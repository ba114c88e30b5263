"""The settings of the year wheel on their page: chosen with a source, refused in words, and what begins something."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.test import Client

from samverk.apps.governance.models import RecordedDay
from samverk.apps.governance.queries import settings_facts, settings_row
from samverk.apps.users.enums import Role
from tests.factories.facts import lund
from tests.factories.people import association, person

EDIT = "/storsjo/forbundet/arshjulet/andra/"


@pytest.fixture
def storsjo(settings):
    settings.SAMVERK_REQUIRE_TOTP = False
    return association(slug="storsjo")


def signed_in(of, *roles):
    client = Client()
    client.force_login(person("Tuva Rimfrost", *roles, of=of))
    return client


def text_of(answer):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def test_nothing_chosen_is_said_and_practice_has_no_known_source(storsjo):
    page = text_of(signed_in(storsjo, Role.BOARD_MEMBER).get("/storsjo/forbundet/arshjulet/"))
    assert "Ansöker förbundet om momsersättning inte valt –" in page
    assert "Månad för revisionsberättelsen april källa saknas" in page
    assert "Ändra inställningarna" not in page


def test_a_choice_is_saved_with_where_it_was_decided(storsjo):
    client = signed_in(storsjo, Role.OFFICE)
    sent = {
        "seen": 0,
        "claims_vat": "true",
        "source_claims_vat": "styrelsen 2024-12-05",
        "books_ready_day": "01-31",
        "interim_months_to_hand_over": 2,
        "audit_report_month": "4",
    }
    assert client.post(EDIT, sent).status_code == 302
    chosen = settings_facts(settings_row(storsjo))
    assert (chosen.claims_vat, chosen.books_ready_day) == (True, (1, 31))
    page = text_of(client.get("/storsjo/forbundet/arshjulet/"))
    assert "momsersättning ja styrelsen 2024-12-05" in page
    assert "Dag då årets bokföring är klar 31 januari källa saknas" in page
    again = client.post(EDIT, {**sent, "claims_vat": "false"})
    assert again.status_code == 409


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"books_ready_day": "sista januari"}, "Skriv månad och dag"),
        ({"books_ready_day": "13-01"}, "En månad är ett tal från 1 till 12"),
        ({"retention_years_from_year_end": "3"}, "7"),
    ],
)
def test_what_cannot_be_is_told(storsjo, wrong, words):
    answer = signed_in(storsjo, Role.DIRECTOR).post(EDIT, {"seen": 0, **wrong})
    assert answer.status_code == 422
    assert words in text_of(answer)
    assert settings_row(storsjo) is None


def test_a_meeting_and_a_notice_are_noted_and_the_year_tells_what_follows(settings):
    settings.SAMVERK_REQUIRE_TOTP = False
    settings.SAMVERK_DEMO_DAY = date(2025, 3, 10)
    of = lund()
    client = signed_in(of, Role.OFFICE)
    assert client.post("/lund/arshjul/sammantrade/", {"day": "2025-02-14"}).status_code == 302
    assert client.post("/lund/arshjul/uppsagning/", {"member": "Lunds kommun", "day": "2025-02-20"}).status_code == 302
    page = text_of(client.get("/lund/arshjul/2025/"))
    assert "Protokollet från 14\xa0februari\xa02025 justerat" in page or "Protokollet från 14 februari 2025" in page
    assert "Lunds kommun sade upp sitt medlemskap" in page
    late = client.post("/lund/arshjul/sammantrade/", {"day": "2030-01-01"})
    assert late.status_code == 422
    assert "har inte varit än" in text_of(late)
    assert RecordedDay.objects.filter(association=of).count() == 2
