"""Återrapporter, Register, Röjanderegel: what they show, take and refuse."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from samverk.apps.measures.actions import set_measure_owners
from samverk.apps.outcomes.actions import take_file
from samverk.apps.outcomes.models import DisclosureDecision, ReceivedReturn, RegisterKey
from samverk.apps.users.actor import command_line
from samverk.apps.users.enums import Role
from samverk.formats.returns.write import write_return
from tests.factories.clients import client_of, signed_in
from tests.factories.facts import lund
from tests.factories.iris import PARTY, PEM, corrected, iris_bytes, small_iris, trust
from tests.factories.people import association, person
from tests.factories.returns import PRIVATE, STRANGER


@pytest.fixture(autouse=True)
def _no_second_step(settings):
    settings.SAMVERK_REQUIRE_TOTP = False


@pytest.fixture
def finsam():
    return lund()


def address(of, name: str, **more: object) -> str:
    return reverse(name, kwargs={"association": of.slug, **more})


def text(client, of, name: str, **more: object) -> str:
    return client.get(address(of, name, **more)).content.decode()


def upload(client, of, data: bytes):
    file = SimpleUploadedFile("aterrapport.json", data, "application/json")
    return client.post(address(of, "receive_return"), {"file": file})


def test_a_register_is_added_when_there_is_a_measure_for_it(db):
    empty = association()
    answer = client_of(empty, Role.DIRECTOR).get(address(empty, "register_new"), follow=True)
    assert answer.redirect_chain == [(address(empty, "registers"), 302)]
    assert "Lägg in insatserna först" in answer.content.decode()


def test_without_returns_the_page_says_what_to_do(finsam):
    assert "Lägg till ett register" in text(client_of(finsam, Role.DIRECTOR), finsam, "outcomes")
    assert "Be förbundschefen" in text(client_of(finsam, Role.OFFICE), finsam, "outcomes")
    assert "den första återrapporten är mottagen" in text(client_of(finsam, Role.AUDITOR), finsam, "outcomes")


def test_a_register_is_added_by_its_key(finsam):
    client = client_of(finsam, Role.DIRECTOR)
    page = address(finsam, "register_new")
    told = {"party": PARTY, "public_key": PEM, "measures": ["iris"], "valid_from": "2024-01-01"}
    assert client.post(page, told).status_code == 302
    row = RegisterKey.objects.get(association=finsam)
    shown = text(client, finsam, "registers")
    assert " ".join(row.key_id[at : at + 4] for at in range(0, 64, 4)) in shown
    assert "/lund/uppfoljning/ta-emot/" in shown
    again = client.post(page, told)
    assert again.status_code == 422
    assert "Nyckeln finns redan" in again.content.decode()
    wrong = client.post(page, {**told, "public_key": "hej"})
    assert "går inte att läsa" in wrong.content.decode()


def test_a_key_can_be_a_file(finsam):
    file = SimpleUploadedFile("nyckel.pem", PEM.encode(), "application/x-pem-file")
    told = {"party": PARTY, "key_file": file, "measures": ["iris"], "valid_from": "2024-01-01"}
    assert client_of(finsam, Role.DIRECTOR).post(address(finsam, "register_new"), told).status_code == 302
    assert RegisterKey.objects.get(association=finsam).public_key == PEM


def test_a_register_is_closed_and_its_measures_changed(finsam):
    row, client = trust(finsam, "iris"), client_of(finsam, Role.DIRECTOR)
    client.post(address(finsam, "register_change", pk=row.pk), {"seen": row.version, "measures": ["iris", "iris_usb"]})
    row.refresh_from_db()
    assert row.measures == ["iris", "iris_usb"]
    client.post(address(finsam, "register_close", pk=row.pk), {"seen": row.version, "day": "2025-01-01"})
    assert "stängd" in text(client, finsam, "registers")


def test_a_return_is_taken_as_a_file_and_shown_whole(finsam):
    trust(finsam)
    client = client_of(finsam, Role.OFFICE)
    answer = upload(client, finsam, iris_bytes())
    row = ReceivedReturn.objects.get(association=finsam)
    assert answer["Location"] == address(finsam, "return", pk=row.pk)
    page = text(client, finsam, "return", pk=row.pk)
    assert "223" in page
    assert "··" in page
    assert "för att skydda enskilda" in page
    assert client.get(address(finsam, "return_file", pk=row.pk)).content == iris_bytes()


def test_a_refused_file_is_told_on_the_page_and_in_the_list(finsam):
    trust(finsam)
    client = client_of(finsam, Role.DIRECTOR)
    answer = upload(client, finsam, write_return(small_iris(), STRANGER))
    assert answer.status_code == 422
    assert "är inte känd" in answer.content.decode()
    assert "är inte känd" in text(client, finsam, "returns")


def test_a_corrected_return_is_marked_and_stays_readable(finsam):
    trust(finsam)
    for given in (small_iris(), corrected(small_iris())):
        take_file(command_line(finsam), write_return(given, PRIVATE))
    client = client_of(finsam, Role.AUDITOR)
    assert "rättad av en senare" in text(client, finsam, "returns")
    old = ReceivedReturn.objects.get(association=finsam, number=1)
    assert "Den här återrapporten är rättad" in text(client, finsam, "return", pk=old.pk)


def test_a_measure_owner_sees_the_own_returns_only(finsam):
    trust(finsam)
    for measure in ("iris", "iris_usb"):
        take_file(command_line(finsam), write_return(small_iris(measure=measure), PRIVATE))
    owner = person("Ebba Klintvik", Role.MEASURE_OWNER, of=finsam)
    own = finsam.measures.get(code="iris_usb")
    set_measure_owners(command_line(finsam), own, [owner])
    client = signed_in(owner)
    rows = {row.measure.code: row for row in ReceivedReturn.objects.filter(association=finsam)}
    assert client.get(address(finsam, "return", pk=rows["iris_usb"].pk)).status_code == 200
    for name in ("return", "return_file"):
        assert client.get(address(finsam, name, pk=rows["iris"].pk)).status_code == 404


def test_another_associations_return_is_not_there(finsam):
    trust(finsam)
    row = take_file(command_line(finsam), write_return(small_iris(), PRIVATE))
    other = association("Finsam Annanstans")
    assert client_of(other, Role.DIRECTOR).get(address(other, "return", pk=row.pk)).status_code == 404


def test_the_rule_is_our_proposal_until_the_board_decides(finsam):
    client = client_of(finsam, Role.DIRECTOR)
    assert "Samverks förslag" in text(client, finsam, "disclosure_rule")
    told = {"decided_on": "2025-01-10", "reference": "§ 4", "threshold": 7, "narrowest": 6, "zeros": "sensitive"}
    page = address(finsam, "disclosure_rule")
    assert client.post(page, told).status_code == 302
    shown = text(client, finsam, "disclosure_rule")
    assert "Antal under 7 visas inte" in shown
    assert "Samverks förslag" not in shown
    assert "redan ett beslut den dagen" in client.post(page, told).content.decode()
    row = DisclosureDecision.objects.get(association=finsam)
    client.post(address(finsam, "remove_rule", pk=row.pk))
    assert "Samverks förslag" in text(client, finsam, "disclosure_rule")
