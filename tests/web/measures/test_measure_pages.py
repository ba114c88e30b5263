"""Insatser: the list, the story of one, owners who see only their own, forms that tell."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from samverk.apps.accounting.actions import import_books
from samverk.apps.audit.chain import verify
from samverk.apps.measures.actions import add_measure, set_measure_owners
from samverk.apps.organisation.actions import add_association
from samverk.apps.organisation.models import Association
from samverk.apps.users.actor import command_line
from samverk.apps.users.enums import Role
from samverk.core.measures import Direction, Measure
from tests.factories.facts import LUND, lund
from tests.factories.people import association, person

SCRIPT = "<script>alert(1)</script>"


@pytest.fixture(autouse=True)
def _no_second_step(settings):
    settings.SAMVERK_REQUIRE_TOTP = False


@pytest.fixture
def finsam():
    return lund()


def client_of(of: Association, *roles: Role) -> Client:
    client = Client()
    client.force_login(person("Tuva Rimfrost", *roles, of=of))
    return client


def address(of: Association, name: str, **more: object) -> str:
    return reverse(name, kwargs={"association": of.slug, **more})


def fields_of(client: Client, page: str) -> dict[str, object]:
    form = client.get(page).context["form"]
    sent = {field.html_name: field.value() for field in form}
    for part in form.parts:
        sent |= {field.html_name: field.value() for field in part}
    sent |= {field.html_name: field.value() for field in form.parts.management_form}
    return {name: value for name, value in sent.items() if value is not None and value is not False}


def test_the_list_tells_money_used_of_the_years_budget(finsam, django_assert_max_num_queries):
    client = client_of(finsam, Role.BOARD_MEMBER)
    with django_assert_max_num_queries(25):
        page = client.get(address(finsam, "measures"), {"ar": "2024"}).content.decode()
    assert "Insatser 2024" in page
    assert '<td class="figure">321</td><td class="figure">370</td><td class="figure">87\u00a0%</td>' in page
    assert "7 delprojekt" in page


@pytest.mark.parametrize("asked", ["", "1999", "x", "99999999999999999999", "²"])
def test_a_year_without_money_is_the_one_that_has_it(asked, finsam):
    assert client_of(finsam, Role.AUDITOR).get(address(finsam, "measures"), {"ar": asked}).status_code == 200


def test_without_measures_the_page_says_how_to_begin():
    of = association("Finsam Nytt", "nytt")
    page = client_of(of, Role.DIRECTOR).get(address(of, "measures")).content.decode()
    assert "Ingen insats än" in page
    assert "Läs in faktafiler" in page
    assert "Läs in faktafiler" not in client_of(of, Role.BOARD_MEMBER).get(address(of, "measures")).content.decode()


def test_forty_measures_stay_within_the_query_budget(django_assert_max_num_queries):
    of = association("Finsam Stora", "stora")
    for number in range(40):
        parent = f"m{number - 1}" if number % 2 else None
        facts = Measure(id=f"m{number}", name=f"M {number} {SCRIPT}", direction=Direction.SHARED, parent=parent)
        add_measure(command_line(of), facts)
    client = client_of(of, Role.DIRECTOR)
    with django_assert_max_num_queries(25):
        page = client.get(address(of, "measures")).content.decode()
    assert page.count("delprojekt</summary>") == 20
    assert SCRIPT not in page


@pytest.mark.parametrize("code", ["aktiv", "iris", "iris_usb", "utvarderingar"])
def test_one_measures_story(code, finsam, django_assert_max_num_queries):
    client = client_of(finsam, Role.AUDITOR)
    row = finsam.measures.get(code=code)
    with django_assert_max_num_queries(25):
        page = client.get(address(finsam, "measure", pk=row.pk)).content.decode()
    assert "Pengar per år" in page
    assert "Ändra insatsen" not in page


def test_every_form_opens_and_saved_untouched_changes_nothing(finsam):
    client = client_of(finsam, Role.DIRECTOR)
    for row in finsam.measures.all():
        page = address(finsam, "measure_edit", pk=row.pk)
        answer = client.post(page, fields_of(client, page))
        assert answer.status_code == 302, answer.context["form"].errors
        row.refresh_from_db()
        assert row.version == 1


def test_a_measure_is_added_with_targets_and_opens(finsam):
    client = client_of(finsam, Role.OFFICE)
    sent = {
        "name": SCRIPT,
        "code": "ny",
        "direction": "individual",
        "projects": "77, 78",
        "funders": "ESF\r\nGrannen",
        "del-TOTAL_FORMS": 2,
        "del-INITIAL_FORMS": 0,
        "del-0-text": "Fler i arbete",
        "del-0-grade": "partly",
        "del-1-text": "",
    }
    answer = client.post(address(finsam, "measure_new"), sent, follow=True)
    body = answer.content.decode()
    row = finsam.measures.get(code="ny")
    assert answer.redirect_chain[-1][0] == address(finsam, "measure", pk=row.pk)
    assert (row.projects, row.funders, row.targets.get().grade) == (["77", "78"], ["ESF", "Grannen"], "partly")
    assert "delvis uppnått" in body
    assert SCRIPT not in body


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"code": "Ny Insats"}, "Använd små bokstäver"),
        ({"code": "aktiv"}, "Det finns redan en insats med det id:t"),
        ({"code": "styrelse"}, "namnet på ett block"),
        ({"projects": "10"}, "Projektkod 10 hör redan till Aktiv"),
        ({"accounts": "41"}, ""),
        ({"accounts": "4199-4100"}, "Ett kontointervall går från ett lägre"),
        ({"start": "2025-01-01", "end": "2024-01-01"}, "kommer före början"),
        ({"del-0-target": "40 %"}, "Skriv målet i ord"),
    ],
)
def test_what_is_wrong_is_told_and_what_was_typed_stays(wrong, words, finsam):
    client = client_of(finsam, Role.DIRECTOR)
    sent = {
        "name": "Ny",
        "code": "ny",
        "direction": "individual",
        "del-TOTAL_FORMS": 1,
        "del-INITIAL_FORMS": 0,
        **wrong,
    }
    answer = client.post(address(finsam, "measure_new"), sent)
    assert answer.status_code == (422 if words else 302)
    assert words in answer.content.decode()


def test_the_second_of_two_editors_is_told(finsam):
    client = client_of(finsam, Role.DIRECTOR)
    page = address(finsam, "measure_edit", pk=finsam.measures.get(code="aktiv").pk)
    sent = fields_of(client, page)
    assert client.post(page, {**sent, "owner": "Den ene"}).status_code == 302
    answer = client.post(page, {**sent, "owner": "Den andre"})
    assert answer.status_code == 409
    assert "Den ene" in answer.content.decode()
    assert "Den andre" in answer.content.decode()


def test_a_measure_is_closed_and_its_money_stays(finsam):
    client = client_of(finsam, Role.DIRECTOR)
    row = finsam.measures.get(code="samverkansakademin")
    page = address(finsam, "measure_close", pk=row.pk)
    assert client.post(page, {"seen": row.version, "last_day": "2024-12-31"}).status_code == 302
    row.refresh_from_db()
    assert row.end == date(2024, 12, 31)
    assert client.post(page, {"seen": 1, "last_day": "2024-11-30"}).status_code == 409


def test_a_used_measure_does_not_go(finsam):
    client = client_of(finsam, Role.DIRECTOR)
    row = finsam.measures.get(code="ama")
    answer = client.post(address(finsam, "measure_remove", pk=row.pk), {"seen": row.version}, follow=True)
    assert "Avsluta den i stället" in answer.content.decode()
    assert finsam.measures.filter(pk=row.pk).exists()


# ── who sees what ───────────────────────────────────────────────────────────────────────────────────────────────────


def test_an_owner_sees_only_the_own_measures(finsam):
    own, other = finsam.measures.get(code="aktiv"), finsam.measures.get(code="iris")
    owner = person("Ove Lind", Role.MEASURE_OWNER, of=finsam)
    client = Client()
    client.force_login(owner)
    assert "Ingen insats än" in client.get(address(finsam, "measures")).content.decode()
    set_measure_owners(command_line(finsam), own, [owner])
    page = client.get(address(finsam, "measures"), {"ar": "2024"}).content.decode()
    assert "Aktiv" in page
    assert "IRIS" not in page
    assert client.get(address(finsam, "measure", pk=own.pk)).status_code == 200
    assert client.get(address(finsam, "measure", pk=other.pk)).status_code == 404
    assert client.get(address(finsam, "measure_edit", pk=own.pk)).status_code == 403


def test_owners_are_chosen_among_those_with_the_role(finsam):
    client = client_of(finsam, Role.DIRECTOR)
    row = finsam.measures.get(code="aktiv")
    page = address(finsam, "measure_owners", pk=row.pk)
    assert "Ingen har rollen insatsägare" in client.get(page).content.decode()
    owner, auditor = person("Ove Lind", Role.MEASURE_OWNER, of=finsam), person("Rut Ek", Role.AUDITOR, of=finsam)
    assert client.post(page, {"users": [auditor.pk]}).status_code == 422
    assert client.post(page, {"users": [owner.pk]}).status_code == 302
    assert "Ove Lind" in client.get(address(finsam, "measure", pk=row.pk)).content.decode()


@pytest.mark.parametrize("name", ["measure", "measure_edit", "measure_close", "measure_owners", "measure_remove"])
def test_another_associations_measures_do_not_exist(name, finsam):
    elsewhere = association("Finsam Annanstans", "annanstans")
    client = client_of(elsewhere, Role.DIRECTOR)
    row = finsam.measures.first()
    assert client.get(address(elsewhere, name, pk=row.pk)).status_code == 404


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.BOARD_MEMBER, Role.BOOKKEEPER, Role.PREPARATORY_GROUP])
def test_whoever_only_reads_is_refused_the_forms(role, finsam):
    client = client_of(finsam, role)
    assert client.get(address(finsam, "measure_new")).status_code == 403
    assert client.post(address(finsam, "measure_new"), {}).status_code == 403


# ── out of the books ────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def newcomer():
    """Lund's books in an association that has nothing else."""
    of = add_association(command_line(), "ny", "Finsam Nytt", "222000-0000")
    import_books(command_line(of), (LUND / "bokforing-2024.se").read_bytes(), "bokforing-2024.se")
    return of


def taken(client: Client, page: str) -> dict[str, object]:
    return {
        field.html_name: field.value()
        for form in client.get(page).context["forms"]
        for field in form
        if field.value() is not None
    }


def test_the_projects_of_the_books_become_measures_at_one_press(newcomer, django_assert_max_num_queries):
    client, page = client_of(newcomer, Role.DIRECTOR), address(newcomer, "measures_from_books")
    assert "Gör insatser av projekten" in client.get(address(newcomer, "measures")).content.decode()
    assert "11 projekt" in client.get(address(newcomer, "books")).content.decode()
    with django_assert_max_num_queries(25):
        shown = client.get(page).content.decode()
    assert "Projekt 21 IRIS USB: kostnad 1\u00a0075\u00a0377\u00a0kr 2024" in shown
    sent = taken(client, page) | {"projekt-10-direction": "structural", "projekt-12-name": "Näringsliv, Övrigt"}
    sent = {name: value for name, value in sent.items() if name != "projekt-50-take"}
    answer = client.post(page, sent, follow=True)
    assert "10 insatser är tillagda" in answer.content.decode()
    assert "1 projekt i bokföringen hör inte till någon insats" in answer.content.decode()
    made = {row.code: (row.name, row.projects, row.direction) for row in newcomer.measures.all()}
    assert made["iris_usb"] == ("IRIS USB", ["21"], "individual")
    assert made["naringsliv_ovrigt"] == ("Näringsliv, Övrigt", ["12"], "individual")
    assert made["aktiv"] == ("Aktiv", ["10"], "structural")
    assert len(made) == 10
    assert verify(newcomer.pk).is_whole


def test_a_measure_without_name_and_a_page_without_ticks_are_told(newcomer):
    client, page = client_of(newcomer, Role.DIRECTOR), address(newcomer, "measures_from_books")
    answer = client.post(page, taken(client, page) | {"projekt-10-name": " "})
    assert answer.status_code == 422
    assert "Skriv ett namn, eller ta bort krysset." in answer.content.decode()
    none = {name: value for name, value in taken(client, page).items() if not name.endswith("-take")}
    assert "Kryssa för minst en rad." in client.post(page, none).content.decode()
    assert not newcomer.measures.exists()


def test_names_that_are_alike_or_taken_get_ids_of_their_own(newcomer):
    add_measure(command_line(newcomer), Measure(id="aktiv", name="Aktiv", direction=Direction.SHARED))
    client, page = client_of(newcomer, Role.DIRECTOR), address(newcomer, "measures_from_books")
    named = {"projekt-10-name": "Aktiv", "projekt-12-name": "Aktiv", "projekt-20-name": "Administration"}
    client.post(page, taken(client, page) | named | {"projekt-21-name": "2:a steget " + "x" * 60})
    ids = {row.projects[0]: row.code for row in newcomer.measures.all() if row.projects}
    assert (ids["10"], ids["12"], ids["20"]) == ("aktiv_2", "aktiv_3", "administration_2")
    assert ids["21"].startswith("insats_2_a_steget_xxx")


def test_when_every_project_has_a_measure_the_page_says_so(finsam):
    client = client_of(finsam, Role.OFFICE)
    assert (
        "Varje projekt som har pengar i bokföringen hör till en insats"
        in client.get(address(finsam, "measures_from_books")).content.decode()
    )
    assert "Projekt utan insats" not in client.get(address(finsam, "books")).content.decode()
