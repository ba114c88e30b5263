"""The investment account rolls each fixed-asset line from opening to closing."""

from samverk.core.statements.build import build_figures
from tests.factories.lake_district import lake_facts
from tests.factories.lund import lund_facts


def test_each_line_rolls_from_opening_to_closing():
    made, _ = build_figures(lake_facts())
    assert made.investment_account is not None
    amounts = {row.id: made.figures.ore(row.figure_id(0) or "") // 100 for row in made.investment_account.rows[1:]}
    prefix = "investering.maskiner_och_inventarier."
    assert {row.removeprefix(prefix): amount for row, amount in amounts.items()} == {
        "ingaende": 60,
        "anskaffningar": 83,
        "avyttringar": -22,
        "avskrivningar": -12,
        "maskiner_och_inventarier": 109,
    }


def test_an_association_without_fixed_assets_has_no_investment_account():
    assert build_figures(lund_facts())[0].investment_account is None
