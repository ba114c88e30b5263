"""The register's first page, and who comes in at all."""

from __future__ import annotations

from samverk.apps.users.enums import Role
from tests.factories.people import acting, association
from tests.factories.register import keeper, officer, register, register_measure


def test_an_officer_sees_only_the_own_measures(as_actor):
    register()
    own, other = register_measure(), register_measure("bron", "Bron")
    page = as_actor(officer(own)).get("/")
    assert page.status_code == 200
    assert own.name in page.text
    assert other.name not in page.text


def test_a_register_that_is_not_set_up_says_so(as_actor):
    assert "inte inställt" in as_actor(keeper()).get("/").text


def test_an_association_s_role_opens_nothing(as_actor):
    register()
    assert as_actor(acting(association(), Role.DIRECTOR)).get("/").status_code == 404
