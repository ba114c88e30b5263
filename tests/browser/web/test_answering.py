"""Svara in Chromium: no rule of axe is broken in either direction of writing, and it is done with a keyboard alone."""

from __future__ import annotations

import pytest
from django.urls import reverse

from samverk.apps.surveys.models import SurveyRound
from tests.browser.rules import faults


@pytest.fixture
def address(demo) -> str:
    row = SurveyRound.objects.get(questionnaire__association=demo)
    return reverse("answer_survey", kwargs={"association": demo.slug, "code": row.code})


@pytest.mark.parametrize("language", ["sv", "ar"])
@pytest.mark.parametrize("name", ["", "tack/"])
def test_the_page_breaks_no_rule(browse, address, language, name):
    page = browse()
    page.goto(f"{address}{name}?sprak={language}")
    assert faults(page) == []
    assert not page.said


def test_a_whole_answer_on_a_phone_without_script_or_mouse(browse, address):
    page = browse(width=390, java_script_enabled=False)
    page.goto(address)
    page.get_by_label("Mycket").focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="Skicka svaren").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/tack/**")
    assert "Tack för dina svar!" in page.inner_text("main")
    assert page.context.cookies() == []


def test_targets_are_large(browse, address):
    page = browse(width=390)
    page.goto(address)
    assert all(label.bounding_box()["height"] >= 44 for label in page.locator("form label, form button").all())
