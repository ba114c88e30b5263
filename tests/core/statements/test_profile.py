import pytest
from pydantic import ValidationError

from samverk.core.planning.budget import Block
from samverk.core.statements.profile import AccountingProfile, BaseProfile, Line


def test_rules_are_kept_in_order_with_their_dimensions():
    rows = [
        {"namn": "Styrelse", "rad": "verksamhetens_kostnader", "konton": ["7510"], "kostnadsstallen": ["2"]},
        {"namn": "Kansli", "rad": "verksamhetens_kostnader", "konton": ["7510"], "block": "administration"},
    ]
    profile = AccountingProfile.model_validate({"profil": "kommun-bas", "notrad": rows})
    assert profile.base is BaseProfile.KOMMUN_BAS
    assert [rule.name for rule in profile.notes] == ["Styrelse", "Kansli"]
    assert profile.notes[0].cost_centres == ("2",)
    assert profile.notes[1].block is Block.ADMINISTRATION


def test_an_account_may_change_sides():
    rule = {"konton": ["1630-1639"], "rad": "fordringar", "rad_om_kredit": "kortfristiga_skulder"}
    profile = AccountingProfile.model_validate({"profil": "bas", "rad": [rule]})
    assert profile.lines[0].line_if_credit is Line.SHORT_TERM_LIABILITIES


@pytest.mark.parametrize("accounts", [[], ["30-1"], [3010]])
def test_a_rule_needs_accounts(accounts):
    with pytest.raises(ValidationError):
        AccountingProfile.model_validate({"profil": "bas", "rad": [{"konton": accounts, "rad": "fordringar"}]})
