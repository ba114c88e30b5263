"""Where accounts ended up, and what other rules would change."""

from __future__ import annotations

from dataclasses import replace

from samverk.core.statements.account_places import account_places
from samverk.core.statements.build import build_figures
from samverk.core.statements.chart import read_chart
from samverk.core.statements.effect import RowChange, row_changes
from samverk.core.statements.profile import Line, LineRule
from samverk.formats.facts import read_directory
from tests.factories.lund_web import LUND


def _facts(*rules):
    facts, _ = read_directory(LUND, 2024)
    assert facts is not None
    profile = facts.association.accounting.model_copy(update={"lines": rules})
    return replace(facts, association=facts.association.model_copy(update={"accounting": profile}))


def _places(facts):
    statements, _ = build_figures(facts)
    mapped = statements.books[2024]
    return {place.account: place for place in account_places(mapped, read_chart(facts.association, facts.measures))}


def test_every_account_with_a_balance_has_its_place():
    places = _places(_facts())
    assert all(place.is_well for place in places.values())
    assert places["1930"].lines == (Line.CASH,)
    assert places["7510"].note_rows == ("Personalkostnader", "Styrelsekostnader")
    assert places["3981"].income_sources == ("esf",)
    assert places["4010"].measures
    mapped = build_figures(_facts())[0].books[2024]
    assert {place.account: place.amount_ore for place in places.values()} == {
        **mapped.books.closing,
        **mapped.books.result_accounts(),
    }


def test_an_account_that_two_rules_claim_comes_first_and_names_both():
    facts = _facts(
        LineRule(accounts=("6550",), line=Line.OPERATING_COSTS), LineRule(accounts=("6550",), line=Line.FINANCIAL_COSTS)
    )
    first = next(iter(_places(facts).values()))
    assert (first.account, first.is_well) == ("6550", False)
    assert first.claims == ("raden Verksamhetens kostnader", "raden Finansiella kostnader")


def test_an_account_on_the_wrong_side_is_unplaced_with_its_amount():
    places = _places(_facts(LineRule(accounts=("6550",), line=Line.CASH)))
    assert places["6550"].is_unplaced
    assert places["6550"].unplaced_ore == places["6550"].amount_ore == 68_026_00


def test_the_effect_of_a_rule_is_every_row_that_differs_and_no_other():
    before, _ = build_figures(_facts())
    after, _ = build_figures(_facts(LineRule(accounts=("6550",), line=Line.FINANCIAL_COSTS)))
    changes = row_changes(before, after)
    moved = {
        change.row: (change.before_ore, change.after_ore) for change in changes if change.statement == "Resultaträkning"
    }
    assert moved["Finansiella kostnader"] == (-779_00, -779_00 - 68_026_00)
    assert "Årets resultat" not in moved
    assert RowChange("Resultaträkning", "Verksamhetens intäkter", 1, 1) not in changes
    assert any(change.statement == "Noten Verksamhetens kostnader" for change in changes)
    assert row_changes(before, before) == ()
