"""Role × address and role × action: what the server answers is what the table says, for every role."""

from __future__ import annotations

from inspect import signature

import pytest

from samverk.apps.audit.door import ACTIONS
from samverk.apps.users.actor import Actor
from samverk.apps.users.enums import Role
from samverk.apps.users.permission import PermissionRefused
from tests.factories.people import person
from tests.web.access import table
from tests.web.access.objects import address_of, association_pages

PAGES = {name: each for name, each in association_pages().items() if name not in table.OPEN_TO_ALL}
REFUSED = 403


def test_the_table_has_every_address_and_no_other():
    assert set(table.PAGES) == set(PAGES)


def test_the_table_has_every_action_and_no_other():
    ours = {name for name, each in ACTIONS.items() if each.work.__module__.startswith("samverk.")}
    ours = {name for name in ours if not name.startswith("participants.")}  # the register has a table of its own
    assert {*table.ACTIONS, *table.HOST_ACTIONS, *table.OWN_ACTIONS} == ours


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("name", sorted(PAGES))
def test_who_may_read_a_page(lund, client_as, name, role):
    answer = client_as(role).get(address_of(name, lund))
    may = role in table.roles(table.PAGES[name][0])
    assert (answer.status_code != REFUSED) is may
    if may:
        assert answer.status_code == (302 if name in table.SENT_BACK else 404 if name in table.NOTHING_ASKED else 200)


@pytest.mark.parametrize("name", sorted(PAGES))
def test_nobody_who_is_not_signed_in_gets_in(lund, client, name):
    answer = client.get(address_of(name, lund))
    assert answer.status_code == 302
    assert answer["Location"].startswith("/konto/logga-in/")


@pytest.mark.parametrize("name", sorted(table.ACTIONS))
def test_who_may_do_an_action(lund, name):
    for role in Role:
        actor = Actor("Tuva Rimfrost", lund, 1, frozenset({role}))
        assert ACTIONS[name].permission.holds(actor) is (role in table.roles(table.ACTIONS[name])), role


@pytest.mark.parametrize("name", sorted(table.ACTIONS))
def test_an_action_refuses_before_it_begins(lund, name):
    refused = [role for role in Role if role not in table.roles(table.ACTIONS[name])]
    for role in refused:
        with pytest.raises(PermissionRefused):
            ACTIONS[name](Actor("Tuva Rimfrost", lund, 1, frozenset({role})))
    with pytest.raises(PermissionRefused):
        ACTIONS[name](Actor("Ingen", lund, 1, frozenset()))


@pytest.mark.parametrize("name", sorted(table.HOST_ACTIONS))
def test_what_the_host_may_do(lund, name):
    assert ACTIONS[name].permission.holds(Actor("Sigvard Driftlind", None, 1, frozenset(), is_host=True))
    for role in Role:
        actor = Actor("Tuva Rimfrost", lund, 1, frozenset({role}))
        assert ACTIONS[name].permission.holds(actor) is (role in table.roles(table.HOST_ACTIONS[name])), role


@pytest.mark.parametrize("name", table.OWN_ACTIONS)
def test_one_s_own_account_is_changed_by_whoever_has_it_and_by_no_one_without_an_account(lund, name):
    assert "user" not in signature(ACTIONS[name].work).parameters
    for association in (lund, None):
        assert ACTIONS[name].permission.holds(Actor("Tuva Rimfrost", association, 1, frozenset()))
        with pytest.raises(PermissionRefused, match="Det kan alla som har ett konto"):
            ACTIONS[name](Actor("Ingen", association))


@pytest.mark.parametrize("name", sorted(table.ACTIONS))
def test_the_host_does_nothing_inside_an_association(lund, name):
    assert not ACTIONS[name].permission.holds(Actor("Sigvard Driftlind", lund, 1, frozenset(), is_host=True))


def test_the_host_sees_nothing_of_an_association(lund, settings, client):
    settings.SAMVERK_REQUIRE_TOTP = False
    client.force_login(person("Sigvard Driftlind", is_host=True))
    for name in PAGES:
        assert client.get(address_of(name, lund)).status_code == 404
