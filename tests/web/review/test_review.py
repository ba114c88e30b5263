"""Granska on the web: the same function as the command, nothing kept, nothing executed."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from samverk.apps.users.enums import Role
from tests.factories.people import association, person

TEXT = (
    "Resultaträkning\nkr\t2024\t2023\nVerksamhetens intäkter\t7 370 000\t7 200 000\n"
    "Verksamhetens kostnader\t-6 900 000\t-6 800 000\nVerksamhetens resultat\t470 000\t400 000\n"
    "Finansiella intäkter\t12 000\t9 000\nÅrets resultat\t428 000\t409 000\n"
)


@pytest.fixture
def client(settings):
    settings.SAMVERK_REQUIRE_TOTP = False
    storsjo = association(slug="storsjo")
    client = Client()
    client.force_login(person("Tuva Rimfrost", Role.MEASURE_OWNER, of=storsjo))
    return client


def _sent(client, *files):
    return client.post("/storsjo/granska/", {"documents": list(files)})


def test_a_sum_that_does_not_hold_is_found_with_both_figures(client):
    answer = _sent(client, SimpleUploadedFile("rapport.txt", TEXT.encode()))
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Granskning av rapport.txt" in page
    assert "Summan är inte lika med raderna" in page
    assert "428\u00a0000 kr" in page
    assert "482\u00a0000 kr" in page


def test_script_in_a_name_or_a_text_is_shown_and_never_run(client):
    text = TEXT.replace("Finansiella intäkter", "<script>alert(1)</script>")
    answer = _sent(client, SimpleUploadedFile("<img src=x>.txt", text.encode()))
    page = answer.content.decode()
    assert "<script>alert" not in page
    assert "<img src=x>" not in page


def test_two_files_of_one_name_are_told_apart(client):
    answer = _sent(client, *(SimpleUploadedFile("rapport.txt", TEXT.encode()) for _ in range(2)))
    assert "rapport.txt (2)" in answer.content.decode()


@pytest.mark.parametrize(
    ("files", "words"),
    [
        ((), "Välj minst en fil"),
        (tuple(("a.txt", b"x") for _ in range(11)), "Granska högst 10 i taget"),
    ],
)
def test_nothing_and_too_much_are_told(client, files, words):
    answer = _sent(client, *(SimpleUploadedFile(name, data) for name, data in files))
    assert answer.status_code == 422
    assert words in answer.content.decode()


def test_a_picture_is_refused_with_what_to_do(client):
    answer = _sent(client, SimpleUploadedFile("bild.pdf", b"\x89PNG\r\n\x1a\n" + b"0" * 50))
    assert "Bilder av text kan inte granskas" in answer.content.decode()
