"""The main ways, walked with a keyboard alone: skip link, search, a source that opens, a role that is given."""

from __future__ import annotations

from playwright.sync_api import expect

from samverk.apps.users.enums import Role


def test_search_is_reached_walked_and_opened_by_keyboard(browse):
    page = browse(Role.DIRECTOR)
    page.goto("/lund/")
    page.keyboard.press("Control+k")
    page.keyboard.type("iris usb", delay=20)
    option = page.locator("#sok-forslag [role=option]").first
    expect(option).to_be_visible()
    field = page.locator("#sok")
    expect(field).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowDown")
    expect(field).to_have_attribute("aria-activedescendant", option.get_attribute("id") or "")
    page.keyboard.press("Escape")
    expect(option).to_have_count(0)
    page.keyboard.type(" ")
    page.keyboard.press("Backspace")
    page.keyboard.press("Enter")
    page.wait_for_url("**/sok/?q=iris+usb")
    expect(page.get_by_role("heading", level=1)).to_have_text("Sök")


def test_the_skip_link_comes_first_and_leads_to_the_content(browse):
    page = browse(Role.DIRECTOR)
    page.goto("/lund/")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Hoppa till innehållet")
    page.keyboard.press("Enter")
    expect(page.locator("main:focus")).to_have_count(1)


def test_a_source_opens_and_the_menu_closes_by_keyboard(browse):
    page = browse(Role.DIRECTOR)
    page.goto("/lund/")
    source = page.locator("details.source").first
    source.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(source).to_have_attribute("open", "")
    menu = page.locator("details.person")
    menu.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Min inloggning")).to_be_visible()
    page.keyboard.press("Escape")
    expect(menu.locator("summary")).to_be_focused()
    expect(page.get_by_role("link", name="Min inloggning")).to_be_hidden()


def test_a_form_with_faults_gives_them_the_focus(browse):
    page = browse(Role.DIRECTOR)
    page.goto("/lund/personer/ny/")
    page.get_by_label("E-postadress").fill("helt.ny@example.se")
    page.keyboard.press("Enter")
    expect(page.locator(".message.error")).to_be_focused()
    page.get_by_role("link", name="Namn").click()
    expect(page.get_by_label("Namn")).to_be_focused()


def test_pages_work_without_a_script(browse):
    page = browse(Role.AUDITOR, java_script_enabled=False)
    page.goto("/lund/revision/")
    page.get_by_role("link", name="Pröva kedjan").click()
    expect(page.locator(".message.success")).to_contain_text("Kedjan är hel.")
    page.goto("/lund/sok/?q=iris")
    expect(page.get_by_role("heading", name="Insatser")).to_be_visible()
