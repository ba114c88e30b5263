"""What a person sees of each measure's year, its targets, who is waited for, and what the wheel is told."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from samverk.apps.measures.actions import set_measure_owners
from samverk.apps.outcomes.actions import close_register, take_file
from samverk.apps.outcomes.dashboard import Dashboard
from samverk.apps.outcomes.search import search_returns
from samverk.apps.outcomes.target_actions import add_target, remove_target
from samverk.apps.publishing.wheel import wheel_state
from samverk.apps.users.actor import Actor, command_line
from samverk.apps.users.enums import Role
from samverk.core.outcomes.targets import TargetVerdict
from samverk.core.year_wheel.state import Known
from samverk.formats.returns.write import write_return
from tests.factories.facts import lund
from tests.factories.iris import iris_bytes, small_iris, trust
from tests.factories.people import acting, person
from tests.factories.returns import PRIVATE

DAY = date(2025, 3, 10)


@pytest.fixture(autouse=True)
def _story_day(settings):
    settings.SAMVERK_DEMO_DAY = DAY


@pytest.fixture
def finsam():
    made = lund()
    trust(made)
    return made


def told(of) -> Dashboard:
    return Dashboard(acting(of, Role.AUDITOR))


def test_a_year_is_told_with_what_it_cost(finsam):
    take_file(command_line(finsam), iris_bytes())
    board = told(finsam)
    assert board.years == [2024]
    (line,) = board.lines(2024)
    assert (line.measure.code, line.told.participants, line.told.cost_ore) == ("iris", 396, 1_115_197_000)
    assert board.line("iris", 2023) is None


def test_a_sub_project_is_not_counted_twice(finsam):
    for given in (small_iris(), small_iris(measure="iris_usb")):
        take_file(command_line(finsam), write_return(given, PRIVATE))
    board = told(finsam)
    lines = board.lines(2024)
    assert [line.measure.code for line in lines] == ["iris", "iris_usb"]
    assert board.total(lines).participants == 396


def test_a_target_is_judged_with_its_interval(finsam):
    take_file(command_line(finsam), iris_bytes())
    wanted = (("iris", 41, "cannot_say"), ("iris_kompetenstrappan", 50, "reached"), ("iris_vsb", 60, "not_reached"))
    for code, percent, verdict in wanted:
        measure = finsam.measures.get(code=code)
        add_target(command_line(finsam), measure, 2024, "work_or_studies", percent, "projektplanen")
        (judged,) = told(finsam).targets(measure, 2024)
        assert judged.outcome.verdict == TargetVerdict(verdict), code
    hidden = finsam.measures.get(code="iris_sydost")
    row = add_target(command_line(finsam), hidden, 2024, "work_or_studies", 30, "")
    assert told(finsam).targets(hidden, 2024)[0].outcome is None
    assert told(finsam).targets(hidden, 2023) == []
    with pytest.raises(ValidationError, match="finns redan för året"):
        add_target(command_line(finsam), hidden, 2024, "work_or_studies", 40, "")
    remove_target(command_line(finsam), row)
    assert told(finsam).targets(hidden, 2024) == []


def test_only_whole_shares_are_targets(finsam):
    with pytest.raises(ValidationError):
        add_target(command_line(finsam), finsam.measures.get(code="iris"), 2024, "work", 101, "")


def test_who_has_not_reported_is_named(finsam):
    board = told(finsam)
    assert [row.code for row in board.waited_for(2024, DAY)] == ["iris"]
    take_file(command_line(finsam), iris_bytes())
    assert told(finsam).waited_for(2024, DAY) == []


def test_the_wheel_knows_what_is_expected_and_what_has_come(finsam):
    (expected,) = wheel_state(finsam, DAY).returns
    assert (expected.measure_id, expected.period, expected.due) == ("iris", "2024", None)
    assert expected.received is Known.NOT_YET
    take_file(command_line(finsam), iris_bytes())
    assert wheel_state(finsam, DAY).returns[0].received == DAY
    register = finsam.register_keys.get()
    close_register(command_line(finsam), register, register.version, DAY)
    assert wheel_state(finsam, DAY).returns == ()


def test_uppfoljning_finsam_takes_the_own_return_before_the_umbrella_projects(finsam):
    for given in (iris_bytes(), write_return(small_iris(measure="iris_usb"), PRIVATE)):
        take_file(command_line(finsam), given)
    rows = {measure.code: (counts, taken.row.measure.code) for measure, counts, taken in told(finsam).national(2024)}
    assert rows["iris"][0].women == 223
    assert rows["iris_vsb"][0].women == 33
    assert rows["iris_vsb"][1] == "iris"
    assert rows["iris_usb"][1] == "iris_usb"


def test_a_measure_owner_sees_the_own_measures_only(finsam):
    for given in (iris_bytes(), write_return(small_iris(measure="iris_usb"), PRIVATE)):
        take_file(command_line(finsam), given)
    owner = person("Ebba Klintvik", Role.MEASURE_OWNER, of=finsam)
    set_measure_owners(command_line(finsam), finsam.measures.get(code="iris_usb"), [owner])
    actor = Actor(owner.name, finsam, owner.pk, frozenset({Role.MEASURE_OWNER}))
    board = Dashboard(actor)
    assert [line.measure.code for line in board.lines(2024)] == ["iris_usb"]
    assert board.waited_for(2024, DAY) == []
    assert [hit.title for hit in search_returns(actor, ["iris"])] == ["IRIS USB"]
    assert len(search_returns(acting(finsam, Role.AUDITOR), ["iris"])) == 2
