"""An association's own rules: kept in order, told, and the same as the core reads them."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from samverk.apps.accounting import queries
from samverk.apps.accounting.actions import add_rule, change_base, change_rule, move_rule, remove_rule, replace_profile
from samverk.apps.accounting.models import ChartProfile, LineRule, NoteRule
from samverk.apps.audit.door import EditConflict
from samverk.apps.audit.models import AuditEvent
from samverk.apps.users.enums import Role
from samverk.apps.users.permission import PermissionRefused
from samverk.core.planning.block import Block
from samverk.core.statements import profile as core
from samverk.core.statements.profile import Line
from tests.factories.people import acting, association

CASH = core.LineRule(accounts=("1690", "1700-1709"), line=Line.CASH, line_if_credit=Line.SHORT_TERM_LIABILITIES)
ROOMS = core.NoteRule(
    accounts=("5010",), line=Line.OPERATING_COSTS, name="Lokaler", block=Block.ADMINISTRATION, cost_centres=("1", "2")
)
PROFILE = core.AccountingProfile(
    base=core.BaseProfile.KOMMUN_BAS,
    lines=(CASH, core.LineRule(accounts=("9000",), line=Line.OPERATING_COSTS, projects=("10",))),
    notes=(ROOMS, core.NoteRule(accounts=("1930",), line=Line.CASH, name="Bank")),
)


@pytest.fixture
def storsjo():
    return association()


@pytest.fixture
def director(storsjo):
    return acting(storsjo, Role.DIRECTOR)


def test_books_follow_bas_until_someone_chose(storsjo):
    assert queries.profile_of(storsjo) == core.AccountingProfile(base=core.BaseProfile.BAS)


def test_a_profile_goes_in_and_comes_out_whole(storsjo, director):
    replace_profile(director, PROFILE)
    assert queries.profile_of(storsjo) == PROFILE
    replace_profile(director, core.AccountingProfile(base=core.BaseProfile.BAS, notes=(ROOMS,)))
    assert queries.profile_of(storsjo) == core.AccountingProfile(base=core.BaseProfile.BAS, notes=(ROOMS,))
    assert ChartProfile.objects.get().version == 3


def test_rules_are_added_last_changed_moved_and_removed_and_each_is_told(storsjo, director):
    replace_profile(director, PROFILE)
    row = add_rule(director, core.NoteRule(accounts=("6110",), line=Line.OPERATING_COSTS, name="Kontor"))
    assert [rule.name for rule in queries.profile_of(storsjo).notes] == ["Lokaler", "Bank", "Kontor"]
    move_rule(director, row, up=True)
    assert [rule.name for rule in queries.profile_of(storsjo).notes] == ["Lokaler", "Kontor", "Bank"]
    changed = change_rule(
        director, row, 1, core.NoteRule(accounts=("6110", "6420"), line=Line.OPERATING_COSTS, name="Kontor")
    )
    assert changed.accounts_words == "6110, 6420"
    remove_rule(director, NoteRule.objects.get(name="Bank"))
    assert [rule.name for rule in queries.profile_of(storsjo).notes] == ["Lokaler", "Kontor"]
    told = list(AuditEvent.objects.filter(association_id=storsjo.pk).values_list("sentence", flat=True))[-4:]
    assert told == [
        "La till regeln notraden Kontor, konto 6110.",
        "Flyttade upp regeln notraden Kontor, konto 6110.",
        "Ändrade regeln notraden Kontor, konto 6110.",
        "Tog bort regeln notraden Bank, konto 1930.",
    ]


def test_the_first_rule_cannot_move_up_nor_the_last_down(storsjo, director):
    replace_profile(director, PROFILE)
    before = AuditEvent.objects.count()
    first, last = LineRule.objects.all()
    move_rule(director, first, up=True)
    move_rule(director, last, up=False)
    assert AuditEvent.objects.count() == before
    assert queries.profile_of(storsjo) == PROFILE


def test_the_second_of_two_editors_is_told(director):
    row = add_rule(director, CASH)
    change_rule(director, row, 1, CASH.model_copy(update={"line": Line.RECEIVABLES}))
    with pytest.raises(EditConflict):
        change_rule(director, row, 1, CASH.model_copy(update={"line": Line.INVENTORIES}))
    with pytest.raises(ValueError, match="stays one"):
        change_rule(director, row, 2, ROOMS)


def test_the_chart_of_accounts_can_be_changed(storsjo, director):
    row = replace_profile(director, PROFILE)
    change_base(director, row, row.version, core.BaseProfile.BAS)
    assert queries.profile_of(storsjo) == PROFILE.model_copy(update={"base": core.BaseProfile.BAS})


def test_who_may_not_is_refused(storsjo):
    with pytest.raises(PermissionRefused, match="ändra vilka rader kontona hör till"):
        add_rule(acting(storsjo, Role.AUDITOR), CASH)


def test_a_rule_of_another_association_is_out_of_reach(director):
    row = add_rule(director, CASH)
    other = acting(association(), Role.DIRECTOR)
    with pytest.raises(LineRule.DoesNotExist):
        remove_rule(other, row)
    with pytest.raises(LineRule.DoesNotExist):
        change_rule(other, row, 1, CASH)
    with pytest.raises(LineRule.DoesNotExist):
        move_rule(other, row, up=True)


def test_a_name_that_is_too_long_is_refused(director):
    rule = ROOMS.model_copy(update={"name": "x" * 201})
    with pytest.raises(ValidationError):
        add_rule(director, rule)
