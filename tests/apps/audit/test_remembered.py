"""An answer is remembered until something of the association's changes, and then never again."""

from __future__ import annotations

from datetime import date

from samverk.apps.audit.remembered import remembered
from samverk.apps.users.actions import add_person, give_role
from samverk.apps.users.actor import command_line
from samverk.apps.users.enums import Role
from tests.factories.people import association


def test_an_answer_is_kept_until_the_association_changes():
    asked: list[int] = []

    @remembered(most=2)
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


def test_only_the_last_few_answers_are_kept():
    asked: list[int] = []

    @remembered(most=2)
    def ask(of, year):
        asked.append(year)
        return year

    storsjo = association()
    for year in (2022, 2023, 2024, 2023, 2022):
        ask(storsjo, year)
    assert asked == [2022, 2023, 2024, 2022]
