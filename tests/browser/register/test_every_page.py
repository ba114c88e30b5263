"""Every page of a register, in both widths and both colours; an intake, and a form on paper."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests.browser.rules import faults
from tests.web.participants.access import table
from tests.web.participants.access.objects import arguments

FILES = frozenset(name for name in table.PAGES if name.endswith(("_file", "public_key", "_template")))
SHOWN = sorted(set(table.PAGES) - table.SENT_ON - FILES)


@pytest.mark.parametrize("name", SHOWN)
def test_a_page_breaks_no_rule(stage, browse, name):
    actor = stage.own if "D" in table.PAGES[name][0] else stage.keeper
    page = browse(actor)
    page.goto(reverse(name, kwargs=arguments(name, stage)))
    assert faults(page) == []
    assert not page.said


def test_an_intake_is_done_in_a_browser(stage, browse):
    page = browse(stage.own)
    page.goto("/")
    page.get_by_role("link", name="Ny deltagare").first.click()
    page.get_by_label("Kön").select_option("woman")
    page.get_by_label("Huvudsaklig försörjning").select_option("social_assistance")
    page.get_by_label("Aktivt arbetssökande").check()
    page.get_by_label("Arbetar hur mycket").fill("10 h")
    page.get_by_role("button", name="Spara deltagaren").click()
    assert page.get_by_text("Sparat. Kortet är").is_visible()
    assert page.get_by_text("Förvärvsarbete 25").is_visible()


def test_a_form_on_paper_has_no_frame_and_no_note_for_the_screen(stage, browse):
    page = browse(stage.own)
    page.goto(reverse("paper_form", kwargs={"measure": stage.measure.pk, "kind": "start"}))
    page.emulate_media(media="print")
    assert not page.get_by_text("Skriv ut sidan").is_visible()
    assert not page.get_by_role("link", name="Att göra").is_visible()
    assert page.get_by_role("heading", name="Start: Steget").is_visible()
