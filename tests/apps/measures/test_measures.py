"""Measures: changed through the door, seen by those who may, never removed when they are used."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from django.core.exceptions import ValidationError

from samverk.apps.audit.door import EditConflict, RefusedChange
from samverk.apps.measures import actions, enums
from samverk.apps.measures.models import Measure, MeasureOwner
from samverk.apps.measures.overview import Overview
from samverk.apps.measures.queries import Everything, measures_of, visible_to, years_booked
from samverk.apps.users.actor import command_line
from samverk.apps.users.enums import Role
from samverk.apps.users.models import User
from samverk.apps.users.permission import PermissionRefused
from samverk.core import measures as core
from samverk.core.measures import Target
from tests.factories.facts import lund
from tests.factories.people import acting, association, person


def measure(code: str = "rehab", **more: object) -> core.Measure:
    return core.Measure(**{"id": code, "name": "Rehab", "direction": "individinriktad", **more})


@pytest.fixture
def storsjo():
    return association()


@pytest.fixture
def director(storsjo):
    return acting(storsjo, Role.DIRECTOR)


@pytest.mark.parametrize("name", ["Direction", "Grade"])
def test_the_tables_know_the_same_words_as_core(name):
    assert [each.name for each in getattr(enums, name)] == [each.name for each in getattr(core, name)]


def test_a_measure_comes_out_as_it_went_in(storsjo, director):
    full = measure(
        aliases=("R",),
        description="Vad den är.",
        owner="Storsjö kommun",
        funders=("ESF", "Grannen"),
        start=date(2024, 1, 1),
        end=date(2025, 12, 31),
        projects=("10", "11"),
        cost_centres=("2",),
        accounts=("4100-4199",),
        targets=(Target(text="Fler i arbete", target="40 %", grade="delvis"), Target(text="Ett till")),
    )
    actions.add_measure(director, full)
    part = measure("rehab_ung", name="Rehab ung", parent="rehab")
    actions.add_measure(director, part)
    assert measures_of(storsjo) == (full, part)


def test_targets_alone_make_a_new_version_and_an_older_form_is_told(director):
    row = actions.add_measure(director, measure())
    changed = actions.change_measure(director, row, 1, measure(targets=(Target(text="Nytt mål"),)))
    assert changed.version == 2
    with pytest.raises(EditConflict):
        actions.change_measure(director, row, 1, measure(name="Annat"))


def test_the_id_stays_for_budgets_point_to_it(director):
    row = actions.add_measure(director, measure())
    assert actions.change_measure(director, row, 1, measure("annat", name="Nytt namn")).code == "rehab"


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        (measure(), "Det finns redan en insats med det id:t"),
        (measure("ny", projects=("10",)), "Projektkod 10 hör redan till Rehab"),
        (measure("styrelse"), "namnet på ett block i budgeten"),
    ],
)
def test_what_would_clash_is_refused(director, wrong, words):
    actions.add_measure(director, measure(projects=("10",)))
    with pytest.raises(ValidationError, match=words):
        actions.add_measure(director, wrong)


def test_a_measure_is_never_part_of_itself(director):
    top = actions.add_measure(director, measure("a"))
    actions.add_measure(director, measure("b", parent="a"))
    actions.add_measure(director, measure("c", parent="b"))
    for inner in ("a", "b", "c"):
        with pytest.raises(ValidationError, match="kan inte vara en del av sig själv"):
            actions.change_measure(director, top, 1, measure("a", parent=inner))


def test_a_measure_that_is_used_is_closed_and_not_removed():
    of = lund()
    row = of.measures.get(code="aktiv")
    assert years_booked(row) == [2023, 2024]
    with pytest.raises(RefusedChange, match=r"budgeten 2024, 2025 har en rad"):
        actions.remove_measure(command_line(of), row, row.version)
    ama = of.measures.get(code="ama")
    with pytest.raises(RefusedChange, match=r"har kostnader i bokföringen .* Avsluta den i stället"):
        actions.remove_measure(command_line(of), ama, ama.version)
    closed = actions.close_measure(command_line(of), row, row.version, date(2025, 6, 30))
    assert closed.end == date(2025, 6, 30)


def test_an_umbrella_project_with_parts_does_not_go(director):
    top = actions.add_measure(director, measure("a"))
    actions.add_measure(director, measure("b", parent="a"))
    with pytest.raises(RefusedChange, match="används av insats ”Rehab”"):
        actions.remove_measure(director, top, 1)


def test_a_measure_added_by_mistake_goes(director):
    row = actions.add_measure(director, measure(targets=(Target(text="Mål"),)))
    actions.remove_measure(director, row, 1)
    assert not Measure.objects.exists()


def test_a_last_day_before_the_first_is_refused(director):
    row = actions.add_measure(director, measure(start=date(2024, 1, 1)))
    with pytest.raises(ValidationError, match="Sista dagen kommer före den första"):
        actions.close_measure(director, row, 1, date(2023, 12, 31))


@pytest.mark.parametrize("role", [role for role in Role if role not in (Role.DIRECTOR, Role.OFFICE)])
def test_only_leaders_change_measures(storsjo, role):
    with pytest.raises(PermissionRefused, match="Du kan inte ändra insatserna"):
        actions.add_measure(acting(storsjo, role), measure())


def test_another_associations_measure_is_never_changed(storsjo):
    elsewhere = association("Finsam Annanstans")
    row = actions.add_measure(acting(elsewhere, Role.DIRECTOR), measure())
    intruder = acting(storsjo, Role.DIRECTOR)
    for deed in (
        lambda: actions.change_measure(intruder, row, 1, measure()),
        lambda: actions.close_measure(intruder, row, 1, date(2024, 1, 1)),
        lambda: actions.remove_measure(intruder, row, 1),
        lambda: actions.set_measure_owners(intruder, row, []),
    ):
        with pytest.raises(ValueError, match="belongs to another association"):
            deed()


# ── measure owners ──────────────────────────────────────────────────────────────────────────────────────────────────


def test_an_owner_sees_the_own_measures_and_everyone_inside_sees_all(storsjo, director):
    own, other = (actions.add_measure(director, measure(code)) for code in ("egen", "annan"))
    owner = acting(storsjo, Role.MEASURE_OWNER)
    assert not visible_to(owner).exists()
    actions.set_measure_owners(director, own, [User.objects.get(pk=owner.user_id)])
    assert list(visible_to(owner)) == [own]
    assert set(visible_to(acting(storsjo, Role.AUDITOR))) == {own, other}
    actions.set_measure_owners(director, own, [])
    assert not MeasureOwner.objects.exists()


def test_whoever_lacks_the_role_is_no_owner(storsjo, director):
    row = actions.add_measure(director, measure())
    with pytest.raises(ValidationError, match="har inte rollen insatsägare"):
        actions.set_measure_owners(director, row, [person("Bo Ek", Role.AUDITOR, of=storsjo)])


# ── money ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_lunds_aktiv_used_321_of_370_thousand_in_2024():
    of = lund()
    groups = Overview(of).groups(Everything(), 2024, date(2025, 3, 1))
    aktiv = next(group.head for group in groups if group.head.row.code == "aktiv")
    assert (round(aktiv.money.outcome_ore, -5), aktiv.money.budget_ore) == (321_000_00, 370_000_00)
    assert aktiv.money.used < 1


def test_an_umbrella_project_holds_its_parts_money():
    of = lund()
    groups = Overview(of).groups(Everything(), 2024, date(2025, 3, 1))
    iris = next(group for group in groups if group.head.row.code == "iris")
    assert len(iris.parts) == 7
    assert iris.head.money.outcome_ore == sum(part.money.outcome_ore or 0 for part in iris.parts)
    assert iris.head.money.budget_ore == sum(part.money.budget_ore or 0 for part in iris.parts)
    assert iris.head.money.used == Fraction(iris.head.money.outcome_ore, iris.head.money.budget_ore)


def test_money_by_year_has_outcome_then_budget_then_plan():
    of = lund()
    money = Overview(of).money_by_year("aktiv")
    told = [(each.year, each.outcome_ore is not None, each.budget_ore is not None) for each in money]
    assert told == [(2023, True, False), (2024, True, True), (2025, False, True)]


@pytest.mark.parametrize(
    ("day", "year"), [(date(2024, 5, 1), 2024), (date(2025, 5, 1), 2025), (date(2030, 1, 1), 2024)]
)
def test_the_year_shown_is_this_year_or_the_latest_with_books(day, year):
    assert Overview(lund()).year_to_show(day) == year


def test_without_books_and_budget_no_year_is_shown(storsjo):
    told = Overview(storsjo)
    assert told.year_to_show(date(2024, 1, 1)) is None
    assert told.groups(Everything(), None, date(2024, 1, 1)) == ()
