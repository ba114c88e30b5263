"""Role × address and role × action in a register: what the server answers is what the table says."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.test import Client
from django.urls import reverse

import samverk.apps.participants.demo_rows  # noqa: F401 - its action counts too, whichever tests are run
from samverk.apps.audit.door import ACTIONS
from samverk.apps.participants.enums import RegisterRole
from samverk.apps.users.actor import Actor
from samverk.apps.users.enums import Role
from samverk.apps.users.permission import PermissionRefused
from tests.web.participants.access import table
from tests.web.participants.access.objects import DAY, PAGES, arguments, staged

REFUSED, ABSENT = 403, 404
OURS = {name for name in ACTIONS if name.startswith("participants.")}


@pytest.fixture
def stage(settings, tmp_path):
    settings.SAMVERK_DEMO_DAY = DAY
    settings.ENVIRONMENT = replace(settings.ENVIRONMENT, data=tmp_path)
    return staged()


def _address(name, stage):
    return reverse(name, kwargs=arguments(name, stage))


def test_the_table_has_every_address_and_no_other():
    assert set(table.PAGES) == set(PAGES)


def test_the_table_has_every_action_and_no_other():
    assert set(table.ACTIONS) == OURS


@pytest.mark.parametrize("name", sorted(PAGES))
def test_who_may_read_a_page(stage, as_actor, name):
    address, readers = _address(name, stage), table.PAGES[name][0]
    for letter, actor in (("D", stage.own), ("R", stage.keeper)):
        status = as_actor(actor).get(address).status_code
        if letter not in readers:
            assert status == REFUSED, letter
        else:
            assert status == (302 if name in table.SENT_ON else ABSENT if name in table.NOTHING_YET else 200), letter


@pytest.mark.parametrize("name", sorted(PAGES))
def test_who_may_send_the_form_of_a_page(stage, as_actor, name):
    address, (readers, writers) = _address(name, stage), table.PAGES[name]
    for letter, actor in (("D", stage.own), ("R", stage.keeper)):
        status = as_actor(actor).post(address, {}).status_code
        if letter not in readers:
            assert status == REFUSED, letter
        elif not writers:
            assert status == 405, letter
        else:
            assert (status != REFUSED) is (letter in writers), letter
            assert status < 500, letter


@pytest.mark.parametrize("name", sorted(PAGES))
def test_another_measure_s_officer_is_told_nothing(stage, as_actor, name):
    client, address = as_actor(stage.another), _address(name, stage)
    if name in table.OF_A_MEASURE:
        assert client.get(address).status_code == ABSENT
        assert client.post(address, {}).status_code in (ABSENT, 405)
    elif "D" in table.PAGES[name][0]:
        assert client.get(address).status_code in (200, 302) or name in table.NOTHING_YET
    else:
        assert client.get(address).status_code == REFUSED


@pytest.mark.parametrize("name", sorted(PAGES))
def test_without_a_role_in_the_register_nothing_is_there(stage, as_actor, name):
    for actor in (stage.without_role, stage.director):
        assert as_actor(actor).get(_address(name, stage)).status_code == ABSENT
        assert as_actor(actor).post(_address(name, stage), {}).status_code == ABSENT


@pytest.mark.parametrize("name", sorted(PAGES))
def test_nobody_who_is_not_signed_in_gets_in(stage, name):
    answer = Client().get(_address(name, stage))
    assert answer.status_code == 302
    assert answer["Location"].startswith("/konto/logga-in/")


@pytest.mark.parametrize("name", sorted(OURS))
def test_who_may_do_an_action(name):
    for role in RegisterRole:
        actor = Actor("Saga Björkdal", None, 1, frozenset({role}))
        may = role in table.roles(table.ACTIONS[name])
        assert ACTIONS[name].permission.holds(actor) is may, role
        if not may:
            with pytest.raises(PermissionRefused):
                ACTIONS[name](actor)


@pytest.mark.parametrize("name", sorted(OURS))
def test_no_role_of_an_association_does_an_action(name):
    for actor in (Actor("Ingen", None, 1), Actor("Tuva Rimfrost", None, 1, frozenset(Role), is_host=True)):
        with pytest.raises(PermissionRefused):
            ACTIONS[name](actor)
