"""A new person's first day: from the link to an authenticator, a file, a rule, a budget, and out with it to Excel."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime
from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.contrib.sessions.models import Session
from django.test import override_settings
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from samverk.apps.audit.chain import verify
from samverk.apps.organisation.actions import add_association
from samverk.apps.organisation.models import Association
from samverk.apps.publishing.actions import import_facts
from samverk.apps.publishing.demo import PEOPLE
from samverk.apps.publishing.models import Chapter
from samverk.apps.users.actions import add_person, give_role, password_link
from samverk.apps.users.actor import command_line
from samverk.apps.users.enums import Role
from samverk.apps.users.models import User
from tests.browser.rules import faults
from tests.factories.facts import OVAN, directory

CHOSEN = "en ramsa som ingen har sett"
BOOKS = (OVAN / "bokforing-2025.se").read_bytes().replace(b"6420", b"9420")
"""The books with the audit on an account that no chart knows."""


@pytest.fixture
def alvdalarna() -> Association:
    """An association with its facts but no books."""
    made = add_association(command_line(), "alvdalarna", "Finsam Älvdalarna", "111111-2222")
    import_facts(command_line(made), {name: data for name, data in directory(OVAN).items() if name[-3:] != ".se"}, 2025)
    return made


def test_a_new_person_signs_in_takes_in_the_books_and_makes_a_budget(alvdalarna, browse, tmp_path):
    page = browse()
    with override_settings(SAMVERK_REQUIRE_TOTP=True):
        _sign_in_for_the_first_time(page, alvdalarna)
        _take_in_the_books(page)
        _give_the_stray_account_a_line(page)
        _make_a_budget(page, tmp_path)
    assert verify(alvdalarna.pk).is_whole
    assert not page.said


def test_an_association_with_nothing_gets_measures_and_income_out_of_its_books(demo, browse):
    new = add_association(command_line(), "nytt", "Finsam Nytt", "111111-3333")
    director = User.objects.get(email=next(each.address for each in PEOPLE if each.role == Role.DIRECTOR))
    give_role(command_line(new), director, Role.DIRECTOR, date(2020, 1, 1))
    page = browse(Role.DIRECTOR)
    page.goto("/nytt/")
    expect(page.locator(".empty")).to_contain_text("Så kommer ni igång")
    assert faults(page) == []
    page.get_by_role("link", name="Bokföringen", exact=True).click()
    page.get_by_label("SIE-fil").set_input_files(_file(BOOKS.replace(b"111111-2222", b"111111-3333")))
    page.get_by_role("button", name="Läs in").click()
    page.get_by_role("link", name="Gör insatser av dem").click()
    assert faults(page) == []
    page.get_by_role("button", name="Lägg till insatserna").click()
    expect(page.locator("main")).to_contain_text("insatser är tillagda")
    page.goto("/nytt/forbundet/intakter/")
    page.get_by_role("link", name="Gör intäktskällor av kontona").click()
    assert faults(page) == []
    page.get_by_role("button", name="Lägg till intäktskällorna").click()
    page.goto("/nytt/budget/ny/")
    page.get_by_label("Budgetår").fill("2026")
    page.get_by_role("button", name="Börja på budgeten").click()
    page.get_by_role("button", name="Ta alla förslag").click()
    expect(page.locator("main")).to_contain_text("Utrymme 2026")
    assert faults(page) == []
    assert verify(new.pk).is_whole
    assert not page.said


def test_what_was_written_when_the_session_ended_is_saved_after_signing_in_again(demo, browse):
    page = browse(Role.DIRECTOR)
    page.goto("/lund/rapport/2024/kapitel/ordforanden/")
    words = "Året då allting till slut hängde ihop, från början till slut."
    page.locator("[name=text]").fill(words)
    Session.objects.update(expire_date=datetime(2020, 1, 1, tzinfo=UTC))
    director = User.objects.get(email=next(each.address for each in PEOPLE if each.role == Role.DIRECTOR))
    director.set_password(CHOSEN)
    director.save()
    page.get_by_role("button", name="Spara kapitlet").click()
    page.get_by_label("E-postadress").fill(director.email)
    page.get_by_label("Lösenord").fill(CHOSEN)
    page.get_by_role("button", name="Logga in").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Det du skrev är inte sparat än")
    assert faults(page) == []
    page.get_by_role("button", name="Spara det jag skrev").click()
    expect(page.locator("main")).to_contain_text("Kapitlet ”Ordföranden har ordet” är sparat.")
    assert Chapter.objects.get(name="ordforanden").text == words


def _sign_in_for_the_first_time(page: Page, of: Association) -> None:
    tuva = add_person(command_line(of), "tuva@example.se", "Tuva Rimfrost")
    give_role(command_line(of), tuva, Role.DIRECTOR, date(2020, 1, 1))
    page.goto(password_link(tuva))
    page.get_by_label("Nytt lösenord", exact=True).fill(CHOSEN)
    page.get_by_label("Nytt lösenord (igen)").fill(CHOSEN)
    page.get_by_role("button", name="Spara lösenordet").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Slå på tvåstegsinloggning")
    _write_code(page, "000000")
    expect(page.get_by_role("alert")).to_contain_text("Koden stämmer inte.")
    secret = page.locator(".key-words").inner_text().strip()
    _write_code(page, format_hotp_value(hotp_value(secret, int(time.time()) // 30)))
    expect(page.locator(".codes li")).to_have_count(10)
    page.get_by_role("link", name="Jag har sparat dem, fortsätt").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Året")


def _write_code(page: Page, code: str) -> None:
    page.locator("[name=code]").fill(code)
    page.get_by_role("button", name="Slå på").click()


def _take_in_the_books(page: Page) -> None:
    page.get_by_role("link", name="Bokföring", exact=True).click()
    page.goto("/alvdalarna/bokforing/las-in/")
    page.get_by_label("SIE-fil").set_input_files(_file(BOOKS))
    page.get_by_role("button", name="Läs in").click()
    page.wait_for_url("**/bokforing/2025/")
    expect(page.locator("main")).to_contain_text("Bokföringen stämmer: varje verifikat går jämnt ut")
    expect(page.locator("main")).to_contain_text("1 konto")


def _file(data: bytes) -> Any:
    return {"name": "bokforing-2025.se", "mimeType": "text/plain", "buffer": data}


def _give_the_stray_account_a_line(page: Page) -> None:
    expect(page.locator("main")).to_contain_text("−3\u00a0862\u00a0400")
    page.get_by_role("link", name="Välj rad").click()
    page.get_by_role("link", name="Välj rad för 9420", exact=True).click()
    page.locator("select[name=line]").select_option(label="Verksamhetens kostnader")
    page.get_by_role("button", name="Spara regeln").click()
    expect(page.locator("main")).to_contain_text("Regeln är sparad")
    page.goto("/alvdalarna/bokforing/2025/")
    expect(page.locator("main")).to_contain_text("−3\u00a0921\u00a0300")


def _make_a_budget(page: Page, tmp_path: Any) -> None:
    page.goto("/alvdalarna/budget/ny/")
    page.get_by_label("Budgetår").fill("2026")
    page.get_by_role("button", name="Börja på budgeten").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Budget 2026")
    page.locator("[name='income.staten.2026']").fill("2100")
    page.locator("[name='cost.administration.2026']").fill("1500")
    page.get_by_role("button", name="Spara budgeten").first.click()
    expect(page.locator("main")).to_contain_text("Utrymme 2026")
    expect(page.locator("main")).to_contain_text("2026 går det att bevilja")
    with page.expect_download() as download:
        page.locator("a[href$='/excel/']").first.click()
    path = tmp_path / "budget.xlsx"
    download.value.save_as(path)
    cells = [cell.value for row in load_workbook(path).active.iter_rows() for cell in row]
    assert 2100 in cells
