"""A return that has left the register is marked when what it counted changes; others are not."""

from __future__ import annotations

from datetime import date

import pytest

from samverk.apps.audit.door import Action, EditConflict, RefusedChange
from samverk.apps.participants.count_actions import Told, count_anonymous
from samverk.apps.participants.enums import Moment, ReturnState
from samverk.apps.participants.follow_actions import note_status, reopen_participation, withdraw_consent
from samverk.apps.participants.perms import MANAGE_REGISTER
from samverk.apps.participants.register_models import MeasureReturn, Register
from samverk.apps.users.actor import command_line
from samverk.apps.users.permission import PermissionRefused
from tests.factories.participating import START, ended, intake
from tests.factories.participations import status
from tests.factories.people import person
from tests.factories.register import officer, register, register_measure

DAY = date(2026, 11, 29)


@pytest.fixture
def stage(settings):
    settings.SAMVERK_DEMO_DAY = DAY
    register()
    umbrella = register_measure("paraply", "Paraplyet")
    measure = register_measure(parent=umbrella)
    actor = officer(measure)
    return umbrella, measure, actor


def released(measure, year, state=ReturnState.RELEASED):
    """A return of a calendar year, put there as it stands when it has left."""
    row = MeasureReturn(
        measure=measure,
        first=date(year, 1, 1),
        last=date(year, 12, 31),
        state=state,
        content_hash="0" * 64,
        drafted_on=date(year + 1, 1, 8),
        drafted_by=person(),
    )

    def put(act):
        return act.add(row, "La dit en återrapport.")

    return action_once(put)


def action_once(work):
    """Run a piece of work inside the door."""
    return Action(work, MANAGE_REGISTER, "tests.put")(command_line())


def marked():
    return sorted((row.measure.code, row.first.year) for row in MeasureReturn.objects.exclude(recount=""))


def _cleared():
    def clear(act):
        for row in MeasureReturn.objects.exclude(recount=""):
            act.change(row, row.version, "Rättade.", recount="")
        act.nothing()

    action_once(clear)


def test_every_change_of_what_was_counted_marks_the_returns_it_meets(stage):
    umbrella, measure, actor = stage
    for year in (2024, 2025):
        released(measure, year)
        released(umbrella, year)
    released(register_measure("bron", "Bron"), 2025)
    row = intake(actor, measure)
    both_2025 = [("paraply", 2025), ("steget", 2025)]
    assert marked() == both_2025
    _cleared()
    row = ended(actor, row, date(2025, 9, 1))
    assert marked() == both_2025
    _cleared()
    note_status(actor, row, Moment.AFTER_3, 0, status(date(2025, 12, 2), "none", work=50))
    assert marked() == both_2025
    _cleared()
    note_status(actor, row, Moment.AFTER_6, 0, status(date(2026, 3, 2), "none", work=50))
    assert marked() == []
    count_anonymous(actor, measure, 2024, {"woman": Told(2)})
    assert marked() == [("paraply", 2024), ("steget", 2024)]
    _cleared()
    withdraw_consent(actor, row, row.version)
    assert marked() == both_2025
    assert set(MeasureReturn.objects.exclude(recount="").values_list("recount", flat=True)) == {
        "Ett samtycke har återkallats."
    }


def test_a_draft_is_drafted_anew_and_not_marked(stage):
    _, measure, actor = stage
    released(measure, 2025, ReturnState.DRAFT)
    intake(actor, measure)
    assert marked() == []


def test_the_second_of_two_editors_is_told(stage):
    _, measure, actor = stage
    row = ended(actor, intake(actor, measure))
    seen = row.version
    reopen_participation(actor, row, seen)
    with pytest.raises(EditConflict):
        reopen_participation(actor, ended(actor, row), seen)
    with pytest.raises(EditConflict):
        withdraw_consent(actor, row, seen)
    note = row.notes.get(moment=Moment.START)
    note_status(actor, row, Moment.START, note.version, status(START, "none"))
    with pytest.raises(EditConflict):
        note_status(actor, row, Moment.START, note.version, status(START, "unemployment_benefit"))


def test_another_measure_s_officer_changes_nothing(stage):
    _, measure, actor = stage
    row = ended(actor, intake(actor, measure))
    stranger = officer(register_measure("bron", "Bron"), name="Bo Berg")
    for change in (
        lambda: intake(stranger, measure),
        lambda: ended(stranger, row),
        lambda: reopen_participation(stranger, row, row.version),
        lambda: withdraw_consent(stranger, row, row.version),
        lambda: note_status(stranger, row, Moment.AFTER_3, 0, status(date(2025, 12, 2), "none")),
        lambda: count_anonymous(stranger, measure, 2025, {"man": Told(1)}),
    ):
        with pytest.raises(PermissionRefused, match="inte deltagaransvarig för Steget"):
            change()


def test_a_follow_up_before_its_day_is_refused(stage):
    _, measure, actor = stage
    row = intake(actor, measure)
    with pytest.raises(RefusedChange, match="pågår"):
        note_status(actor, row, Moment.AFTER_3, 0, status(DAY, "none"))
    row = ended(actor, row, date(2026, 9, 1))
    with pytest.raises(RefusedChange, match="kan göras från 1\u00a0december\u00a02026"):
        note_status(actor, row, Moment.AFTER_3, 0, status(DAY, "none"))


def test_a_period_that_is_disposed_of_is_not_counted_again(stage):
    _, measure, actor = stage
    row = intake(actor, measure)
    released(measure, 2025)
    settings = Register.objects.get()

    def dispose(act):
        act.change(
            settings, settings.version, "Noterade hur långt det är gallrat.", disposed_through=date(2025, 12, 31)
        )

    action_once(dispose)
    withdraw_consent(actor, row, row.version)
    assert marked() == []
