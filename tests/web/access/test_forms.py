"""Role × form, and every address from outside: what the server answers is what the table says, for every role."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from samverk.apps.users.enums import Role
from tests.factories.people import association, person
from tests.web.access import table
from tests.web.access.objects import address_of, arguments, association_pages

PAGES = {name: each for name, each in association_pages().items() if name not in table.OPEN_TO_ALL}
REFUSED = 403


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("name", sorted(PAGES))
def test_who_may_send_the_form_of_a_page(lund, client_as, name, role):
    answer = client_as(role).post(address_of(name, lund), {})
    readers, writers = table.PAGES[name]
    if role not in table.roles(readers):
        assert answer.status_code == REFUSED
    elif not writers:
        assert answer.status_code == 405
    else:
        assert (answer.status_code != REFUSED) is (role in table.roles(writers))
        assert answer.status_code < 500


@pytest.mark.parametrize("name", sorted(PAGES))
def test_no_address_of_an_association_is_reached_from_another(lund, settings, name):
    settings.SAMVERK_REQUIRE_TOTP = False
    other = association("Finsam Annanstans")
    stranger = person("Frej Utanför", *Role, of=other)
    client = Client()
    client.force_login(stranger)
    address = address_of(name, lund)
    assert client.get(address).status_code == 404
    assert client.post(address, {}).status_code == 404
    # the same rows under the stranger's own address: they are not there either
    own = reverse(name, kwargs={"association": other.slug, **arguments(name, PAGES[name], lund)})
    if name in table.ABOUT_A_ROW:
        assert client.get(own).status_code in (404, 405)
        assert client.post(own, {}).status_code in (404, 405)
