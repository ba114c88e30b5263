"""Figures about participants on their way to print: drafted by one, approved and released by another."""

from __future__ import annotations

from playwright.sync_api import expect

from samverk.apps.users.enums import Role


def test_two_people_release_figures_and_they_are_remembered(browse):
    director, member = browse(Role.DIRECTOR), browse(Role.BOARD_MEMBER)
    director.goto("/lund/uppfoljning/offentliggoranden/nytt/")
    director.get_by_label("Namn").fill("Årsredovisningen 2024, deltagarna i IRIS")
    director.get_by_label("IRIS, ", exact=False).first.check()
    for box in director.get_by_role("group", name="Tabeller").get_by_role("checkbox").all():
        box.check()
    director.get_by_role("button", name="Gör utkastet").click()
    expect(director.locator("main")).to_contain_text("Du gjorde utkastet")
    expect(director.get_by_role("button", name="Godkänn utkastet")).to_have_count(0)
    member.goto(director.url)
    expect(member.locator("main")).to_contain_text("inget dolt antal går att räkna ut")
    member.get_by_role("button", name="Godkänn utkastet").click()
    member.get_by_role("button", name="Offentliggör").click()
    expect(member.locator(".standing")).to_contain_text("Offentliggjort")
    expect(member.locator(".facts")).to_contain_text("Kontrollsumma")
    director.goto("/lund/uppfoljning/offentliggoranden/")
    expect(director.locator("main")).to_contain_text("Årsredovisningen 2024, deltagarna i IRIS")
    assert not director.said
    assert not member.said
