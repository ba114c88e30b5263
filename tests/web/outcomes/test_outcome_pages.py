"""Översikt, en insats, mål, Uppföljning Finsam och offentliggöranden: what the pages say and do."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from samverk.apps.measures.actions import set_measure_owners
from samverk.apps.outcomes.actions import decide_rule, take_file
from samverk.apps.outcomes.models import OutcomeRelease, OutcomeTarget, ReceivedReturn
from samverk.apps.users.actor import command_line
from samverk.apps.users.enums import Role
from samverk.core.disclosure.rule import DisclosureRule
from samverk.core.outcomes.linking import make_return
from samverk.core.outcomes.record import AnonymousCount
from samverk.core.outcomes.simulate import simulate
from samverk.core.outcomes.simulated_iris import IRIS_2024
from samverk.core.outcomes.span import Span
from samverk.core.outcomes.tables import anonymous_table, tables_of, violence_table
from samverk.core.outcomes.violence import ViolenceCount
from samverk.formats.releases import read
from samverk.formats.returns.write import write_return
from tests.factories.clients import client_of, signed_in
from tests.factories.facts import lund
from tests.factories.iris import iris_bytes, small_iris, trust
from tests.factories.people import person
from tests.factories.returns import ORG, PRIVATE

NBSP = "\u00a0"


@pytest.fixture(autouse=True)
def _no_second_step(settings):
    settings.SAMVERK_REQUIRE_TOTP = False
    settings.SAMVERK_DEMO_DAY = date(2025, 3, 10)


@pytest.fixture
def finsam():
    made = lund()
    trust(made)
    take_file(command_line(made), iris_bytes())
    return made


def address(of, name: str, **more: object) -> str:
    return reverse(name, kwargs={"association": of.slug, **more})


def text(client, of, name: str, query: str = "", **more: object) -> str:
    return client.get(address(of, name, **more) + query).content.decode()


def pk_of(of, code: str) -> int:
    return of.measures.get(code=code).pk


def test_the_overview_has_the_figures_with_their_return(finsam):
    page = text(client_of(finsam, Role.AUDITOR), finsam, "outcomes")
    assert "Uppföljning 2024" in page
    for figure in ("396", "223", "173", f"41{NBSP}%", f"33–49{NBSP}%", f"28{NBSP}162{NBSP}kr"):
        assert f">{figure}<" in page
    assert "nr 1, 2025-03-10" in page
    assert "Inte rapporterat" not in page


@pytest.mark.parametrize("asked", ["?ar=2019", "?ar=x", "?ar=²", "?ar=99999999999999"])
def test_a_year_that_is_not_there_is_the_one_that_is(finsam, asked):
    client = client_of(finsam, Role.AUDITOR)
    for name, more in (("outcomes", {}), ("national_counts", {}), ("outcome_measure", {"pk": pk_of(finsam, "iris")})):
        assert "2024" in text(client, finsam, name, asked, **more)


def test_who_has_not_reported_is_named():
    made = lund()
    trust(made)
    take_file(command_line(made), write_return(small_iris(measure="iris_usb"), PRIVATE))
    page = text(client_of(made, Role.DIRECTOR), made, "outcomes")
    assert "Inte rapporterat 2024" in page
    assert "<li>IRIS</li>" in page


def test_the_page_of_a_measure_has_flow_exits_later_and_where_from(finsam):
    page = text(client_of(finsam, Role.BOARD_MEMBER), finsam, "outcome_measure", "?efter=12", pk=pk_of(finsam, "iris"))
    assert "återrapport 1" in page
    assert 'id="flode-12-titel"' in page
    assert "flöden visas inte, för att skydda enskilda" in page
    for title in ("Avslut efter orsak", "I arbete eller studier", "Inskrivna efter remittent", "Delprojekten bredvid"):
        assert title in page
    assert "Wilsons intervall" in page
    assert "Kostnad per avslut" in page
    assert ">43,3<" in page
    assert "Tid i insatsen</strong>, version 1" in page


def test_a_sub_project_without_a_return_is_told_by_the_umbrella_project(finsam):
    page = text(client_of(finsam, Role.AUDITOR), finsam, "outcome_measure", pk=pk_of(finsam, "iris_kompetenstrappan"))
    assert "Delprojektet har ingen egen återrapport" in page
    assert "Delprojektet i siffror" in page
    assert "bredvid varandra" not in page
    assert f"70{NBSP}%" in page


def test_a_measure_that_nobody_has_told_of_says_what_comes(finsam):
    other = finsam.measures.exclude(code__startswith="iris").first()
    page = text(client_of(finsam, Role.OFFICE), finsam, "outcome_measure", pk=other.pk)
    assert "Ingen återrapport än" in page
    assert "Ta emot en återrapport" in page


def test_a_target_is_added_judged_and_taken_away(finsam):
    client, pk = client_of(finsam, Role.OFFICE), pk_of(finsam, "iris")
    told = {"year": "2024", "destination": "work_or_studies", "percent": "30", "source": "projektplanen"}
    assert client.post(address(finsam, "outcome_targets", pk=pk), told).status_code == 302
    assert ">nått<" in text(client, finsam, "outcome_measure", pk=pk)
    again = client.post(address(finsam, "outcome_targets", pk=pk), told)
    assert (again.status_code, "finns redan för året" in again.content.decode()) == (422, True)
    row = OutcomeTarget.objects.get(measure=pk)
    client.post(address(finsam, "remove_outcome_target", pk=row.pk))
    assert not OutcomeTarget.objects.filter(measure=pk).exists()


def test_the_counts_for_uppfoljning_finsam_can_be_copied(finsam):
    page = text(client_of(finsam, Role.DIRECTOR), finsam, "national_counts")
    assert "IRIS VSB\t33\t31" in page
    assert "inte med" in page


def test_a_measure_owner_sees_no_others_measure(finsam):
    take_file(command_line(finsam), write_return(small_iris(measure="iris_usb"), PRIVATE))
    owner = person("Ebba Klintvik", Role.MEASURE_OWNER, of=finsam)
    set_measure_owners(command_line(finsam), finsam.measures.get(code="iris_usb"), [owner])
    client = signed_in(owner)
    assert client.get(address(finsam, "outcome_measure", pk=pk_of(finsam, "iris_usb"))).status_code == 200
    for name in ("outcome_measure", "outcome_targets"):
        assert client.get(address(finsam, name, pk=pk_of(finsam, "iris"))).status_code == 404
    page = text(client, finsam, "outcomes")
    assert "IRIS USB" in page
    assert ">IRIS<" not in page


def drafted(of, client) -> OutcomeRelease:
    pk = ReceivedReturn.objects.get(association=of).pk
    told = {"name": "Webben", "place": "web", "received": [pk], "tables": ["enrolled_by_gender", "enrolled_by_age"]}
    answer = client.post(address(of, "release_new"), told)
    row = OutcomeRelease.objects.get(association=of)
    assert answer["Location"] == address(of, "release", pk=row.pk)
    return row


def step(of, client, row: OutcomeRelease, move: str) -> str:
    row.refresh_from_db()
    sent = {"seen": row.version, "move": move}
    answer = client.post(address(of, "release_move", pk=row.pk), sent, follow=True)
    row.refresh_from_db()
    return answer.content.decode()


def test_a_release_takes_two_people(finsam):
    office, board = client_of(finsam, Role.OFFICE), client_of(finsam, Role.BOARD_MEMBER)
    row = drafted(finsam, office)
    page = text(office, finsam, "release", pk=row.pk)
    assert "Du gjorde utkastet" in page
    assert "Godkänn utkastet" not in page
    assert "Prövat mot allt som redan är offentligt" in page
    assert "kan inte godkänna det" in step(finsam, office, row, "review")
    assert "Godkänn utkastet" in text(board, finsam, "release", pk=row.pk)
    step(finsam, board, row, "review")
    step(finsam, office, row, "release")
    assert row.state == "released"
    assert row.sha256 in text(board, finsam, "release", pk=row.pk)
    file = board.get(address(finsam, "releases_file"))
    assert read(file.content)[0].releases[0].id == "Webben"


def test_what_gives_anyone_away_has_no_button(finsam):
    office, board = client_of(finsam, Role.OFFICE), client_of(finsam, Role.BOARD_MEMBER)
    row = drafted(finsam, office)
    decide_rule(command_line(finsam), date(2025, 3, 1), "§ 9", 20, 19, "shown", False)
    page = text(board, finsam, "release", pk=row.pk)
    assert "Det här får inte offentliggöras" in page
    assert "Godkänn utkastet" not in page
    assert "Små antal" in step(finsam, board, row, "review")
    assert row.state == "draft"


def test_a_release_may_be_discarded_by_the_office_only(finsam):
    office, board = client_of(finsam, Role.OFFICE), client_of(finsam, Role.BOARD_MEMBER)
    row = drafted(finsam, office)
    sent = {"seen": row.version, "move": "discard"}
    assert board.post(address(finsam, "release_move", pk=row.pk), sent).status_code == 403
    step(finsam, office, row, "discard")
    assert row.state == "discarded"


@pytest.mark.parametrize("sent", [{}, {"move": "publish", "seen": "1"}, {"move": "review", "seen": "x"}])
def test_a_step_that_is_none_is_not_there(finsam, sent):
    row = drafted(finsam, client_of(finsam, Role.OFFICE))
    answer = client_of(finsam, Role.BOARD_MEMBER).post(address(finsam, "release_move", pk=row.pk), sent)
    assert answer.status_code == 404


def test_there_is_no_file_before_anything_is_released(finsam):
    assert client_of(finsam, Role.AUDITOR).get(address(finsam, "releases_file")).status_code == 404


def test_years_stand_beside_each_other(finsam):
    taken = take_file(command_line(finsam), iris_bytes(2023))
    assert isinstance(taken, ReceivedReturn)
    client, pk = client_of(finsam, Role.AUDITOR), pk_of(finsam, "iris")
    page = text(client, finsam, "outcome_measure", pk=pk)
    assert "År för år" in page
    assert '<a href="?ar=2023">2023</a>' in page
    assert "IRIS 2023" in text(client, finsam, "outcome_measure", "?ar=2023", pk=pk)


def test_answers_about_violence_keep_their_definition_and_anonymous_are_told_apart(finsam):
    span = Span.of_year(2024)
    asked = [("yes", "woman", 12), ("no", "woman", 30), ("yes", "man", 8), ("no", "man", 25)]
    counts = [ViolenceCount("iris_vsb", 2024, "seven_current", who, answer, count) for answer, who, count in asked]
    anonymous = [AnonymousCount("iris_vsb", who, 2024, count) for who, count in (("woman", 9), ("man", 7))]
    people = tables_of(simulate(IRIS_2024).records, span, ["enrolled_by_gender"])
    tables = (*people, anonymous_table(anonymous, 2024), violence_table(counts, "seven_current", 2024))
    given, _ = make_return(ORG, "iris_vsb", span, tables, DisclosureRule())
    assert isinstance(take_file(command_line(finsam), write_return(given, PRIVATE)), ReceivedReturn)
    client = client_of(finsam, Role.AUDITOR)
    page = text(client, finsam, "outcome_measure", pk=pk_of(finsam, "iris_vsb"))
    assert "De sju frågorna, nu eller det senaste året" in page
    assert "läggs aldrig ihop" in page
    assert "16 anonyma därutöver" in page
    assert "återrapporten säger inget om avslut" in page
    assert "IRIS VSB\t232\t180" in text(client, finsam, "national_counts")
