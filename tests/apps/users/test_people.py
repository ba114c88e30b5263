"""Accounts and roles: who may change whose, and what is told of it."""

from __future__ import annotations

from datetime import date

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core.exceptions import ValidationError
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from samverk.apps.audit.chain import verify
from samverk.apps.audit.door import RefusedChange
from samverk.apps.audit.models import AuditEvent
from samverk.apps.users import actions
from samverk.apps.users.actor import Actor, actor_of
from samverk.apps.users.enums import Role
from samverk.apps.users.models import RoleAssignment, User
from samverk.apps.users.permission import PermissionRefused
from samverk.apps.users.queries import events_about, people_of, person_of
from tests.factories.people import acting, association, person

DAY = date(2026, 11, 29)


@pytest.fixture
def storsjo():
    return association()


@pytest.fixture
def director(storsjo):
    return acting(storsjo, Role.DIRECTOR)


def test_a_role_to_a_new_address_makes_an_account_without_a_password(storsjo, director):
    given_role = actions.add_person_with_role(director, "Ny.Person@example.se", "Moa Lingon", Role.OFFICE, DAY)
    assert given_role.user.email == "ny.person@example.se"
    assert not given_role.user.has_usable_password()
    told = list(AuditEvent.objects.filter(association_id=storsjo.pk).values_list("sentence", flat=True))[-2:]
    assert told == [
        "La upp ett konto för Moa Lingon.",
        "Gav Moa Lingon rollen kansli från och med 29\u00a0november\u00a02026.",
    ]


def test_neither_account_nor_role_when_the_role_is_refused(director):
    with pytest.raises(ValidationError, match="tidsbegränsad"):
        actions.add_person_with_role(director, "rev@example.se", "Vera Blåklint", Role.AUDITOR, DAY)
    assert not User.objects.filter(email="rev@example.se").exists()


def test_the_same_role_twice_at_a_time_is_refused_with_its_days(director):
    actions.add_person_with_role(director, "a@example.se", "Moa Lingon", Role.OFFICE, DAY)
    with pytest.raises(RefusedChange, match="Moa Lingon har redan rollen kansli från och med 29"):
        actions.add_person_with_role(director, "a@example.se", "", Role.OFFICE, date(2026, 1, 1))


def test_a_role_ends_and_one_that_never_began_is_removed(storsjo, director):
    row = actions.add_person_with_role(director, "a@example.se", "Moa Lingon", Role.OFFICE, DAY)
    actions.end_role(director, row, date(2026, 12, 31))
    assert RoleAssignment.objects.get(pk=row.pk).valid_to == date(2026, 12, 31)
    actions.end_role(director, row, date(2026, 1, 1))
    assert not RoleAssignment.objects.filter(pk=row.pk).exists()
    assert verify(storsjo.pk).is_whole


def test_the_last_director_stays(storsjo, director):
    row = RoleAssignment.objects.get(user_id=director.user_id)
    with pytest.raises(RefusedChange, match="den sista förbundschefens"):
        actions.end_role(director, row, DAY)
    acting(storsjo, Role.DIRECTOR, name="Alva Björksav")
    actions.end_role(director, row, DAY)
    assert RoleAssignment.objects.get(pk=row.pk).valid_to == DAY


SHARED = [actions.close_account, actions.open_account, actions.give_password_link, actions.forget_authenticator]


@pytest.mark.parametrize("deed", SHARED, ids=lambda deed: deed.name)
def test_an_account_that_opens_another_association_belongs_to_no_single_director(storsjo, director, deed):
    user = person("Alva Björksav", Role.OFFICE, of=storsjo)
    deed(director, user)
    actions.give_role(acting(association("Finsam Annanstans"), Role.DIRECTOR), user, Role.OFFICE, DAY)
    with pytest.raises(RefusedChange, match="har roller i fler förbund"):
        deed(director, user)
    host = person("Dan Driftvärd", is_host=True)
    deed(actor_of(host, None, DAY), user)


@pytest.mark.parametrize("deed", SHARED, ids=lambda deed: deed.name)
def test_a_director_has_no_hold_over_the_host(storsjo, director, deed):
    host = person("Dan Driftvärd", Role.OFFICE, of=storsjo, is_host=True)
    with pytest.raises(RefusedChange, match="sköter installationen"):
        deed(director, host)


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.DIRECTOR])
def test_only_a_director_changes_people(storsjo, role):
    with pytest.raises(PermissionRefused, match=r"Det kan förbundschef och driftansvarig\."):
        actions.add_person_with_role(acting(storsjo, role), "a@example.se", "Moa Lingon", Role.OFFICE, DAY)


def test_nobody_closes_their_own_account(director):
    with pytest.raises(RefusedChange, match="ditt eget konto"):
        actions.close_account(director, User.objects.get(pk=director.user_id))


def test_a_lost_authenticator_is_taken_away_with_its_codes(storsjo, director):
    user = person("Alva Björksav", Role.OFFICE, of=storsjo)
    TOTP.activate(user, generate_totp_secret())
    assert person_of(storsjo, user.pk, DAY).has_authenticator
    actions.forget_authenticator(director, user)
    assert not person_of(storsjo, user.pk, DAY).has_authenticator
    assert events_about(storsjo.pk, user)[0].sentence == "Tog bort tvåstegsinloggningen för Alva Björksav."


def test_people_are_those_of_the_association_and_roles_are_parted_by_day(storsjo, director):
    other = association("Finsam Annanstans")
    person("Någon Annan", Role.OFFICE, of=other)
    row = actions.add_person_with_role(director, "a@example.se", "Moa Lingon", Role.OFFICE, date(2020, 1, 1))
    actions.end_role(director, row, date(2021, 1, 1))
    actions.give_role(director, row.user, Role.DEPUTY, date(2027, 1, 1))
    found = {each.user.name: each for each in people_of(storsjo, DAY)}
    assert list(found) == ["Moa Lingon", "Tuva Rimfrost"]
    assert [each.role for each in found["Moa Lingon"].current] == ["deputy"]
    assert [each.role for each in found["Moa Lingon"].ended] == ["office"]
    assert person_of(other, row.user_id, DAY) is None


class OverlapTest(TestCase):
    """However roles are given, nobody ever has the same role twice on a day."""

    days = st.dates(date(2024, 1, 1), date(2024, 1, 12))

    @settings(deadline=None, max_examples=30)
    @given(st.lists(st.tuples(days, st.none() | days), max_size=6))
    def test_a_role_is_had_once_a_day(self, periods):
        storsjo = association()
        user = person("Moa Lingon")
        actor = Actor("Tuva Rimfrost", storsjo, None, frozenset({Role.DIRECTOR}))
        for start, end in periods:
            try:
                actions.give_role(actor, user, Role.OFFICE, start, end)
            except (RefusedChange, ValidationError):
                continue
        for number in range(1, 13):
            assert user.roles.on(date(2024, 1, number)).count() <= 1
