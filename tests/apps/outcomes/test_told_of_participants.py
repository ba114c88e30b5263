"""How many participations a year's returns tell of: an umbrella's return counts its parts, what is hidden hides it."""

from __future__ import annotations

from datetime import date

import pytest

from samverk.apps.measures.actions import add_measure
from samverk.apps.organisation.actions import add_association
from samverk.apps.outcomes.actions import take_file
from samverk.apps.outcomes.queries import ParticipantsTold, participants_told
from samverk.apps.users.actor import command_line
from samverk.core.measures import Direction, Measure
from samverk.formats.returns.write import write_return
from tests.factories.iris import PARTS, iris_bytes, small_iris, trust
from tests.factories.returns import ORG, PRIVATE

DAY = date(2025, 3, 10)


@pytest.fixture
def made(db, settings):
    settings.SAMVERK_DEMO_DAY = DAY
    association = add_association(command_line(), "storsjo", "Finsam Storsjö", ORG)
    for code in ("iris", *PARTS):
        parent = None if code == "iris" else "iris"
        each = Measure(id=code, name=code.title(), direction=Direction.INDIVIDUAL, parent=parent)
        add_measure(command_line(association), each)
    trust(association)
    return association


def test_nothing_is_told_before_a_return_has_come(made):
    assert participants_told(made, DAY) is None


def test_a_part_is_counted_in_its_umbrella(made):
    take_file(command_line(made), write_return(small_iris(("enrolled_by_gender",), measure="iris_usb"), PRIVATE))
    take_file(command_line(made), iris_bytes())
    assert participants_told(made, DAY) == ParticipantsTold(2024, 396)
    assert participants_told(made, date(2024, 6, 1)) is None  # the year is not over
