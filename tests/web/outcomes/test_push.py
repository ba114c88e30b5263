"""Where registers send: the signature is the key, and every answer is JSON in Swedish."""

from __future__ import annotations

import json
import logging
from dataclasses import replace

import pytest
from django.core.cache import cache
from django.test import Client

from samverk.apps.outcomes.models import ReceivedReturn
from samverk.formats.returns.canonical import MOST_BYTES, canonical
from samverk.formats.returns.write import write_return
from tests.factories.facts import lund
from tests.factories.iris import small_iris, trust
from tests.factories.returns import PRIVATE, STRANGER


@pytest.fixture(autouse=True)
def _no_one_has_sent_before():
    cache.clear()


@pytest.fixture
def finsam():
    made = lund()
    trust(made)
    return made


def post(slug: str, data: bytes):
    client = Client(enforce_csrf_checks=True)
    return client.post(f"/{slug}/uppfoljning/ta-emot/", data, content_type="application/json")


SENT = write_return(small_iris(), PRIVATE)


def test_a_signed_return_is_taken_once(finsam):
    answer = post("lund", SENT)
    assert (answer.status_code, answer.json()) == (201, {"besked": "mottagen", "nummer": 1, "skal": []})
    again = post("lund", SENT)
    assert (again.status_code, again.json()["besked"]) == (200, "redan mottagen")
    assert bytes(ReceivedReturn.objects.get(association=finsam).content) == SENT


def test_a_refused_return_is_told_why_in_swedish(finsam):
    stranger = post("lund", write_return(small_iris(), STRANGER))
    assert stranger.status_code == 422
    assert "är inte känd" in stranger.json()["skal"][0]
    assert "ä" in stranger.content.decode()
    unknown = post("lund", write_return(replace(small_iris(), measure="okand"), PRIVATE))
    assert "Registret får inte rapportera insatsen" in unknown.json()["skal"][0]


def test_an_unknown_association_is_not_found(finsam):
    assert post("nagon-annan", SENT).status_code == 404


def test_only_post_is_answered(finsam):
    assert Client().get("/lund/uppfoljning/ta-emot/").status_code == 405


def test_a_file_that_is_too_large_is_not_read_to_its_end(finsam):
    assert post("lund", b"x" * (MOST_BYTES + 1)).status_code == 413


def test_whoever_sends_without_end_is_told_to_wait(finsam):
    answers = [post("lund", b"{}").status_code for _ in range(21)]
    assert answers == [422] * 20 + [429]
    assert "Vänta" in post("lund", b"{}").json()["skal"][0]


def test_nothing_of_the_file_is_logged(finsam, caplog):
    caplog.set_level(logging.DEBUG)
    value = json.loads(SENT)
    post("lund", canonical({**value, "hemligt": "Hemlig Person"}))
    post("lund", SENT)
    assert "Hemlig" not in caplog.text
    assert value["signature"] not in caplog.text
