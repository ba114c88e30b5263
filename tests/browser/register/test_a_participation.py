"""One participation from beginning to end, and one return from draft to correction, as those who work there do it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from playwright.sync_api import Page, expect

from samverk.apps.participants.models import Participant
from samverk.core.outcomes.told import count_at
from samverk.formats.returns.kept import kept_return
from samverk.formats.returns.keys import read_public_pem
from samverk.formats.returns.read import TrustedKey, read_return
from samverk.formats.returns.write import content_hash
from tests.factories.participating import ended, intake


@pytest.fixture
def keys(stage, settings, tmp_path):
    """The key files of the register lie in a directory of this test's own."""
    settings.ENVIRONMENT = replace(settings.ENVIRONMENT, data=tmp_path)


def test_intake_exit_three_months_and_withdrawal(stage, browse):
    page: Page = browse(stage.own)
    page.goto("/")
    page.get_by_role("link", name="Ny deltagare").first.click()
    page.get_by_label("Dag då samtycket gavs").fill("2026-01-12")
    page.get_by_label("Första dagen i insatsen").fill("2026-01-12")
    card = page.get_by_label("Kort", exact=True).input_value()
    page.get_by_label("Kön").select_option("man")
    page.get_by_label("Födelseår").fill("1994")
    page.get_by_label("Remittent").select_option("region")
    page.get_by_label("Månader med offentlig försörjning före start").fill("31")
    page.get_by_label("Huvudsaklig försörjning").select_option("sickness_benefit")
    page.get_by_label("Aktivt arbetssökande").check()
    page.get_by_role("button", name="Spara deltagaren").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(card)
    page.get_by_role("link", name="Anteckna avslutet").first.click()
    page.get_by_label("Sista dagen i insatsen").fill("2026-08-14")
    page.get_by_label("Avslutsorsak").select_option("to_studies")
    page.get_by_label("Huvudsaklig försörjning").select_option("none")
    page.get_by_label("Studier").check()
    page.get_by_label("Studerar hur mycket").fill("100")
    page.get_by_role("button", name="Spara avslutet").click()
    expect(page.locator("main")).to_contain_text("till studier", ignore_case=True)
    page.get_by_role("link", name="Att göra", exact=True).click()
    page.get_by_role("link", name=card).first.click()  # three months have gone
    expect(page.get_by_role("heading", level=1)).to_contain_text("3 månader efter avslut")
    page.get_by_label("Dag", exact=True).fill("2026-11-16")
    page.get_by_label("Huvudsaklig försörjning").select_option("none")
    page.get_by_label("Förvärvsarbete").check()
    page.get_by_label("Arbetar hur mycket").fill("20 h")
    page.get_by_role("button", name="Spara läget").click()
    expect(page.locator("main")).to_contain_text("Förvärvsarbete 50")
    here = page.url
    page.get_by_role("link", name="Återkalla samtycket").click()
    page.get_by_role("button", name="Återkalla samtycket och ta bort allt").click()
    assert page.goto(here).status == 404
    assert not Participant.objects.filter(card=card).exists()
    assert [said for said in page.said if "404" not in said] == []


def test_a_released_return_is_corrected_when_a_consent_is_withdrawn(stage, browse, keys):
    for number in range(8):
        ended(stage.own, intake(stage.own, stage.measure, gender="woman" if number else "man"))
    own, keeps = browse(stage.own), browse(stage.keeper)
    keeps.goto("/nyckel/")
    keeps.get_by_role("button", name="Gör en nyckel").click()
    pem = keeps.request.get("/nyckel/publik/").body()
    address = _draft(own)
    expect(own.get_by_role("button", name="Granskad: tabellerna får lämnas")).to_have_count(0)
    first = _release(keeps, address)
    last = Participant.objects.filter(gender="woman").latest("pk")
    row = last.participations.get()
    own.goto(f"/deltagande/{row.pk}/aterkalla/")
    own.get_by_role("button", name="Återkalla samtycket och ta bort allt").click()
    own.goto("/")
    expect(own.locator("main")).to_contain_text("behöver rättas")
    own.goto(address)
    own.get_by_role("button", name="Gör en rättelse").click()
    second = _release(keeps, own.url)
    before, after = kept_return(first), kept_return(second)
    assert (before.number, after.number, after.replaces) == (1, 2, content_hash(before))
    counts = [count_at(each, "enrolled_by_gender", "*") for each in (before, after)]
    assert counts[0] is not None
    assert counts[1] == counts[0] - 1 or counts[1] is None
    trusted = TrustedKey(read_public_pem(pem), before.association, frozenset({before.measure}))
    taken, problems = read_return(second, [trusted], rule=before.rule, earlier=[before])
    assert taken is not None, problems
    assert not own.said
    assert not keeps.said


def _draft(page: Page) -> str:
    page.goto("/aterrapporter/ny/")
    page.get_by_label("Period").select_option(label="hela 2025")
    page.get_by_role("button", name="Gör utkastet").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Steget")
    return page.url


def _release(page: Page, address: str) -> bytes:
    """Reviewed and released by another than the drafter; the signed file."""
    page.goto(address)
    page.get_by_role("button", name="Granskad: tabellerna får lämnas").click()
    page.get_by_role("button", name="Underteckna och lämna").click()
    with page.expect_download() as download:
        page.get_by_role("link", name="Hämta filen").click()
    return download.value.path().read_bytes()
