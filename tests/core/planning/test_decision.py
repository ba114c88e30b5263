"""Before a budget is decided: what the law and the plan say, with the source; nothing stops the board."""

from datetime import date
from decimal import Decimal

import pytest

from samverk.core.checks.catalogue import all_rules
from samverk.core.checks.finding import Severity
from samverk.core.organisation import ShareKey
from samverk.core.planning.budget import BudgetKind
from samverk.core.planning.decision import BudgetToDecide, findings_before_decision
from samverk.core.planning.plan_reading import read_plan
from tests.factories.lund import lund_facts
from tests.factories.plans import TKR


def proposed(day=date(2024, 11, 20), association=None, closing=233_300_000, before=(), preliminary=False, **changes):
    facts = lund_facts()
    budget = facts.budgets[2025]
    fields = {"consultation": date(2024, 11, 1)} | changes
    version = budget.versions[-1].model_copy(update=fields)
    association = association or facts.association
    plan = read_plan(budget, version, association, facts.measures)
    return BudgetToDecide(budget, version, plan, association, day, before, closing, preliminary)


def told(found, code):
    return [each.finding for each in found if each.finding.code == code]


def test_lunds_budget_2025_has_only_its_ceilings_and_its_known_deficit():
    found = findings_before_decision(proposed())
    assert {each.finding.code for each in found} == {"MF-03", "BU-04"}
    deficit = told(found, "BU-04")
    assert [(each.severity, each.found) for each in deficit] == [(Severity.NOTE, "underskott 543\xa0tkr")]
    assert deficit[0].message == "Intäkterna överstiger inte kostnaderna 2025. Motivet finns i budgeten."
    assert not any(each.needs_motive for each in found)


def test_a_deficit_without_a_motive_asks_for_one_and_does_not_block():
    found = findings_before_decision(proposed(motive=" "))
    (asked,) = [each for each in found if each.needs_motive]
    assert (asked.source, asked.finding.severity) == ("KL 11:5", Severity.WARNING)
    assert asked.finding.found == "underskott 543 tkr utan motiv"
    assert len(told(found, "BU-04")) == 1


def test_income_equal_to_costs_does_not_exceed_them():
    costs = {"administration": Decimal(12_980)}
    found = told(findings_before_decision(proposed(costs=costs, motive="")), "BU-04")
    assert [each.found for each in found] == ["intäkter lika stora som kostnader"]


@pytest.mark.parametrize(
    ("changes", "expected", "seen"),
    [
        ({"day": date(2024, 12, 1)}, "beslutad senast 30\xa0november\xa02024", "1\xa0december\xa02024"),
        ({"decided": date(2025, 3, 2)}, "beslutad senast 30\xa0november\xa02024", "2\xa0mars\xa02025"),
        ({"consultation": None}, "samråd med medlemmarna före beslutet", "ingen dag för samråd"),
        (
            {"consultation": date(2024, 11, 25)},
            "samråd med medlemmarna före beslutet",
            "25\xa0november\xa02024",
        ),
        ({"kind": BudgetKind.REVISED}, "en fastställd budget, beslutad senast 30\xa0november\xa02024", "ingen"),
    ],
)
def test_time_and_consultation(changes, expected, seen):
    (finding,) = told(findings_before_decision(proposed(**changes)), "BU-03")
    assert (finding.expected, finding.found, finding.severity) == (expected, seen, Severity.WARNING)


def test_a_revised_budget_leans_on_the_one_that_was_adopted():
    adopted = proposed().version.model_copy(update={"decided": date(2024, 11, 20)})
    revised = proposed(day=date(2025, 3, 20), kind=BudgetKind.REVISED, before=(adopted,))
    assert told(findings_before_decision(revised), "BU-03") == []


def test_three_years_are_planned():
    (finding,) = told(findings_before_decision(proposed(plan=())), "BU-05")
    assert (finding.expected, finding.found) == ("plan för 2026 och 2027", "inga år")


def test_opening_funds_are_the_closing_of_the_books():
    assert told(findings_before_decision(proposed(closing=233_267_780)), "BU-06") == []
    (finding,) = told(findings_before_decision(proposed(closing=250_000_000)), "BU-06")
    assert finding.severity is Severity.WARNING
    assert finding.expected == "2\xa0500\xa0tkr, bokföringens eget kapital vid slutet av 2024"
    assert finding.found == "2\xa0333\xa0tkr"
    (soft,) = told(findings_before_decision(proposed(closing=250_000_000, preliminary=True)), "BU-06")
    assert soft.severity is Severity.NOTE
    assert "prognosen för eget kapital" in soft.expected
    assert told(findings_before_decision(proposed(closing=None)), "BU-06") == []


def test_contributions_that_are_not_half_and_quarters_are_told_once_for_each_amount():
    income = {"staten": Decimal(3_690), "region": Decimal(1_800), "kommun": Decimal(1_890), "esf": Decimal(5_600)}
    found = told(findings_before_decision(proposed(income=income)), "MF-02")
    assert [each.place for each in found] == ["Bidrag från Lunds kommun 2025", "Bidrag från Region Skåne 2025"]
    assert found[1].expected == "1\xa0845\xa0000,00 kr"


def test_shares_that_are_not_half_and_quarters():
    association = lund_facts().association
    region = association.members[2]
    changed = region.model_copy(update={"shares": (ShareKey(share="1/5", valid_from=date(2009, 6, 18)),)})
    members = (*association.members[:2], changed, association.members[3])
    other = association.model_copy(update={"members": members})
    found = findings_before_decision(proposed(association=other))
    assert [each.source for each in found if each.finding.code == "MF-01"] == ["FinsamL 5 §"]  # not once a year
    assert told(found, "MF-01")[0].found == "20\xa0%"


def test_a_ceiling_names_its_base_and_the_year():
    found = told(findings_before_decision(proposed()), "MF-03")
    assert [each.place.rpartition(" ")[2] for each in found] == ["2025", "2026", "2026", "2027", "2027"]
    assert found[0].expected == "högst 20\xa0% av medlemmarnas medel, 1\xa0476\xa0tkr"
    assert found[0].found == "24,25\xa0% av medlemmarnas medel, 1\xa0790\xa0tkr"
    assert found[2].found.startswith("223,79\xa0% av kostnadsbudgeten")
    assert "Taket är en rekommendation." in found[0].advice


def test_the_gravest_comes_first_and_every_code_is_a_rule_with_a_source():
    income = {"staten": Decimal(3_690), "region": Decimal(1_800), "kommun": Decimal(1_890)}
    found = findings_before_decision(proposed(day=date(2025, 2, 1), motive="", income=income, plan=()))
    order = [Severity.ERROR, Severity.WARNING, Severity.NOTE]
    ranks = [order.index(each.finding.severity) for each in found]
    assert ranks == sorted(ranks)
    codes = {rule.code for rule in all_rules()}
    assert all(each.finding.code in codes and each.source for each in found)
    assert {"BU-03", "BU-04", "BU-05", "MF-02"} <= {each.finding.code for each in found}
    assert all(TKR and each.finding.message.endswith(".") for each in found)
