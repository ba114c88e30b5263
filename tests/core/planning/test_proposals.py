"""Proposals for a new budget: an amount and the reason, never taken by themselves."""

from datetime import date
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from samverk.core.planning.external_grants import ExternalGrant
from samverk.core.planning.income import AllocationNotice, contributions_by_notice, planned_contributions
from samverk.core.planning.monthly_outcome import MonthlyOutcome
from samverk.core.planning.plan_reading import empty_plan
from samverk.core.planning.proposals import DecidedAmount, ProposalBasis, lines_left_out, proposals, take
from samverk.core.planning.running import running_periods, running_shares
from tests.factories.lund import lund_facts
from tests.factories.plans import TKR, lund_months, lund_plan, small_plan

GRANT = ExternalGrant("esf", ("iris",), Fraction(54, 100), 202302, 202601, 3, 4)


def lund_basis(month: int = 8, **more) -> ProposalBasis:
    facts = lund_facts()
    notices = [AllocationNotice(2025, 3_690 * TKR, date(2024, 11, 12), "Försäkringskassan", is_preliminary=True)]
    contributions = contributions_by_notice(facts.association, notices, 2025, date(2024, 11, 20))
    plan = lund_plan()
    fields = {
        "last_budget": {line.id: line.amounts[0] for line in plan.lines if line.amounts[0] is not None},
        "outcome": lund_months(2024),
        "month": month,
        "contributions": [contributions],
        "grants": (GRANT,),
        "running": running_periods(facts.measures),
        "shares": running_shares(facts.measures, (2025, 2026, 2027)),
    }
    return ProposalBasis(2024, **fields | more)


def lund_empty(**more):
    facts = lund_facts()
    return empty_plan(
        2025, facts.association, facts.measures, 233_267_780, facts.budgets[2024].versions[-1].covers, **more
    )


def found(made, line, year):
    return next(each for each in made if (each.line_id, each.year) == (line, year))


def test_outcome_is_raised_to_a_whole_year_and_cut_to_the_months_that_run():
    made = proposals(lund_empty(), lund_basis())
    aktiv = found(made, "aktiv", 2025)  # 220,74 tkr in eight months is 331 a year; three months of twelve
    assert aktiv.amount_ore == 83 * TKR
    assert aktiv.reason == (
        "utfall januari–augusti\xa02024 uppräknat till helår; insatsen slutar 31\xa0mars\xa02025: tre månader av tolv"
    )
    assert found(made, "aktiv", 2026) == found(made, "aktiv", 2027).__class__(
        "aktiv", 2026, 0, "insatsen slutade 31\xa0mars\xa02025"
    )
    assert found(made, "administration", 2027).amount_ore == 2_069 * TKR


def test_a_whole_year_of_outcome_is_taken_as_it_is():
    administration = found(proposals(lund_empty(), lund_basis(12)), "administration", 2025)
    assert (administration.amount_ore, administration.reason) == (2_089 * TKR, "utfall 2024")


def test_contributions_follow_the_states_notice_and_later_years_follow_that_year():
    made = proposals(lund_empty(), lund_basis())
    assert found(made, "kommun", 2025).amount_ore == 1_845 * TKR
    assert found(made, "kommun", 2025).reason == (
        "statens besked den 12\xa0november\xa02024 (preliminärt): 3\xa0690 tkr"
    )
    assert found(made, "kommun", 2026).reason == "som 2025: inget besked för 2026 än"
    without_notice = planned_contributions(lund_facts().association, 2025, 7_380 * TKR)
    told = found(proposals(lund_empty(), lund_basis(contributions=[without_notice])), "staten", 2025)
    assert told.reason == "andel av medlemmarnas samlade bidrag"


def test_without_notice_contributions_are_last_years_budget_not_a_pace():
    made = proposals(lund_empty(), lund_basis(contributions=()))
    assert found(made, "kommun", 2025).amount_ore == 184_250_000
    assert found(made, "kommun", 2025).reason == "budget 2024"


def test_an_umbrella_project_leaves_its_amount_to_its_sub_projects():
    made = proposals(lund_empty(), lund_basis())
    assert (found(made, "iris", 2025).amount_ore, found(made, "iris", 2025).reason) == (
        None,
        "föreslås på delprojekten",
    )
    assert found(made, "iris_usb", 2025).amount_ore == 1_084 * TKR


def test_a_grant_is_proposed_from_the_costs_that_are_proposed():
    made = proposals(lund_empty(), lund_basis())
    costs = sum(each.amount_ore for each in made if each.line_id.startswith("iris_") and each.year == 2025)
    assert found(made, "esf", 2025).amount_ore == costs * 54 // 100
    january = sum(each.amount_ore for each in made if each.line_id.startswith("iris_") and each.year == 2026)
    assert found(made, "esf", 2026).amount_ore == january * 54 // 100
    assert found(made, "esf", 2027).reason == "bidraget gäller till och med januari\xa02026"


def test_a_decision_goes_before_everything():
    decided = {
        ("esf", 2025): DecidedAmount(5_600 * TKR, "ESF-rådets beslut"),
        ("aktiv", 2025): DecidedAmount(80_00, "§ 41"),
    }
    made = proposals(lund_empty(), lund_basis(decided=decided))
    assert (found(made, "esf", 2025).amount_ore, found(made, "esf", 2025).reason) == (
        5_600 * TKR,
        "beslutat: ESF-rådets beslut",
    )
    assert found(made, "aktiv", 2025).amount_ore == 80_00


def test_a_line_with_budget_but_no_outcome_and_one_with_neither():
    made = proposals(small_plan(), ProposalBasis(2024, {"stodet": 45_000_050}))
    assert (found(made, "stodet", 2025).amount_ore, found(made, "stodet", 2025).reason) == (
        45_000_050,
        "budget 2024; inget utfall än",
    )
    assert found(made, "iris_a", 2025).amount_ore is None
    assert found(made, "iris_a", 2025).reason == "inget att gå efter: varken utfall eller budget 2024"


def test_what_had_money_last_year_and_has_no_line_is_told():
    assert lines_left_out(lund_empty(), lund_basis()) == (
        "hallbart_naringsliv",
        "samverkansakademin",
        "utvarderingar",
    )
    whole = lund_empty(also=("samverkansakademin", "utvarderingar", "hallbart_naringsliv"))
    assert lines_left_out(whole, lund_basis()) == ()


def test_nothing_is_taken_until_someone_takes_it():
    made = proposals(lund_empty(), lund_basis())
    assert take(lund_empty(), []) == lund_empty()
    taken = take(lund_empty(), made)
    assert taken.amount("iris", 2025) is None
    assert taken.totals_of(2025).income_ore == (3_690 + 1_845 + 1_845 + 2) * TKR + found(made, "esf", 2025).amount_ore


@settings(deadline=None)
@given(
    st.dictionaries(st.sampled_from(["stodet", "iris_a", "administration"]), st.integers(0, 10**9)),
    st.dictionaries(st.sampled_from(["stodet", "iris_a", "esf"]), st.integers(1, 10**9)),
    st.integers(1, 12),
    st.sampled_from([1, 100, TKR]),
)
def test_every_line_and_year_has_one_proposal_in_whole_steps_with_a_reason(budget, booked, month, step):
    outcome = MonthlyOutcome(2024, {(name, 1): ore for name, ore in booked.items()}, frozenset({"esf"}))
    plan = small_plan()
    made = proposals(plan, ProposalBasis(2024, budget, outcome, month), step)
    assert [(each.line_id, each.year) for each in made] == [
        (line.id, year) for line in plan.lines for year in plan.years
    ]
    assert all(each.reason for each in made)
    for each in made:
        if each.reason.startswith("utfall"):
            exact = Fraction(booked[each.line_id] * 12, month)
            assert each.amount_ore % step == 0
            assert abs(each.amount_ore - exact) <= Fraction(step, 2)
