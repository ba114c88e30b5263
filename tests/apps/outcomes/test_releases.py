"""Releases: two people, the attack before each step, and what is remembered of what was printed."""

from __future__ import annotations

from datetime import date
from hashlib import sha256

import pytest
from django.core.exceptions import ValidationError

from samverk.apps.audit.door import EditConflict, RefusedChange
from samverk.apps.outcomes import release_actions as steps
from samverk.apps.outcomes.actions import decide_rule, take_file
from samverk.apps.outcomes.models import OutcomeRelease, ReceivedReturn
from samverk.apps.outcomes.queries import draft_of, hindrances_of, released_register, releases_file
from samverk.apps.users.actor import command_line
from samverk.apps.users.enums import Role
from samverk.cli.main import samverk
from samverk.cli.swedish import run
from samverk.formats.releases import read
from samverk.formats.returns.write import write_return
from tests.factories.facts import lund
from tests.factories.iris import corrected, iris_bytes, iris_return, trust
from tests.factories.people import acting, association
from tests.factories.returns import PRIVATE

DAY = date(2025, 3, 10)
AGES = ["enrolled_by_gender", "enrolled_by_age"]


@pytest.fixture(autouse=True)
def _story_day(settings):
    settings.SAMVERK_DEMO_DAY = DAY


@pytest.fixture
def finsam():
    made = lund()
    trust(made)
    take_file(command_line(made), iris_bytes())
    return made


def received(of) -> list[ReceivedReturn]:
    return list(ReceivedReturn.objects.filter(association=of).order_by("-pk"))


def drafted(of, who, name: str = "Årsredovisningen 2024", tables: list[str] = AGES) -> OutcomeRelease:
    return steps.draft_release(who, name, "annual_report", received(of)[:1], tables)


def test_a_release_goes_from_one_person_to_another_and_is_frozen(finsam):
    office, board = acting(finsam, Role.OFFICE), acting(finsam, Role.BOARD_MEMBER, name="Ingegerd Vallmark")
    row = drafted(finsam, office)
    with pytest.raises(RefusedChange, match="kan inte godkänna det"):
        steps.review_release(office, row, row.version)
    row = steps.review_release(board, row, row.version)
    row = steps.release_figures(office, row, row.version)
    assert (row.state, row.released_on, row.reviewed_by_id) == ("released", DAY, board.user_id)
    assert row.sha256 == sha256(bytes(row.content)).hexdigest()
    assert released_register(finsam).releases == (draft_of(row, DAY),)
    with pytest.raises(RefusedChange, match="Det ändras inte mer"):
        steps.send_back_release(board, row, row.version)


def test_the_command_line_is_one_person_too(finsam):
    row = drafted(finsam, command_line(finsam))
    with pytest.raises(RefusedChange, match="kan inte godkänna det"):
        steps.review_release(command_line(finsam), row, row.version)


def test_nothing_is_released_unseen(finsam):
    office = acting(finsam, Role.OFFICE)
    row = drafted(finsam, office)
    with pytest.raises(RefusedChange, match="som är utkast går inte att offentliggöra"):
        steps.release_figures(office, row, row.version)
    assert released_register(finsam).releases == ()
    assert releases_file(finsam) is None


def test_the_second_of_two_editors_is_told(finsam):
    office, board = acting(finsam, Role.OFFICE), acting(finsam, Role.BOARD_MEMBER)
    row = drafted(finsam, office)
    steps.review_release(board, row, row.version)
    with pytest.raises((EditConflict, RefusedChange)):
        steps.review_release(board, row, row.version)


def test_a_stricter_rule_stops_both_review_and_release(finsam):
    office, board = acting(finsam, Role.OFFICE), acting(finsam, Role.BOARD_MEMBER)
    row, other = drafted(finsam, office), drafted(finsam, office, "Webben")
    reviewed = steps.review_release(board, other, other.version)
    decide_rule(command_line(finsam), DAY, "§ 9", 20, 19, "shown", False)
    assert "Små antal skulle visas" in hindrances_of(row)[0]
    with pytest.raises(RefusedChange, match="Små antal"):
        steps.review_release(board, row, row.version)
    with pytest.raises(RefusedChange, match="Små antal"):
        steps.release_figures(office, reviewed, reviewed.version)
    row.refresh_from_db()
    assert (row.state, row.reviewed_by_id) == ("draft", None)


def test_figures_of_a_return_that_is_corrected_are_not_released(finsam):
    office = acting(finsam, Role.OFFICE)
    row = drafted(finsam, office)
    taken = take_file(command_line(finsam), write_return(corrected(iris_return()), PRIVATE))
    assert isinstance(taken, ReceivedReturn)
    assert "rättad av en senare" in hindrances_of(row)[0]
    steps.discard_release(office, row, row.version)
    assert hindrances_of(drafted(finsam, office)) == ()


def test_a_draft_goes_back_and_away(finsam):
    office, board = acting(finsam, Role.OFFICE), acting(finsam, Role.BOARD_MEMBER)
    row = drafted(finsam, office)
    row = steps.review_release(board, row, row.version)
    row = steps.send_back_release(board, row, row.version)
    assert (row.state, row.reviewed_on) == ("draft", None)
    row = steps.discard_release(office, row, row.version)
    assert row.state == "discarded"


def test_a_draft_has_tables_that_are_there_and_a_name_of_its_own(finsam):
    office = acting(finsam, Role.OFFICE)
    with pytest.raises(ValidationError, match="Ingen av återrapporterna"):
        drafted(finsam, office, tables=["violence_seven_current"])
    drafted(finsam, office)
    with pytest.raises(ValidationError, match="redan ett offentliggörande med det namnet"):
        drafted(finsam, office)


def test_another_associations_return_is_no_part(finsam):
    other = association("Finsam Annanstans")
    with pytest.raises(ValueError, match="another association"):
        steps.draft_release(acting(other, Role.OFFICE), "Lånat", "web", received(finsam), AGES)


def test_the_register_of_releases_is_a_file_that_the_attack_can_try(finsam, tmp_path, capsys):
    office, board = acting(finsam, Role.OFFICE), acting(finsam, Role.BOARD_MEMBER)
    for name, tables in (("Webben", AGES), ("Årsredovisningen", ["exits_by_reason", "exits_by_destination"])):
        row = drafted(finsam, office, name, tables)
        row = steps.review_release(board, row, row.version)
        steps.release_figures(office, row, row.version)
    data = releases_file(finsam)
    file, problems = read(data)
    assert problems == []
    assert [each.id for each in file.releases] == ["Webben", "Årsredovisningen"]
    path = tmp_path / "offentliggoranden.json"
    path.write_bytes(data)
    assert run(samverk, ["disclosure", "attack", str(path)]) == 0, capsys.readouterr().out
