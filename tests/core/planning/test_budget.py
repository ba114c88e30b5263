from decimal import Decimal

import pytest
from pydantic import ValidationError

from samverk.core.money import MoneyUnit
from samverk.core.planning.budget import Block, BudgetKind, BudgetYear

VERSION = {"namn": "B", "typ": "reviderad", "intakter": {"staten": Decimal("1842.5")}, "kostnader": {"revision": 40}}


def test_a_budget_is_in_tkr_unless_it_says_otherwise():
    budget = BudgetYear.model_validate({"ar": 2024, "version": [VERSION]})
    assert budget.unit is MoneyUnit.TKR
    assert budget.versions[0].kind is BudgetKind.REVISED
    assert budget.versions[0].income == {"staten": Decimal("1842.5")}


def test_a_line_may_stand_for_several_blocks():
    covers = {"administration": ["administration", "revision"]}
    budget = BudgetYear.model_validate({"ar": 2024, "version": [{**VERSION, "omfattar": covers}]})
    assert budget.versions[0].covers == {Block.ADMINISTRATION: (Block.ADMINISTRATION, Block.AUDIT)}


def test_a_budget_has_at_least_one_version():
    with pytest.raises(ValidationError):
        BudgetYear.model_validate({"ar": 2024, "version": []})
