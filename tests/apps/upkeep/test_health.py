"""The health of the installation, when it is good and when it is not."""

from __future__ import annotations

import json
import os
import time
from types import SimpleNamespace

import pytest
from django.db import OperationalError
from django.test import Client

from samverk.apps.upkeep import health
from samverk.apps.upkeep.backup import latest_note
from samverk.web.installation import views


@pytest.fixture
def look():
    """`look()` asks the page; the code and what it says, looked at afresh."""
    views._health.cache_clear()

    def look() -> tuple[int, dict[str, object]]:
        answer = Client().get("/halsa/")
        return answer.status_code, json.loads(answer.content)

    yield look
    views._health.cache_clear()
    latest_note().unlink(missing_ok=True)


def _refuse(words: str):
    def refuse() -> None:
        raise OperationalError(words)

    return refuse


def test_good_health(look):
    code, told = look()
    assert (code, told["status"], told["database"]) == (200, "i drift", "läser och skriver")
    assert (told["schema"], told["backup"]) == ("stämmer med programmet", "ingen ännu")


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        ("database is locked", 200, "läser; någon annan skriver just nu"),
        ("attempt to write a readonly database", 503, "går att läsa men inte att skriva"),
        ("database or disk is full", 503, "går att läsa men inte att skriva"),
    ],
)
def test_who_cannot_write_is_told_from_who_must_wait(look, monkeypatch, words, code, told):
    monkeypatch.setattr(health, "_write", _refuse(words))
    assert (look()[0], look()[1]["database"]) == (code, told)


def test_a_database_that_does_not_answer(look, monkeypatch):
    monkeypatch.setattr(health, "connection", SimpleNamespace(cursor=_refuse("could not connect")))
    code, told = look()
    assert (code, told["status"], told["database"], told["schema"]) == (503, "ur drift", "svarar inte", "okänt")


def test_the_age_of_the_latest_backup_and_a_disk_that_fills(look, monkeypatch):
    latest_note().write_text("x")
    two_days_ago = time.time() - 48 * 3600 - 60
    os.utime(latest_note(), (two_days_ago, two_days_ago))
    monkeypatch.setattr(health, "LEAST_FREE", 10**18)
    told = look()[1]
    assert (told["backup"], told["backup_hours"], told["disk"]) == ("finns", 48, "ont om plats")


def test_it_is_looked_at_once_in_five_seconds(look, monkeypatch):
    monkeypatch.setattr(views.time, "monotonic", lambda: 100.0)
    looks = []
    monkeypatch.setattr(views, "look", lambda: looks.append(1) or health.look())
    look(), look()
    assert len(looks) == 1
