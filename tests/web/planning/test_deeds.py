"""What is done with a budget on its pages: begun, pasted into, decided, revised; income and scenarios noted."""

from __future__ import annotations

import html
from datetime import date
from fractions import Fraction

import pytest

from samverk.apps.planning.actions import change_lines, start_budget
from samverk.apps.planning.ground import ground_of
from samverk.apps.planning.line_changes import OPENING_KEY, LineChange
from samverk.apps.planning.models import BudgetLine, BudgetVersion, Scenario
from samverk.apps.planning.queries import scenario_facts
from samverk.apps.users.actor import command_line
from samverk.apps.users.enums import Role
from samverk.core.planning.external_grants import ExternalGrant
from samverk.core.planning.plan import LineSide
from samverk.core.planning.scenario import Delta
from tests.factories.budgets import draft_for, lund_in_rows
from tests.factories.planning_pages import fields_of, signed_in

TKR = 100_000
PASTED = "Rad\t2026\t2027\t2028\nAktiv\t100\t\t–\nAdministration\t1 900\t1950,5\t2000\n"


@pytest.fixture
def lund(settings):
    settings.SAMVERK_REQUIRE_TOTP = False
    settings.SAMVERK_DEMO_DAY = date(2025, 12, 1)
    return lund_in_rows()


@pytest.fixture
def draft(lund):
    start_budget(command_line(lund), 2026)
    return draft_for(lund, 2026)


@pytest.fixture
def client(lund):
    return signed_in(lund, Role.OFFICE)


def _text(answer) -> str:
    return html.unescape(answer.content.decode()).replace("\u00a0", " ")


def test_what_is_pasted_without_a_known_row_is_told(draft, client):
    address = f"/lund/budget/version/{draft.pk}/klistra/"
    page = _text(client.post(address, {"text": "hej"}))
    assert "Ingen rad kändes igen, så inget ändras i Budget 2026." in page
    assert "1 rad kändes igen" in _text(client.post(address, {"text": "Rad\t2026\nAktiv\t7"}))


def _amounts(version) -> dict[tuple[str, int], int]:
    return {(line.key, line.year): line.amount_ore for line in BudgetLine.objects.filter(version=version)}


def _change(version, key: str, tkr: int, year: int = 2026, side: LineSide | None = LineSide.COST) -> None:
    change_lines(command_line(version.budget.association), version, [LineChange(side, key, year, None, tkr * TKR)])


def test_a_budget_is_begun_for_the_year_after_the_last_one(lund, client):
    assert 'value="2026"' in client.get("/lund/budget/ny/").content.decode()
    assert "Budgeten är påbörjad" in _text(client.post("/lund/budget/ny/", {"year": "2026"}, follow=True))
    again = client.post("/lund/budget/ny/", {"year": "2026"})
    assert again.status_code == 422
    assert "redan ett utkast" in _text(again)


@pytest.mark.parametrize("year", ["", "abc", "1", "99999", "-2026"])
def test_a_year_that_is_none_is_told(lund, client, year):
    assert client.post("/lund/budget/ny/", {"year": year}).status_code == 422
    assert not BudgetVersion.objects.filter(state="draft").exists()


# ── paste ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_pasted_cells_are_shown_as_changes_and_written_when_confirmed(draft, client):
    address = f"/lund/budget/version/{draft.pk}/klistra/"
    preview = client.post(address, {"text": PASTED})
    page = _text(preview)
    assert "4 belopp ändras i Budget 2026. 2 rader kändes igen. Inget är sparat än." in page
    assert _amounts(draft) == {}
    sent = {"text": PASTED, "confirm": "1", "before": fields_of(preview.content.decode())["before"]}
    assert "4 belopp är inklistrade och sparade." in _text(client.post(address, sent, follow=True))
    assert _amounts(draft) == {
        ("aktiv", 2026): 100 * TKR,
        ("administration", 2026): 1900 * TKR,
        ("administration", 2027): 195_050_000,
        ("administration", 2028): 2000 * TKR,
    }


def test_a_paste_never_overwrites_what_came_after_its_preview(draft, client):
    address = f"/lund/budget/version/{draft.pk}/klistra/"
    before = fields_of(client.post(address, {"text": PASTED}).content.decode())["before"]
    _change(draft, "aktiv", 80)
    answer = client.post(address, {"text": PASTED, "confirm": "1", "before": before})
    assert answer.status_code == 422
    assert "Någon annan har ändrat några av beloppen" in _text(answer)
    assert _amounts(draft) == {("aktiv", 2026): 80 * TKR}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Aktiv\t=SUM(A1)\t1\t1", "är en formel och inte ett tal"),
        ("Aktiv\t-5\t5\t5", "minus framför en kostnad"),
        ("<script>alert(1)</script>\t1\t1\t1", "är ingen rad i planen"),
        ("Aktiv\tNaN\t1\t1", "är inte ett belopp"),
        ("\n".join(f"Rad {number}\t1\t2\t3" for number in range(10_000)), "för stort: högst"),
        ("\x00\x01", ""),
    ],
)
def test_what_cannot_be_pasted_is_told_by_row_and_stays_in_the_field(draft, client, text, words):
    answer = client.post(f"/lund/budget/version/{draft.pk}/klistra/", {"text": text})
    assert words in _text(answer)
    assert "<script>alert" not in answer.content.decode()
    assert html.escape(text[:12], quote=False).split("\t")[0].strip("\x00\x01") in answer.content.decode()
    assert _amounts(draft) == {}


def test_an_empty_paste_is_asked_for(draft, client):
    answer = client.post(f"/lund/budget/version/{draft.pk}/klistra/", {"text": ""})
    assert answer.status_code == 422
    assert "Klistra in cellerna först" in _text(answer)


# ── decide ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def _filled(draft):
    for key in ("staten", "region", "kommun"):
        _change(draft, key, 3_690 if key == "staten" else 1_845, side=LineSide.INCOME)
    _change(draft, "administration", 1_800)
    _change(draft, OPENING_KEY, 1_790, side=None)
    return draft_for(draft.budget.association, 2026)


def test_the_check_stands_beside_the_form_and_a_warning_asks_for_a_motive(draft, client):
    filled = _filled(draft)
    address = f"/lund/budget/version/{draft.pk}/besluta/"
    page = _text(client.get(address))
    assert "MF-03" in page
    assert "20 % av medlemmarnas medel" in page
    late = _text(client.post(address, {"version": filled.version, "day": "2025-12-01", "check": "1"}))
    assert "Lägg in den fastställda budgeten med dagen för beslutet och dagen för samrådet." in late
    assert "budgetfilen" not in page + late
    assert ".toml" not in page + late
    sent = {"version": filled.version, "day": "2025-11-20", "consultation": "2025-10-02", "motive": ""}
    refused = client.post(address, sent)
    assert refused.status_code == 422
    assert "Skriv motivet, så kan den beslutas." in _text(refused)
    assert 'value="2025-10-02"' in refused.content.decode()
    answer = client.post(address, {**sent, "motive": "Medlen behövs när IRIS har slutat."}, follow=True)
    assert "Budget 2026 är beslutad." in _text(answer)
    assert "Medlen behövs när IRIS har slutat." in _text(answer)
    assert BudgetVersion.objects.get(pk=draft.pk).consultation == date(2025, 10, 2)


def test_checking_again_decides_nothing_and_keeps_what_is_written(draft, client):
    filled = _filled(draft)
    sent = {"version": filled.version, "day": "2025-12-01", "motive": "Därför.", "check": "1"}
    page = _text(client.post(f"/lund/budget/version/{draft.pk}/besluta/", sent))
    assert "Därför." in page
    assert "1 december 2025" in page
    assert draft_for(draft.budget.association, 2026).is_draft


def test_a_draft_changed_meanwhile_is_not_decided(draft, client):
    filled = _filled(draft)
    _change(draft, "aktiv", 80)
    sent = {"version": filled.version, "day": "2025-11-20", "consultation": "2025-10-02", "motive": "m"}
    assert client.post(f"/lund/budget/version/{draft.pk}/besluta/", sent).status_code == 409
    assert draft_for(draft.budget.association, 2026).is_draft


def test_a_decided_budget_is_changed_by_a_new_version(lund, client):
    decided = BudgetVersion.objects.get(budget__association=lund, budget__year=2024)
    page = _text(client.post(f"/lund/budget/version/{decided.pk}/revidera/", follow=True))
    assert "Reviderad budget 2024, version 2 är påbörjad med samma belopp" in page
    draft = draft_for(lund, 2024)
    assert _amounts(draft) == _amounts(decided)
    assert "Det finns redan ett utkast" in _text(
        client.post(f"/lund/budget/version/{decided.pk}/revidera/", follow=True)
    )
    assert "Fortsätt" not in _text(client.get(f"/lund/budget/version/{decided.pk}/"))


def test_a_draft_is_thrown_away_after_a_question(draft, client):
    address = f"/lund/budget/version/{draft.pk}/ta-bort/"
    assert "Det går inte att ångra" in _text(client.get(address))
    assert "har ändrats" in _text(client.post(address, {"version": "0"}, follow=True))
    client.post(address, {"version": str(draft.version)})
    assert not BudgetVersion.objects.filter(pk=draft.pk).exists()


# ── income, floor, scenarios ────────────────────────────────────────────────────────────────────────────────────────


def test_a_notice_gives_the_members_their_shares(lund, draft, client):
    sent = {"year": "2026", "amount_ore": "3 690", "day": "2025-11-12", "source": "FK <b>dnr</b>"}
    page = client.post("/lund/budget/intakter/besked/", sent, follow=True).content.decode()
    assert "FK &lt;b&gt;dnr&lt;/b&gt;" in page
    assert ground_of(lund).notices[0].amount_ore == 3_690 * TKR
    assert 'placeholder="1 845"' in _text(client.get("/lund/budget/"))


@pytest.mark.parametrize("amount", ["", "-1", "=1", "abc", "1e99", "9" * 30])
def test_a_notice_with_an_amount_that_is_none_is_told_by_field(lund, client, amount):
    sent = {"year": "2026", "amount_ore": amount, "day": "2025-11-12", "source": "FK"}
    answer = client.post("/lund/budget/intakter/besked/", sent)
    assert answer.status_code == 422
    assert "Belopp från staten, tkr</a>:" in answer.content.decode()
    assert ground_of(lund).notices == ()


GRANT = {
    "key": "esf",
    "cost_lines": ["iris"],
    "share": "53",
    "first": "2023-01",
    "last": "2026-01",
    "request_months": "3",
    "lag_months": "4",
    "most_ore": "",
    "source": "dnr 1",
}


def test_a_grant_in_arrears_is_noted_with_its_effect_on_cash(lund, client):
    client.post("/lund/budget/intakter/bidrag/", GRANT)
    assert ground_of(lund).grants == (
        ExternalGrant("esf", ("iris",), Fraction(53, 100), 202301, 202601, 3, 4, None, "dnr 1"),
    )
    page = _text(client.get("/lund/budget/intakter/?ar=2026"))
    assert "Likvida medel är lägst i" in page
    assert "januari 2026" in page
    assert "Varav efterskott påverkar" in page


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"share": "153"}, "Skriv högst 100"),
        ({"share": "x"}, "Skriv andelen i procent"),
        ({"last": "2022-01"}, "kommer före den första"),
        ({"first": "januari"}, "Skriv månaden som 2025-04"),
        ({"cost_lines": ["finns_inte"]}, "finns_inte"),
        ({"key": "finns_inte"}, "finns_inte"),
        ({"request_months": "0"}, "1"),
    ],
)
def test_a_grant_that_cannot_be_is_told_and_keeps_what_is_written(lund, client, wrong, words):
    answer = client.post("/lund/budget/intakter/bidrag/", {**GRANT, **wrong})
    assert answer.status_code == 422
    assert words in _text(answer)
    assert 'value="dnr 1"' in answer.content.decode()
    assert ground_of(lund).grants == ()


def test_the_floor_lowers_the_room(lund, client):
    sent = {"version": "1", "floor_ore": "500", "decided": "2025-03-01", "source": "§ 12"}
    page = _text(client.post("/lund/budget/golv/", sent, follow=True))
    assert "2025 går det att bevilja 1 290 tkr till; då når medlen golvet 500 tkr 2025." in page
    assert "§ 12 (1 mars 2025)" in page


def test_a_scenario_is_written_shown_changed_and_taken_away(lund, client):
    sent = {"name": "Staten minskar", "opening_ore": "", "line_0": "staten", "share_0": "−10", "year_0": "2026"}
    page = _text(client.post("/lund/budget/scenarier/2025/nytt/", sent, follow=True))
    assert "Scenario: Staten minskar" in page
    assert "Försäkringskassan (inkl. AF) 2026: 369 tkr sämre än grundplanen" in page
    scenario = Scenario.objects.get()
    assert scenario_facts(scenario).deltas == (Delta("staten", share=Fraction(-1, 10), year=2026),)
    address = f"/lund/budget/scenario/{scenario.pk}/"
    assert 'value="-10"' in client.get(address).content.decode()
    client.post(address, {**sent, "version": "1", "line_0": "aktiv", "share_0": "", "amount_0": "-80"})
    assert scenario_facts(Scenario.objects.get()).deltas == (Delta("aktiv", -80 * TKR, year=2026),)
    assert client.post(address, {**sent, "version": "1"}).status_code == 409
    client.post(address, {"remove": "1"})
    assert not Scenario.objects.exists()


def test_a_change_without_a_line_is_asked_for(lund, client):
    answer = client.post("/lund/budget/scenarier/2025/nytt/", {"name": "X", "amount_0": "5"})
    assert answer.status_code == 422
    assert "Välj vilken rad som ändras" in _text(answer)


# ── how the year goes ───────────────────────────────────────────────────────────────────────────────────────────────


def test_the_forecast_says_how_each_line_was_reckoned(lund, client):
    page = _text(client.get("/lund/budget/prognos/2024/?till=8"))
    assert "Efter januari–augusti 2024 pekar året mot" in page
    assert "Beslutat belopp 3 685 tkr" in page
    assert "Inget spann: " in page


def test_outcome_against_budget_is_told_in_words_with_a_chart_and_its_data(lund, client):
    page = _text(client.get("/lund/budget/utfall/2024/"))
    assert "bättre än budget" in page
    assert "<svg" in page
    assert "Visa talen i diagrammet" in page
    assert 'href="/lund/budget/utfall/2024/?rad=iris&till=12#diagram"' in page
