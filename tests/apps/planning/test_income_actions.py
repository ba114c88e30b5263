"""Scenarios, the state's notices, grants in arrears and the floor: noted, changed, taken away, each told of."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from django.core.exceptions import ValidationError

from samverk.apps.audit.door import EditConflict, RefusedChange
from samverk.apps.audit.models import AuditEvent
from samverk.apps.planning import income_actions
from samverk.apps.planning.ground import ground_of
from samverk.apps.planning.models import AllocationNotice, ExternalGrant
from samverk.apps.planning.queries import scenario_facts, settings_of
from samverk.apps.users.enums import Role
from samverk.apps.users.permission import PermissionRefused
from samverk.core.planning.external_grants import ExternalGrant as GrantFacts
from samverk.core.planning.income import notice_on
from samverk.core.planning.scenario import Delta
from tests.factories.budgets import lund_in_rows
from tests.factories.people import acting, association

TKR = 100_000
ESF = GrantFacts(
    "esf",
    ("iris",),
    Fraction(53, 100),
    202401,
    202601,
    request_months=6,
    lag_months=4,
    most_ore=900_000_000,
    source="Dnr",
)
DELTAS = (Delta("iris", -200 * TKR, year=2026), Delta("staten", share=Fraction(-1, 10)))


@pytest.fixture
def lund():
    return lund_in_rows(books=())


@pytest.fixture
def actor(lund):
    return acting(lund, Role.OFFICE)


def test_a_scenario_is_kept_exactly_and_changed_whole(lund, actor):
    budget = lund.budget_years.get(year=2025)
    made = income_actions.add_scenario(actor, budget, "Mindre från staten", DELTAS, -50 * TKR)
    facts = scenario_facts(made)
    assert (facts.name, facts.deltas, facts.opening_ore) == ("Mindre från staten", DELTAS, -50 * TKR)
    changed = income_actions.change_scenario(actor, made, 1, "Mycket mindre", DELTAS[1:], 0)
    assert scenario_facts(changed).deltas == DELTAS[1:]
    with pytest.raises(EditConflict):
        income_actions.change_scenario(actor, made, 1, "Igen", ())
    income_actions.remove_scenario(actor, changed)
    assert not budget.scenarios.exists()


def test_two_scenarios_of_a_year_have_different_names(lund, actor):
    budget = lund.budget_years.get(year=2025)
    income_actions.add_scenario(actor, budget, "Utan ESF")
    with pytest.raises(ValidationError, match="redan ett scenario med det namnet"):
        income_actions.add_scenario(actor, budget, "Utan ESF")


def test_a_later_notice_counts_and_the_earlier_one_stays(lund, actor):
    income_actions.note_allocation(actor, 2026, 3_600 * TKR, date(2025, 6, 1), "FK:s planeringsbesked", True)
    income_actions.note_allocation(actor, 2026, 3_690 * TKR, date(2025, 11, 12), "FK:s besked")
    latest = notice_on(ground_of(lund).notices, 2026, date(2025, 12, 1))
    assert latest is not None
    assert latest.amount_ore == 3_690 * TKR
    assert AllocationNotice.objects.filter(association=lund).count() == 2
    income_actions.remove_notice(actor, AllocationNotice.objects.filter(association=lund).last())
    assert [notice.amount_ore for notice in ground_of(lund).notices] == [3_600 * TKR]


def test_a_notice_of_less_than_nothing_is_refused(actor):
    with pytest.raises(ValidationError, match="noll eller mer"):
        income_actions.note_allocation(actor, 2026, -1, date(2025, 6, 1), "FK")


def test_a_grant_is_kept_exactly_changed_and_taken_away(lund, actor):
    row = income_actions.add_grant(actor, ESF)
    assert ground_of(lund).grants == (ESF,)
    event = AuditEvent.objects.get(action="planning.add_grant")
    assert event.sentence == "Lade till bidraget ESF."
    later = GrantFacts("esf", ("iris", "aktiv"), Fraction(1, 2), 202401, 202606)
    income_actions.change_grant(actor, row, 1, later)
    assert ground_of(lund).grants == (later,)
    income_actions.remove_grant(actor, ExternalGrant.objects.get())
    assert ground_of(lund).grants == ()


@pytest.mark.parametrize(
    ("grant", "words"),
    [
        (
            GrantFacts("finns_inte", ("iris",), Fraction(1, 2), 202401, 202412),
            "ingen intäktskälla som heter finns_inte",
        ),
        (GrantFacts("esf", ("finns_inte",), Fraction(1, 2), 202401, 202412), "Välj minst en insats"),
        (GrantFacts("esf", (), Fraction(1, 2), 202401, 202412), "Välj minst en insats"),
    ],
)
def test_a_grant_for_lines_that_are_not_there_is_refused(actor, grant, words):
    with pytest.raises(RefusedChange, match=words):
        income_actions.add_grant(actor, grant)


def test_the_floor_is_the_boards_choice_and_zero_before_it(lund, actor):
    assert settings_of(lund).floor_ore == 0
    income_actions.set_floor(actor, 1, 500 * TKR, date(2025, 3, 1), "Styrelsen § 12")
    assert settings_of(lund).floor_ore == 500 * TKR
    income_actions.set_floor(actor, 1, 700 * TKR)
    with pytest.raises(EditConflict):
        income_actions.set_floor(actor, 1, 800 * TKR)
    assert settings_of(lund).floor_ore == 700 * TKR


def test_who_reads_does_not_change(lund):
    with pytest.raises(PermissionRefused):
        income_actions.set_floor(acting(lund, Role.AUDITOR), 1, 500 * TKR)


def test_what_belongs_to_another_association_is_not_touched(lund, actor):
    other = acting(association("Finsam Annanstans"), Role.DIRECTOR)
    grant = income_actions.add_grant(actor, ESF)
    for change in (
        lambda: income_actions.remove_grant(other, grant),
        lambda: income_actions.add_scenario(other, lund.budget_years.get(year=2025), "Tyst"),
    ):
        with pytest.raises(ValueError, match="another association"):
            change()
    assert ground_of(lund).grants == (ESF,)
