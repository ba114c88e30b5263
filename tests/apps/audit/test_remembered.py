"""An answer is remembered until something of the association's changes, and then never again."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Event
from unittest.mock import patch

import pytest

from samverk.apps.audit.remembered import remembered, sealed_association, under_one_seal
from samverk.apps.users.actions import add_person, give_role
from samverk.apps.users.actor import command_line
from samverk.apps.users.enums import Role
from tests.factories.people import association


def test_an_answer_is_kept_until_the_association_changes():
    asked: list[int] = []

    @remembered
    def ask(of, year):
        asked.append(year)
        return len(asked)

    storsjo, other = association(), association("Finsam Annan")
    assert (ask(storsjo, 2024), ask(storsjo, 2024)) == (1, 1)
    person = add_person(command_line(other), "tuva@example.se", "Tuva Rimfrost")
    give_role(command_line(other), person, Role.OFFICE, date(2024, 1, 1))
    assert ask(storsjo, 2024) == 1
    give_role(command_line(storsjo), person, Role.OFFICE, date(2024, 1, 1))
    assert ask(storsjo, 2024) == 2


def test_two_who_ask_at_once_get_one_answer():
    asked: list[int] = []
    begun, go_on = Event(), Event()
    storsjo = association()

    @remembered
    def ask(of, year):
        asked.append(year)
        begun.set()
        go_on.wait(10)
        return len(asked)

    with patch("samverk.apps.audit.remembered.head", return_value="samma"), ThreadPoolExecutor(2) as people:
        first = people.submit(ask, storsjo, 2024)
        begun.wait(10)
        second = people.submit(ask, storsjo, 2024)
        go_on.set()
        assert (first.result(), second.result()) == (1, 1)
    assert asked == [2024]


def test_an_answer_that_failed_is_asked_for_again():
    asked: list[int] = []

    @remembered
    def ask(of, year):
        asked.append(year)
        if len(asked) == 1:
            raise LookupError(year)
        return year

    storsjo = association()
    with pytest.raises(LookupError):
        ask(storsjo, 2024)
    assert ask(storsjo, 2024) == 2024


def test_a_page_reads_the_seal_once_and_a_change_ends_that(django_assert_num_queries):
    asked: list[int] = []

    @remembered
    def ask(of, year):
        asked.append(year)
        return len(asked)

    made = association(slug="en-sida")
    found = sealed_association("en-sida")
    assert found == made
    with under_one_seal(found):
        with django_assert_num_queries(0):
            assert (ask(found, 2024), ask(found, 2024)) == (1, 1)
        person = add_person(command_line(found), "tuva@example.se", "Tuva Rimfrost")
        give_role(command_line(found), person, Role.OFFICE, date(2024, 1, 1))
        assert ask(found, 2024) == 2
    assert ask(made, 2024) == 2
    assert sealed_association("ingen") is None
