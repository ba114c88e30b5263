"""The plan's page: room to grant first, the grid below, nothing typed is ever lost."""

from __future__ import annotations

import html

import pytest

from samverk.apps.accounting.actions import import_books
from samverk.apps.organisation.actions import add_association
from samverk.apps.planning.actions import change_lines, start_budget
from samverk.apps.planning.line_changes import LineChange
from samverk.apps.planning.models import BudgetLine, BudgetVersion
from samverk.apps.users.actor import command_line
from samverk.apps.users.enums import Role
from samverk.core.planning.plan import LineSide
from tests.factories.budgets import draft_for, lund_in_rows
from tests.factories.lund import LUND
from tests.factories.people import association
from tests.factories.planning_pages import fields_of, signed_in

TKR = 100_000


@pytest.fixture
def lund(settings):
    settings.SAMVERK_REQUIRE_TOTP = False
    return lund_in_rows()


@pytest.fixture
def draft(lund):
    start_budget(command_line(lund), 2026)
    return draft_for(lund, 2026)


@pytest.fixture
def client(lund):
    return signed_in(lund, Role.DIRECTOR)


def _version(row, year):
    return BudgetVersion.objects.get(budget__association=row, budget__year=year)


def _text(answer) -> str:
    return html.unescape(answer.content.decode()).replace("\u00a0", " ")


def _amount(key: str, year: int) -> int | None:
    return (
        BudgetLine.objects.filter(version__state="draft", key=key, year=year)
        .values_list("amount_ore", flat=True)
        .first()
    )


def test_the_first_line_says_what_can_be_granted_and_each_ceiling_names_its_base(lund, client):
    page = _text(client.get(f"/lund/budget/version/{_version(lund, 2024).pk}/"))
    assert "2024 går det att bevilja 858 tkr till; då når medlen noll 2025." in page
    assert page.index("går det att bevilja") < page.index("<table")
    assert "Medlen 2024 blir 426 tkr över taket 20 % av medlemmarnas medel, 1 474 tkr." in page
    assert "under taket 20 % av kostnadsbudgeten" in page
    assert "Medlen vid slutet av 2025 sätter gränsen." in page
    assert "räcker de till" in page


def test_each_years_opening_is_the_closing_before_it(lund, client):
    page = _text(client.get(f"/lund/budget/version/{_version(lund, 2025).pk}/"))
    closings = [page.split(f'id="medel_ut-{year}">')[1].split("<")[0] for year in (2025, 2026)]
    openings = [page.split(f'id="medel_in-{year}">')[1].split("<")[0] for year in (2026, 2027)]
    assert closings == openings == ["1 790", "6 407"]


def test_the_room_opens_with_the_newest_draft_and_beside_it_stands_what_was(draft, client):
    page = _text(client.get("/lund/budget/"))
    assert "<h1>Budget 2026 med plan till 2028</h1>" in page
    assert "Utfall 2024" in page
    assert "Budget 2025" in page
    assert 'placeholder="3 690"' in page
    assert "Inga belopp är ifyllda än. Allt här är räknat med förslagen" in page


def test_a_proposed_opening_is_shown_in_the_budgets_unit(settings):
    settings.SAMVERK_REQUIRE_TOTP = False
    new = add_association(command_line(), "tomt", "Finsam Nybildat", "222000-0000")
    import_books(command_line(new), (LUND / "bokforing-2024.se").read_bytes(), "bokforing-2024.se")
    page = _text(signed_in(new, Role.DIRECTOR).post("/tomt/budget/ny/", {"year": 2025}, follow=True))
    assert 'placeholder="2 332,7"' in page
    assert "2 332,6" not in page


def test_a_budget_without_income_sources_says_where_they_are_made(settings):
    settings.SAMVERK_REQUIRE_TOTP = False
    new = association("Finsam Nybildat", "tomt")
    client = signed_in(new, Role.DIRECTOR)
    page = _text(client.post("/tomt/budget/ny/", {"year": 2026}, follow=True))
    assert "Budgeten har inga rader för intäkter" in page
    assert 'href="/tomt/forbundet/intakter/"' in page


def test_an_association_without_a_budget_is_told_how_to_begin(settings):
    settings.SAMVERK_REQUIRE_TOTP = False
    empty = association("Finsam Nybildat", "tomt")
    assert "Börja på en budget" in _text(signed_in(empty, Role.DIRECTOR).get("/tomt/budget/"))
    reader = _text(signed_in(empty, Role.BOARD_MEMBER).get("/tomt/budget/"))
    assert "Ingen har börjat på en budget än" in reader


def test_what_is_typed_is_saved_exactly(draft, client):
    address = f"/lund/budget/version/{draft.pk}/"
    fields = fields_of(client.get(address).content.decode())
    fields |= {"income.region.2026": "1 842,5", "cost.aktiv.2027": "0", "..ingaende_medel": "1 790"}
    answer = client.post(address, fields, follow=True)
    assert "Budgeten är sparad." in _text(answer)
    assert (_amount("region", 2026), _amount("aktiv", 2027), _amount("aktiv", 2026)) == (184_250_000, 0, None)
    assert draft_for(draft.budget.association, 2026).opening_ore == 1_790 * TKR
    again = fields_of(client.get(address).content.decode())
    assert again["income.region.2026"].replace("\u00a0", " ") == "1 842,5"
    client.post(address, {**again, "income.region.2026": ""})
    assert _amount("region", 2026) is None


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("abc", "”abc” är inte ett belopp"),
        ("=1+1", "är en formel och inte ett tal"),
        ("@SUM(A1)", "är en formel"),
        ("-5", "skrivs båda utan minustecken"),
        ("NaN", "är inte ett belopp"),
        ("1e400", "är inte ett belopp"),
        ("99999999999999999", "orimligt stort"),
        ("0,0000001", "är inte hela ören"),
        ("1.234", "kan vara både"),
        ("<script>alert(1)</script>", "är inte ett belopp"),
        ("9" * 5000, ""),
    ],
)
def test_an_amount_that_cannot_be_is_told_by_cell_and_everything_typed_stays(draft, client, typed, words):
    address = f"/lund/budget/version/{draft.pk}/"
    fields = fields_of(client.get(address).content.decode())
    answer = client.post(address, {**fields, "cost.aktiv.2026": typed, "income.staten.2026": "3690"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Aktiv 2026</a>: " in page
    assert words in _text(answer)
    assert fields_of(page)["cost.aktiv.2026"] == typed
    assert fields_of(page)["income.staten.2026"] == "3690"
    assert "<script>alert" not in page
    assert not BudgetLine.objects.filter(version=draft).exists()


def test_the_second_editor_is_told_by_line_keeps_what_they_typed_and_may_save_again(draft, client, lund):
    address = f"/lund/budget/version/{draft.pk}/"
    fields = fields_of(client.get(address).content.decode())
    change_lines(
        command_line(lund),
        draft,
        [
            LineChange(LineSide.COST, "aktiv", 2026, None, 80 * TKR),
            LineChange(LineSide.COST, "utvarderingar", 2026, None, 200 * TKR),
        ],
    )
    answer = client.post(address, {**fields, "cost.aktiv.2026": "95", "income.staten.2026": "3690"})
    assert answer.status_code == 409
    assert "Du skrev 95, men någon annan har ändrat till 80 medan du skrev" in _text(answer)
    assert _amount("aktiv", 2026) == 80 * TKR
    assert _amount("staten", 2026) is None
    kept = fields_of(answer.content.decode())
    assert (kept["cost.aktiv.2026"], kept["income.staten.2026"]) == ("95", "3690")
    assert client.post(address, kept).status_code == 302
    assert (_amount("aktiv", 2026), _amount("staten", 2026)) == (95 * TKR, 3690 * TKR)
    assert _amount("utvarderingar", 2026) == 200 * TKR


def test_a_broken_field_of_what_was_seen_overwrites_nothing(draft, client, lund):
    change_lines(command_line(lund), draft, [LineChange(LineSide.COST, "aktiv", 2026, None, 80 * TKR)])
    address = f"/lund/budget/version/{draft.pk}/"
    fields = fields_of(client.get(address).content.decode())
    for seen in ("", "[]", '{"cost.aktiv.2026": "x"}', "{" * 5000):
        answer = client.post(address, {**fields, "seen": seen, "cost.aktiv.2026": "95"})
        assert answer.status_code == 409
    assert _amount("aktiv", 2026) == 80 * TKR


def test_the_proposals_of_a_line_are_taken_with_what_else_is_typed(draft, client):
    address = f"/lund/budget/version/{draft.pk}/"
    fields = fields_of(client.get(address).content.decode())
    client.post(address, {**fields, "income.staten.2027": "4 000", "take": "income.staten"})
    assert [_amount("staten", year) for year in (2026, 2027, 2028)] == [3690 * TKR, 4000 * TKR, 3690 * TKR]
    assert _amount("region", 2026) is None


def test_all_proposals_are_taken_at_once_and_then_none_is_left(draft, client):
    address = f"/lund/budget/version/{draft.pk}/"
    fields = fields_of(client.get(address).content.decode())
    page = _text(client.post(address, {**fields, "take": "*"}, follow=True))
    assert "Förslaget är taget och sparat." in page
    assert "Ta alla förslag" not in page
    assert _amount("administration", 2026) is not None


def test_a_measure_may_be_added_and_keeps_what_is_typed_on_it(draft, client):
    address = f"/lund/budget/version/{draft.pk}/"
    fields = fields_of(client.get(address).content.decode())
    assert "cost.ama.2026" not in fields
    answer = client.post(address, {**fields, "income.staten.2026": "3690", "add": "1", "line": "ama"})
    kept = fields_of(answer.content.decode())
    assert kept["income.staten.2026"] == "3690"
    assert client.post(address, {**kept, "cost.ama.2026": "45"}).status_code == 302
    assert _amount("ama", 2026) == 45 * TKR


def test_live_sums_save_nothing(draft, client):
    address = f"/lund/budget/version/{draft.pk}/"
    fields = fields_of(client.get(address).content.decode())
    page = _text(client.post(f"{address}summor/", {**fields, "income.staten.2026": "3690", "cost.aktiv.2026": "x"}))
    assert '<span id="summa_intakter-2026" hx-swap-oob="true">3 690</span>' in page
    assert 'id="utrymme"' in page
    assert not BudgetLine.objects.exists() or _amount("staten", 2026) is None


@pytest.mark.parametrize(
    "role", [Role.BOARD_MEMBER, Role.DEPUTY, Role.BOOKKEEPER, Role.AUDITOR, Role.PREPARATORY_GROUP]
)
def test_who_reads_sees_the_draft_without_fields_and_cannot_send_it(lund, draft, role):
    reader = signed_in(lund, role)
    page = reader.get("/lund/budget/")
    assert page.status_code == 200
    assert 'name="income.staten.2026"' not in page.content.decode()
    assert reader.post(f"/lund/budget/version/{draft.pk}/", {"income.staten.2026": "1"}).status_code == 403


def test_a_measure_owner_does_not_see_the_budget(lund, draft):
    assert signed_in(lund, Role.MEASURE_OWNER).get("/lund/budget/").status_code == 403


def test_a_decided_version_is_read_only_and_says_when(lund, client):
    version = _version(lund, 2024)
    page = _text(client.get(f"/lund/budget/version/{version.pk}/"))
    assert 'name="income.staten.2024"' not in page
    assert "22 mars 2024" in page
    assert "Gör en ändring av budgeten" in page
    answer = client.post(f"/lund/budget/version/{version.pk}/", {"seen": "{}", "income.staten.2024": "1"})
    assert "är beslutad och ändras inte" in _text(answer)


def test_a_name_with_a_script_is_shown_and_never_run(lund, draft, client):
    client.post(
        f"/lund/budget/version/{draft.pk}/namn/",
        {"version": draft.version, "name": "<script>alert(1)</script>", "remark": "<img src=x onerror=alert(1)>"},
    )
    page = client.get("/lund/budget/").content.decode()
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert "&lt;script&gt;" in page
