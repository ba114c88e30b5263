"""Taking returns: kept byte for byte, or refused with a Swedish reason and nothing of the content."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta
from hashlib import sha256

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given as tried
from hypothesis import settings, strategies
from hypothesis.extra.django import TestCase

from samverk.apps.audit.models import AuditEvent
from samverk.apps.measures.actions import add_measure
from samverk.apps.organisation.actions import add_association
from samverk.apps.outcomes import actions
from samverk.apps.outcomes.models import ReceivedReturn, RefusedReturn
from samverk.apps.outcomes.pushing import PushState, push
from samverk.apps.outcomes.queries import participant_facts, rule_on, taken_returns
from samverk.apps.users.actor import command_line
from samverk.core.disclosure.rule import DisclosureRule
from samverk.core.measures import Direction, Measure
from samverk.core.outcomes.returned import Return, ReturnCell, ReturnCellState
from samverk.core.outcomes.span import Span
from samverk.core.periods import long_date
from samverk.formats.returns.canonical import canonical
from samverk.formats.returns.write import content_hash, write_return
from tests.factories.iris import PEM, corrected
from tests.factories.returns import MEASURE, ORG, PRIVATE, STRANGER, YEAR, small_return

DAY = date(2025, 3, 10)


@pytest.fixture(autouse=True)
def _story_day(settings):
    settings.SAMVERK_DEMO_DAY = DAY


def trusting():
    """An association with the measure of the small return, which trusts its register."""
    made = add_association(command_line(), "storsjo", "Finsam Storsjö", ORG)
    for code in (MEASURE, "annan"):
        add_measure(command_line(made), Measure(id=code, name=code.capitalize(), direction=Direction.INDIVIDUAL))
    register = actions.add_register(command_line(made), "Storsjö kommun", PEM, [MEASURE], date(2024, 1, 1))
    return made, register


def to(made, given: Return | None = None) -> Return:
    return replace(given or small_return(), association=made.org_number)


def take(made, data: bytes):
    return actions.take_file(command_line(made), data)


def sent(made, given: Return | None = None) -> bytes:
    return write_return(to(made, given), PRIVATE)


def with_count(given: Return, kind: str, at: tuple[str, ...], count: int) -> Return:
    cells = tuple(
        ReturnCell(at, ReturnCellState.SHOWN, count) if cell.at == at else cell for cell in given.table(kind).cells
    )
    return replace(
        given, tables=tuple(replace(each, cells=cells) if each.table == kind else each for each in given.tables)
    )


def test_a_return_is_kept_byte_for_byte():
    made, register = trusting()
    data = sent(made)
    row = take(made, data)
    assert isinstance(row, ReceivedReturn)
    kept = ReceivedReturn.objects.get(pk=row.pk)
    assert bytes(kept.content) == data
    assert kept.sha256 == sha256(data).hexdigest()
    assert (kept.register_key, kept.number, kept.received_on) == (register, 1, DAY)
    assert content_hash(participant_facts(made, 2024)[MEASURE]) == content_hash(to(made))
    assert participant_facts(made, 2023) == {}
    event = AuditEvent.objects.filter(association_id=made.pk).latest("sequence")
    assert event.sentence == f"Tog emot återrapport 1 för Arbetsvagen, {long_date(YEAR.first)}–{long_date(YEAR.last)}."


class AnyReturn(TestCase):
    @settings(max_examples=25)
    @tried(strategies.integers(6, 40), strategies.integers(0, 600), strategies.integers(1, 300))
    def test_no_accepted_return_differs_in_any_byte_from_what_was_sent(self, women, offset, days):
        made, _ = trusting()
        first = date(2022, 1, 1) + timedelta(days=offset)
        given = replace(small_return(women), span=Span(first, first + timedelta(days=days)), summaries=())
        used = tuple(each for each in given.definitions if each.code == "participations")
        data = sent(made, replace(given, definitions=used))
        row = take(made, data)
        assert isinstance(row, ReceivedReturn), row.reasons
        assert bytes(ReceivedReturn.objects.get(pk=row.pk).content) == data
        assert content_hash(taken_returns(made)[0].given) == content_hash(to(made, replace(given, definitions=used)))


def test_the_same_file_again_is_the_row_it_was():
    made, _ = trusting()
    first = take(made, sent(made))
    assert take(made, sent(made)) == first
    assert ReceivedReturn.objects.filter(association=made).count() == 1
    assert not RefusedReturn.objects.filter(association=made).exists()


def test_a_correction_is_a_new_version_and_the_old_one_stays():
    made, _ = trusting()
    take(made, sent(made))
    take(made, sent(made, corrected(to(made))))
    assert [(each.row.number, each.is_latest) for each in taken_returns(made)] == [(1, False), (2, True)]
    assert participant_facts(made, 2024)[MEASURE].number == 2


def tampered(data: bytes, **changes: object) -> bytes:
    return canonical({**json.loads(data), **changes})


def with_extra_field(data: bytes, *path: str | int) -> bytes:
    value = json.loads(data)
    inner = value
    for step in path:
        inner = inner[step]
    inner["namn"] = "Hemlig Person"
    return canonical(value)


EXTRA_PLACES = [
    (),
    ("period",),
    ("rule",),
    ("definitions", 0),
    ("tables", 0),
    ("tables", 0, "cells", 0),
    ("summaries", 0),
]


@pytest.mark.parametrize("path", EXTRA_PLACES)
def test_an_extra_field_anywhere_is_refused_and_never_repeated(path):
    made, _ = trusting()
    row = take(made, with_extra_field(sent(made), *path))
    assert isinstance(row, RefusedReturn)
    assert "Fältet får inte finnas i en återrapport" in row.reasons[0]
    assert "Hemlig" not in " ".join(row.reasons)
    assert "namn" not in " ".join(row.reasons)
    assert row.sha256 == sha256(with_extra_field(sent(made), *path)).hexdigest()


def refused(made, data: bytes) -> str:
    row = take(made, data)
    assert isinstance(row, RefusedReturn)
    assert not ReceivedReturn.objects.filter(association=made, sha256=row.sha256).exists()
    return " ".join(row.reasons)


def test_a_wrong_signature_is_refused():
    made, _ = trusting()
    assert "Signaturen stämmer inte" in refused(made, tampered(sent(made), measure="annan"))


def test_an_unknown_key_is_refused():
    made, _ = trusting()
    assert "är inte känd" in refused(made, write_return(to(made), STRANGER))


def test_another_association_is_refused():
    made, _ = trusting()
    other = replace(small_return(), association="802400-0000")
    assert "inte till förbundet" in refused(made, write_return(other, PRIVATE))


def test_a_measure_the_key_may_not_report_is_refused():
    made, _ = trusting()
    assert "Registret får inte rapportera insatsen" in refused(
        made, sent(made, replace(small_return(), measure="annan"))
    )


def test_a_rule_weaker_than_the_boards_is_refused():
    made, _ = trusting()
    actions.decide_rule(command_line(made), date(2025, 1, 1), "§ 4", 10, 9, "shown", False)
    assert rule_on(made, DAY).source == "§ 4"
    told = refused(made, sent(made))
    assert "gränsen för små antal är 5, förbundets är 10" in told
    assert "Små antal visas öppet" in told


def test_a_rule_decided_later_does_not_hold_yet():
    made, _ = trusting()
    actions.decide_rule(command_line(made), date(2025, 6, 1), "§ 4", 10, 9, "shown", False)
    assert rule_on(made, DAY) == DisclosureRule()
    assert isinstance(take(made, sent(made)), ReceivedReturn)


def test_a_number_that_does_not_follow_is_refused():
    made, _ = trusting()
    take(made, sent(made))
    third = replace(to(made), number=3, replaces=content_hash(to(made)))
    assert "den senaste för perioden är nummer 1" in refused(made, sent(made, third))
    other = with_count(to(made), "enrolled_by_gender", ("man",), 10)
    assert "den senaste för perioden är nummer 1" in refused(made, sent(made, other))


def test_tables_that_contradict_each_other_are_refused():
    made, _ = trusting()
    assert "säger emot varandra" in refused(
        made, sent(made, with_count(small_return(), "enrolled_by_gender", ("*",), 44))
    )


def test_a_register_that_is_closed_or_not_open_yet_is_told_so():
    made, register = trusting()
    register = actions.close_register(command_line(made), register, register.version, date(2025, 3, 1))
    assert f"stängdes {long_date(date(2025, 3, 1))}" in refused(made, sent(made))


def test_what_is_no_key_or_a_known_key_is_refused():
    made, _ = trusting()
    for key in ("hej", PEM):
        with pytest.raises(ValidationError):
            actions.add_register(command_line(made), "Kommunen", key, [MEASURE], DAY)


def test_a_register_sends_over_the_net():
    made, _ = trusting()
    assert push(made, sent(made)).state is PushState.TAKEN
    assert push(made, sent(made)).state is PushState.AGAIN
    assert ReceivedReturn.objects.get(association=made).received_by == "registret hos Storsjö kommun"
    signed_wrong = push(made, sent(made, replace(small_return(), measure="annan")))
    assert signed_wrong.state is PushState.REFUSED
    assert RefusedReturn.objects.get(association=made).sender == "registret hos Storsjö kommun"


def test_what_nobody_known_has_signed_leaves_no_trace():
    made, _ = trusting()
    before = AuditEvent.objects.filter(association_id=made.pk).count()
    for data in (b"", b"{}", b"\xff", with_extra_field(sent(made)), write_return(to(made), STRANGER)):
        pushed = push(made, data)
        assert pushed.state is PushState.REFUSED
        assert pushed.reasons
    assert not RefusedReturn.objects.filter(association=made).exists()
    assert AuditEvent.objects.filter(association_id=made.pk).count() == before
