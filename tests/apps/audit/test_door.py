"""The one door: every change is told in the same transaction, in a chain, and nothing passes beside it."""

from __future__ import annotations

import pytest
from django.db import connection

from samverk.apps.audit.chain import head, verify
from samverk.apps.audit.door import ACTIONS, Act, EditConflict, action
from samverk.apps.audit.guard import OutsideTheDoorError
from samverk.apps.audit.models import AuditEvent
from samverk.apps.organisation.models import Association
from samverk.apps.users.actor import Actor, command_line
from samverk.apps.users.enums import Role
from samverk.apps.users.permission import Permission, PermissionRefused
from tests.factories.people import acting, association

RENAME = Permission("test.rename", "byta namn på förbundet", frozenset({Role.DIRECTOR, Role.OFFICE}))


@pytest.fixture
def rename():
    @action(RENAME)
    def rename(act: Act, row: Association, seen: int, name: str) -> Association:
        return act.change(row, seen, "Bytte namn.", name=name)

    yield rename
    ACTIONS.pop(rename.name)


@pytest.fixture
def storsjo():
    return association()


def test_a_change_is_told_with_what_stood_before_and_after(rename, storsjo):
    rename(acting(storsjo, Role.DIRECTOR), storsjo, 1, "Finsam Lillsjö")
    event = AuditEvent.objects.get(association_id=storsjo.pk, action=rename.name)
    assert (event.before, event.after) == ({"name": "Finsam Storsjö"}, {"name": "Finsam Lillsjö"})
    assert event.actor_name == "Tuva Rimfrost"
    assert verify(storsjo.pk).is_whole
    assert head(storsjo.pk) == event.hash


def test_who_may_not_is_told_who_may_and_nothing_is_written(rename, storsjo):
    with pytest.raises(
        PermissionRefused, match=r"Du kan inte byta namn på förbundet\. Det kan förbundschef och kansli\."
    ):
        rename(acting(storsjo, Role.AUDITOR), storsjo, 1, "Annat")
    assert Association.objects.get(pk=storsjo.pk).name == "Finsam Storsjö"


def test_the_second_of_two_editors_is_told_and_nothing_is_overwritten(rename, storsjo):
    actor = acting(storsjo, Role.DIRECTOR)
    rename(actor, storsjo, 1, "Först")
    with pytest.raises(EditConflict) as conflict:
        rename(actor, storsjo, 1, "Sedan")
    assert conflict.value.row.name == "Först"
    assert conflict.value.wanted == {"name": "Sedan"}
    assert Association.objects.get(pk=storsjo.pk).name == "Först"


def test_the_same_again_writes_nothing(rename, storsjo):
    before = head(storsjo.pk)
    rename(command_line(storsjo), storsjo, 1, "Finsam Storsjö")
    assert head(storsjo.pk) == before


@pytest.mark.parametrize(
    "write",
    [
        lambda row: row.save(),
        lambda row: row.delete(),
        lambda row: Association.objects.filter(pk=row.pk).update(name="x"),
        lambda row: Association.objects.filter(pk=row.pk).delete(),
        lambda row: Association.objects.bulk_create([Association()]),
        lambda row: Association.objects.bulk_update([row], ["name"]),
        lambda row: Association.objects.create(slug="x"),
        lambda row: AuditEvent.objects.all().delete(),
    ],
)
def test_nothing_is_written_beside_the_door(storsjo, write):
    with pytest.raises(OutsideTheDoorError):
        write(storsjo)


def test_an_action_that_tells_of_nothing_is_a_defect_and_changes_nothing(storsjo):
    @action(RENAME)
    def silent(act: Act, row: Association) -> None:
        row.name = "tyst"
        row.save()

    try:
        with pytest.raises(RuntimeError, match="without telling what"):
            silent(command_line(storsjo), storsjo)
    finally:
        ACTIONS.pop(silent.name)
    assert Association.objects.get(pk=storsjo.pk).name == "Finsam Storsjö"


def test_an_action_inside_another_shares_its_transaction_and_its_association(rename, storsjo):
    other = association("Finsam Annanstans")

    @action(RENAME)
    def outer(act: Act, row: Association, actor: Actor) -> None:
        rename(actor, row, 1, "Inifrån")

    try:
        outer(command_line(storsjo), storsjo, command_line(storsjo))
        assert AuditEvent.objects.filter(association_id=storsjo.pk, action=outer.name).count() == 1
        with pytest.raises(ValueError, match="for another association"):
            outer(command_line(storsjo), storsjo, command_line(other))
    finally:
        ACTIONS.pop(outer.name)


@pytest.mark.parametrize(
    ("tamper", "words"),
    [
        ("UPDATE audit_auditevent SET sentence = 'annat' WHERE association_id = %s AND sequence = 2", "Händelse 2 har"),
        ("UPDATE audit_auditevent SET actor_name = 'annan' WHERE association_id = %s AND sequence = 1", "Händelse 1"),
        ("DELETE FROM audit_auditevent WHERE association_id = %s AND sequence = 2", "Händelse 2 saknas"),
        ("DELETE FROM audit_auditevent WHERE association_id = %s AND sequence = 3", "slutar med 2"),
    ],
)
def test_a_chain_that_was_touched_is_found_out(rename, storsjo, tamper, words):
    for seen, name in enumerate(("Ett", "Två", "Tre"), start=1):
        rename(command_line(storsjo), storsjo, seen, name)
    assert verify(storsjo.pk).events == 3
    with connection.cursor() as cursor:
        cursor.execute(tamper, [storsjo.pk])
    assert words in verify(storsjo.pk).problem
