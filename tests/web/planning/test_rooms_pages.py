"""Every page of the room: who reaches it, what it asks of the database, and what is not there for others."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from fractions import Fraction

import pytest

from samverk.apps.planning import income_actions
from samverk.apps.planning.actions import start_budget
from samverk.apps.planning.models import AllocationNotice, BudgetVersion, ExternalGrant, Scenario
from samverk.apps.users.actor import command_line
from samverk.apps.users.enums import Role
from samverk.core.planning.external_grants import ExternalGrant as GrantFacts
from samverk.core.planning.scenario import Delta
from tests.factories.budgets import lund_in_rows
from tests.factories.people import association
from tests.factories.planning_pages import signed_in

TKR = 100_000
ESF = GrantFacts("esf", ("iris",), Fraction(53, 100), 202301, 202601, 3, 4)
PAGES = (
    "",
    "ny/",
    "versioner/",
    "version/{draft}/",
    "version/{decided}/",
    "version/{decided}/?scenario={scenario}",
    "version/{draft}/klistra/",
    "version/{draft}/besluta/",
    "version/{draft}/namn/",
    "version/{draft}/ta-bort/",
    "version/{draft}/excel/",
    "scenarier/2025/nytt/",
    "scenario/{scenario}/",
    "intakter/",
    "intakter/besked/",
    "intakter/bidrag/",
    "intakter/bidrag/{grant}/",
    "golv/",
    "prognos/",
    "prognos/2024/?till=8",
    "utfall/",
    "utfall/2024/?rad=iris&till=8",
)
OWN_ROWS = (
    "version/{draft}/",
    "version/{decided}/",
    "version/{draft}/summor/",
    "version/{draft}/klistra/",
    "version/{draft}/besluta/",
    "version/{draft}/namn/",
    "version/{draft}/ta-bort/",
    "version/{draft}/revidera/",
    "version/{draft}/excel/",
    "scenarier/2025/nytt/",
    "scenario/{scenario}/",
    "intakter/bidrag/{grant}/",
    "intakter/besked/{notice}/ta-bort/",
    "prognos/2024/",
    "utfall/2024/",
)
WRITES = tuple(page for page in PAGES if page.startswith(("ny", "scenar", "intakter/b", "golv"))) + tuple(
    page for page in PAGES if page.endswith(("klistra/", "besluta/", "namn/", "ta-bort/"))
)


@pytest.fixture
def lund(settings):
    settings.SAMVERK_REQUIRE_TOTP = False
    row = lund_in_rows()
    actor = command_line(row)
    start_budget(actor, 2026)
    income_actions.add_grant(actor, ESF)
    income_actions.note_allocation(actor, 2026, 3_690 * TKR, date(2025, 11, 12), "FK")
    budget = row.budget_years.get(year=2025)
    income_actions.add_scenario(actor, budget, "Mindre från staten", (Delta("staten", share=Fraction(-1, 10)),))
    return row


def _address(page: str) -> str:
    return page.format(
        draft=BudgetVersion.objects.get(state="draft").pk,
        decided=BudgetVersion.objects.get(budget__year=2025, state="decided").pk,
        scenario=Scenario.objects.get().pk,
        grant=ExternalGrant.objects.get().pk,
        notice=AllocationNotice.objects.get().pk,
    )


@pytest.mark.parametrize("page", PAGES)
def test_a_page_answers_with_at_most_25_questions_to_the_database(lund, page, django_assert_max_num_queries):
    client = signed_in(lund, Role.DIRECTOR)
    address = f"/lund/budget/{_address(page)}"
    with django_assert_max_num_queries(25):
        assert client.get(address).status_code == 200


@pytest.mark.parametrize("page", OWN_ROWS)
def test_another_associations_rows_do_not_exist(lund, page):
    other = association("Finsam Annanstans", "annan")
    client = signed_in(other, Role.DIRECTOR)
    address = f"/annan/budget/{_address(page)}"
    assert client.get(address).status_code == 404
    assert client.post(address, {"name": "x", "remove": "1"}).status_code in (404, 405)
    assert Scenario.objects.count() == ExternalGrant.objects.count() == AllocationNotice.objects.count() == 1


@pytest.mark.parametrize("page", WRITES)
@pytest.mark.parametrize("role", [Role.AUDITOR, Role.PREPARATORY_GROUP, Role.BOARD_MEMBER])
def test_who_only_reads_reaches_no_form(lund, page, role):
    assert signed_in(lund, role).get(f"/lund/budget/{_address(page)}").status_code == 403


@pytest.mark.parametrize("page", ["", "versioner/", "intakter/", "prognos/", "utfall/", "version/{draft}/excel/"])
@pytest.mark.parametrize("role", [Role.AUDITOR, Role.PREPARATORY_GROUP, Role.BOARD_MEMBER, Role.BOOKKEEPER])
def test_who_reads_reads_everything(lund, page, role):
    assert signed_in(lund, role).get(f"/lund/budget/{_address(page)}").status_code == 200


def test_a_forecast_of_a_whole_year_has_no_range_to_tell_of(lund):
    client = signed_in(lund, Role.DIRECTOR)
    assert "ligger mellan" not in client.get("/lund/budget/prognos/2024/").content.decode()
    half = client.get("/lund/budget/prognos/2024/?till=6").content.decode()
    assert "ligger mellan" in half or "Inget spann för resultatet" in half


@pytest.mark.parametrize("page", ["", "versioner/", "intakter/", "prognos/", "utfall/", "ny/", "golv/"])
def test_an_association_with_nothing_is_told_the_next_step(settings, page):
    settings.SAMVERK_REQUIRE_TOTP = False
    client = signed_in(association("Finsam Nybildat", "tomt"), Role.DIRECTOR)
    answer = client.get(f"/tomt/budget/{page}")
    assert answer.status_code == 200
    assert "<h1>" in answer.content.decode()


@pytest.mark.parametrize(
    "address", ["prognos/1999/", "utfall/2024/?rad=finns_inte", "version/999999/", "scenario/999999/"]
)
def test_what_is_not_there_is_not_found(lund, address):
    assert signed_in(lund, Role.DIRECTOR).get(f"/lund/budget/{address}").status_code == 404


def test_the_workbook_of_a_scenario_holds_the_scenario(lund):
    client = signed_in(lund, Role.AUDITOR)
    address = f"/lund/budget/{_address('version/{decided}/excel/')}"
    scenario = Scenario.objects.get()
    strings = {}
    for query in ("", f"?scenario={scenario.pk}"):
        with zipfile.ZipFile(io.BytesIO(client.get(address + query).content)) as book:
            strings[query] = book.read("xl/sharedStrings.xml").decode()
    assert scenario.name in strings[f"?scenario={scenario.pk}"]
    assert scenario.name not in strings[""]


def test_the_workbook_runs_no_formula_of_anyones_text(lund):
    row = lund.measures.get(code="aktiv")
    from samverk.apps.measures.actions import change_measure
    from samverk.apps.measures.queries import measure_facts

    facts = measure_facts(row).model_copy(update={"name": "=HYPERLINK(1)"})
    change_measure(command_line(lund), row, row.version, facts)
    answer = signed_in(lund, Role.AUDITOR).get(f"/lund/budget/{_address('version/{decided}/excel/')}")
    with zipfile.ZipFile(io.BytesIO(answer.content)) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
        strings = book.read("xl/sharedStrings.xml").decode()
    assert "HYPERLINK" not in sheet
    assert "HYPERLINK" in strings
    assert answer["Content-Disposition"] == 'attachment; filename="budget-2025.xlsx"'
