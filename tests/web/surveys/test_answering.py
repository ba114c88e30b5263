"""Svara: without sign-in, cookie, time or address; closed, skipped, sent twice, in another language and direction."""

from __future__ import annotations

import logging
import re
from datetime import date

import pytest
from django.apps import apps
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from samverk.apps.surveys.models import SurveyAnswer
from samverk.apps.surveys.questionnaire_actions import end_round
from samverk.apps.users.actor import command_line
from samverk.web.surveys import limits
from tests.factories.people import association
from tests.factories.surveys import ARABIC_WORDS, open_survey

ADDRESS = "203.0.113.77"


@pytest.fixture(autouse=True)
def _story_day(settings):
    settings.SAMVERK_DEMO_DAY = date(2025, 3, 10)
    settings.SAMVERK_LOG_IP = True
    limits.forget()


@pytest.fixture
def row():
    return open_survey(association())


@pytest.fixture
def anyone():
    return Client(enforce_csrf_checks=True, REMOTE_ADDR=ADDRESS)


def page_of(row, name: str = "answer_survey", language: str = "") -> str:
    path = reverse(name, kwargs={"association": row.questionnaire.association.slug, "code": row.code})
    return f"{path}?sprak={language}" if language else path


def number_in(answer) -> str:
    return re.search(r'name="number" value="([^"]+)"', answer.content.decode())[1]


def test_anyone_answers_without_a_cookie(row, anyone):
    asked = anyone.get(page_of(row))
    text = asked.content.decode()
    for words in ('lang="sv" dir="ltr"', "Hjälpte insatsen dig?", "Varken tid eller adress sparas"):
        assert words in text
    sent = anyone.post(page_of(row), {"number": number_in(asked), "f1": "3", "f2": ""})
    assert sent["Location"] == page_of(row, "survey_thanks", "sv")
    thanked = anyone.get(sent["Location"])
    assert "Tack för dina svar!" in thanked.content.decode()
    assert SurveyAnswer.objects.get().choices == {"f1": "3"}
    assert not anyone.cookies
    assert {each["Referrer-Policy"] for each in (asked, thanked)} == {"no-referrer"}
    assert "csrf" not in text
    assert "<script" not in text


def test_neither_time_nor_address_is_kept_anywhere(row, anyone, caplog):
    before = _everything()
    with caplog.at_level(logging.DEBUG):
        asked = anyone.get(page_of(row))
        anyone.post(page_of(row), {"number": number_in(asked), "f1": "3"})
        anyone.get(page_of(row, "survey_thanks"))
    after = _everything()
    new = {label: rows for label, rows in after.items() if rows != before[label]}
    assert list(new) == ["surveys.SurveyAnswer"]
    (kept,) = new["surveys.SurveyAnswer"]
    assert set(kept) == {"id", "round_id", "choices"}
    assert ADDRESS not in str(after)
    assert not [each for each in caplog.records if each.name.startswith(("samverk", "django.request"))]
    assert ADDRESS not in caplog.text
    assert not [key for key in getattr(cache, "_cache", {}) if ADDRESS in str(key)]
    assert ADDRESS not in str(dict(limits._COUNTS._cache))


def _everything() -> dict[str, list[dict[str, object]]]:
    return {each._meta.label: list(each._default_manager.order_by("pk").values()) for each in apps.get_models()}


def test_other_pages_are_logged_as_before(row, anyone, caplog):
    with caplog.at_level(logging.INFO, "samverk.request"):
        anyone.get("/tillganglighet/")
    assert len([each for each in caplog.records if each.name == "samverk.request"]) == 1


def test_the_same_form_sent_twice_is_one_answer(row, anyone):
    form = {"number": number_in(anyone.get(page_of(row))), "f1": "3"}
    for _ in range(2):
        assert anyone.post(page_of(row), form).status_code == 302
    assert SurveyAnswer.objects.count() == 1


def test_a_language_written_from_right_to_left(row, anyone):
    text = anyone.get(page_of(row, language="ar")).content.decode()
    assert '<html lang="ar" dir="rtl">' in text
    assert ARABIC_WORDS["send"] in text
    assert "سؤال 1" in text
    assert 'action="?sprak=ar"' in text
    sent = anyone.post(page_of(row, language="ar"), {"number": number_in(anyone.get(page_of(row))), "f1": "1"})
    assert ARABIC_WORDS["thanks"] in anyone.get(sent["Location"]).content.decode()
    assert 'lang="sv"' in anyone.get(page_of(row, language="xx")).content.decode()


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ({"f1": ""}, "Välj minst ett svar"),
        ({"f1": "77"}, "gick inte att läsa"),
        ({"f1": "1", "number": "1.2:fel"}, "gick inte att läsa"),
        ({"f1": "1", "number": ""}, "gick inte att läsa"),
    ],
)
def test_what_cannot_be_taken_says_why(row, anyone, form, words):
    answer = anyone.post(page_of(row), {"number": number_in(anyone.get(page_of(row))), **form})
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not SurveyAnswer.objects.exists()


def test_a_closed_round_says_so(row, anyone, settings):
    form = {"number": number_in(anyone.get(page_of(row))), "f1": "3"}
    actor = command_line(row.questionnaire.association)
    end_round(actor, row, row.version)
    for answer in (anyone.get(page_of(row)), anyone.post(page_of(row), form)):
        assert answer.status_code == 410
        assert "Enkäten är stängd" in answer.content.decode()
    assert not SurveyAnswer.objects.exists()


def test_too_many_from_one_address_wait(row, anyone, monkeypatch):
    monkeypatch.setattr(limits, "MOST_IN_WINDOW", 1)
    for status in (302, 429):
        form = {"number": number_in(anyone.get(page_of(row))), "f1": "3"}
        assert anyone.post(page_of(row), form).status_code == status
    other = Client(REMOTE_ADDR="203.0.113.78")
    assert other.post(page_of(row), {"number": number_in(other.get(page_of(row))), "f1": "3"}).status_code == 302


def test_another_associations_address_and_a_guessed_code_lead_nowhere(row, anyone):
    other = association()
    for slug, code in ((other.slug, row.code), (row.questionnaire.association.slug, "gissad")):
        for name in ("answer_survey", "survey_thanks"):
            assert anyone.get(reverse(name, kwargs={"association": slug, "code": code})).status_code == 404
    assert anyone.put(page_of(row)).status_code == 405
