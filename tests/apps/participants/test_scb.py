"""SCB's monthly file from the register: in order, whole, with nothing kept of its rows but a keyed hash."""

from __future__ import annotations

import io
import json
from datetime import date

import openpyxl
import pytest
from django.core.exceptions import ValidationError

from samverk.apps.audit.door import EditConflict, RefusedChange
from samverk.apps.audit.models import AuditEvent
from samverk.apps.participants.disposal import disposal_on
from samverk.apps.participants.disposal_actions import dispose_participations
from samverk.apps.participants.extract import extract_of
from samverk.apps.participants.follow_actions import withdraw_consent
from samverk.apps.participants.models import MonthHours, Participant
from samverk.apps.participants.queries import the_register
from samverk.apps.participants.register_models import RegisterMeasure, ScbMonth
from samverk.apps.participants.scb_actions import (
    ToldHours,
    make_scb_file,
    mark_scb_sent,
    note_hours,
    note_hours_read,
)
from samverk.apps.participants.scb_queries import scb_lines, scb_settings
from samverk.apps.participants.staff_actions import change_register
from samverk.apps.participants.trail_actions import READINGS
from samverk.apps.users.actor import Actor, command_line
from samverk.apps.users.permission import PermissionRefused
from samverk.formats.scb.sending import ScbState
from samverk.formats.scb.workbook import HEADINGS
from tests.factories.identity_numbers import numbered
from tests.factories.participating import ended, intake
from tests.factories.register import officer, register, register_measure

DAY = date(2025, 7, 10)
FIRST, SECOND = numbered(date(1990, 5, 17), 238), numbered(date(1990, 6, 1), 239)


@pytest.fixture(autouse=True)
def _own_key(settings, tmp_path):
    settings.SAMVERK_DEMO_DAY = DAY
    settings.SAMVERK_IDENTITY_KEY_FILE = tmp_path / "data" / "identity.key"


@pytest.fixture
def measure():
    register(allows_identity=True, identity_decision="KS 2025/12", retention_months=12)
    return register_measure(is_esf=True)


@pytest.fixture
def actor(measure):
    return officer(measure)


@pytest.fixture
def first(actor, measure):
    """From March to May."""
    row = intake(actor, measure, card="K1A2-22", identity=FIRST)
    return ended(actor, row, date(2025, 5, 20))


@pytest.fixture
def second(actor, measure):
    """From April on."""
    return intake(actor, measure, card="K1A2-33", identity=SECOND, start=date(2025, 4, 1))


def _states(measure: RegisterMeasure) -> dict[int, ScbState]:
    return {line.month: line.state for line in scb_lines(measure, DAY)}


def _note(actor: Actor, measure: RegisterMeasure, hours: dict[int, dict[int, int]]) -> None:
    for month, told in hours.items():
        seen = {each.participation_id: each.version for each in MonthHours.objects.filter(month=month)}
        note_hours(actor, measure, month, {key: ToldHours(each, seen.get(key, 0)) for key, each in told.items()})


def _send(actor: Actor, measure: RegisterMeasure, *months: int) -> None:
    for month in months:
        make_scb_file(actor, measure, month)
        mark_scb_sent(actor, measure, month)


@pytest.fixture
def all_noted(actor, measure, first, second):
    _note(
        actor,
        measure,
        {
            202503: {first.pk: 10},
            202504: {first.pk: 40, second.pk: 20},
            202505: {first.pk: 0, second.pk: 30},
            202506: {second.pk: 744},
        },
    )


@pytest.mark.usefixtures("all_noted")
def test_the_file_is_the_rows_of_the_month(actor, measure):
    _send(actor, measure, 202503, 202504)
    sheet = openpyxl.load_workbook(io.BytesIO(make_scb_file(actor, measure, 202505))).active
    rows = [list(row) for row in sheet.iter_rows(values_only=True)]
    assert rows[0] == list(HEADINGS)
    assert rows[1][:4] == [202505, FIRST.replace("-", ""), 202503, 0]
    assert rows[1][4].date() == date(2025, 5, 20)
    assert rows[2] == [202505, SECOND.replace("-", ""), 202504, 30, None]


@pytest.mark.usefixtures("all_noted")
def test_months_are_fetched_and_sent_in_order_only(actor, measure):
    assert list(_states(measure)) == [202503, 202504, 202505, 202506, 202507]
    with pytest.raises(RefusedChange, match="väntar på månaden före"):
        make_scb_file(actor, measure, 202504)
    with pytest.raises(RefusedChange, match="inte hämtad"):
        mark_scb_sent(actor, measure, 202503)
    _send(actor, measure, 202503)
    make_scb_file(actor, measure, 202503)
    with pytest.raises(RefusedChange, match="inte den månadens tur"):
        mark_scb_sent(actor, measure, 202503)
    _send(actor, measure, 202504, 202505, 202506)
    assert set(_states(measure).values()) == {ScbState.SENT, ScbState.RUNNING}
    with pytest.raises(RefusedChange, match="pågår"):
        make_scb_file(actor, measure, 202507)
    with pytest.raises(RefusedChange, match="ingen sådan månad"):
        make_scb_file(actor, measure, 202508)


@pytest.mark.usefixtures("all_noted")
def test_a_correction_sends_the_month_and_every_later_one_again(actor, measure, second):
    _send(actor, measure, 202503, 202504, 202505, 202506)
    _note(actor, measure, {202504: {second.pk: 21}})
    again = {202504: ScbState.NEXT_AGAIN, 202505: ScbState.WAITING_AGAIN, 202506: ScbState.WAITING_AGAIN}
    assert {month: state for month, state in _states(measure).items() if month in again} == again
    assert _states(measure)[202503] is ScbState.SENT
    _send(actor, measure, 202504)
    assert _states(measure)[202505] is ScbState.NEXT_AGAIN
    _send(actor, measure, 202505, 202506)
    _note(actor, measure, {202504: {second.pk: 21}})
    assert _states(measure)[202506] is ScbState.SENT


@pytest.mark.usefixtures("all_noted")
def test_what_was_changed_between_fetching_and_marking_is_sent_again(actor, measure, first):
    make_scb_file(actor, measure, 202503)
    _note(actor, measure, {202503: {first.pk: 11}})
    mark_scb_sent(actor, measure, 202503)
    assert _states(measure)[202503] is ScbState.NEXT_AGAIN


@pytest.mark.usefixtures("all_noted")
def test_whoever_fetched_the_file_marks_it(actor, measure):
    other = officer(measure, name="Bo Berg")
    make_scb_file(actor, measure, 202503)
    make_scb_file(other, measure, 202503)
    with pytest.raises(RefusedChange, match="Någon annan"):
        mark_scb_sent(actor, measure, 202503)
    mark_scb_sent(other, measure, 202503)
    assert ScbMonth.objects.get().sent_by_id == other.user_id


def test_without_hours_or_number_nothing_is_made_and_the_cards_are_told(actor, measure, first):
    with pytest.raises(RefusedChange, match=r"Timmar saknas för K1A2-22\."):
        make_scb_file(actor, measure, 202503)
    row = intake(actor, measure, card="K1A2-44")
    _note(actor, measure, {202503: {first.pk: 10, row.pk: 10}})
    with pytest.raises(RefusedChange, match=r"Personnummer saknas för K1A2-44\."):
        make_scb_file(actor, measure, 202503)
    assert not ScbMonth.objects.exists()
    ended(actor, row, date(2025, 3, 10), "misregistered")
    make_scb_file(actor, measure, 202503)


def test_a_key_that_is_another_is_told(actor, measure, first, settings, tmp_path):
    _note(actor, measure, {202503: {first.pk: 10}})
    settings.SAMVERK_IDENTITY_KEY_FILE = tmp_path / "another.key"
    with pytest.raises(RefusedChange, match="inte den som de låstes med"):
        make_scb_file(actor, measure, 202503)


def test_the_second_editor_is_told_and_no_hours_are_guessed(actor, measure, first):
    _note(actor, measure, {202503: {first.pk: 10}})
    with pytest.raises(EditConflict):
        note_hours(actor, measure, 202503, {first.pk: ToldHours(12, 0)})
    with pytest.raises(ValidationError, match="0 om det inte var några"):
        note_hours(actor, measure, 202503, {first.pk: ToldHours(None, 1)})
    note_hours(actor, measure, 202503, {first.pk: ToldHours(None, 0)})
    with pytest.raises(ValidationError):
        note_hours(actor, measure, 202504, {first.pk: ToldHours(745)})
    with pytest.raises(RefusedChange, match="inte längre med"):
        note_hours(actor, measure, 202504, {first.pk + 99: ToldHours(1)})
    assert [each.hours for each in MonthHours.objects.all()] == [10]


@pytest.mark.usefixtures("all_noted")
def test_the_trail_tells_of_every_card_and_of_no_value(actor, measure):
    note_hours_read(actor, measure, 202504)
    _send(actor, measure, 202503, 202504)
    read = AuditEvent.objects.filter(action__in=READINGS, action="participants.make_scb_file")
    assert sum("K1A2-22" in each.sentence for each in read) == 2
    events = AuditEvent.objects.filter(
        action__in=(
            "participants.make_scb_file", "participants.mark_scb_sent", "participants.note_hours",
            "participants.note_hours_read",
        )
    )  # fmt: skip
    told = json.dumps(list(events.values("sentence", "before", "after")), ensure_ascii=False)
    kept = ScbMonth.objects.get(month=202504)
    for value in (FIRST, FIRST.replace("-", ""), kept.sent, '"hours": '):
        assert value not in told
    assert len(kept.sent) == 64
    assert kept.fetched == ""


@pytest.mark.usefixtures("all_noted")
def test_a_withdrawn_consent_takes_the_hours_and_sends_the_months_again(actor, measure, first):
    _send(actor, measure, 202503, 202504)
    first.refresh_from_db()
    withdraw_consent(actor, first, first.version)
    assert not MonthHours.objects.filter(month=202503).exists()
    states = _states(measure)
    assert (states[202503], states[202504]) == (ScbState.NEXT_AGAIN, ScbState.WAITING_AGAIN)
    make_scb_file(actor, measure, 202503)


@pytest.mark.usefixtures("all_noted")
def test_what_is_disposed_of_is_compared_no_more(actor, measure, settings):
    _send(actor, measure, 202503, 202504, 202505, 202506)
    settings.SAMVERK_DEMO_DAY = date(2026, 6, 10)
    found = disposal_on(date(2026, 6, 10))
    dispose_participations(command_line(), found.through, found.count)
    kept = {each.month: each.sent != "" for each in ScbMonth.objects.all()}
    assert kept == {202503: False, 202504: False, 202505: False, 202506: False}
    states = {line.month: line.state for line in scb_lines(measure, date(2026, 6, 10))}
    assert states[202505] is ScbState.DISPOSED
    assert states[202507] is ScbState.NEXT


def test_the_extract_tells_the_hours(actor, measure, first):
    _note(actor, measure, {202503: {first.pk: 10}, 202504: {first.pk: 0}})
    made = extract_of(actor, Participant.objects.get(), DAY)
    section = next(each for each in made.sections if each.title == "Timmar i Steget")
    assert section.rows == [("mars\u00a02025", "10"), ("april\u00a02025", "0")]


def test_another_measure_s_officer_does_nothing_here(measure, first):
    other = officer(register_measure("bron", "Bron", is_esf=True), name="Bo Berg")
    for deed in (
        lambda: note_hours(other, measure, 202503, {first.pk: ToldHours(1)}),
        lambda: note_hours_read(other, measure, 202503),
        lambda: make_scb_file(other, measure, 202503),
        lambda: mark_scb_sent(other, measure, 202503),
    ):
        with pytest.raises(PermissionRefused):
            deed()


def test_a_measure_that_scb_is_not_told_of_has_no_file(first, actor, measure):
    plain = register_measure("bron", "Bron")
    both = officer(plain, name="Bo Berg")
    intake(both, plain)
    with pytest.raises(RefusedChange, match="ingen sådan månad"):
        make_scb_file(both, plain, 202503)


def test_the_code_for_men_is_empty_until_it_has_a_source(measure):
    assert scb_settings().man_ending == ""
    row = the_register()
    with pytest.raises(ValidationError, match="var SCB har sagt koden"):
        change_register(command_line(), row, row.version, scb_man_ending="Xx00")
    change_register(command_line(), row, row.version, scb_man_ending="Xx00", scb_man_source="svar från SCB")
    assert scb_settings().man_source == "svar från SCB"
