"""Layers, specificity and what cannot be placed."""

from samverk.core.measures import Direction, Measure
from samverk.core.organisation import IncomeKind, IncomeSource
from samverk.core.planning.budget import Block
from samverk.core.problems import ProblemSeverity
from samverk.core.statements.books import read_books
from samverk.core.statements.chart import read_chart
from samverk.core.statements.mapping import map_books
from samverk.core.statements.profile import AccountingProfile, Line, LineRule, NoteRule
from tests.factories.lake_district import lake_facts
from tests.factories.small_books import ledger

COSTS = Line.OPERATING_COSTS


def mapped(vouchers, *, lines=(), notes=(), measures=(), sources=(), opening=None, names=None):
    profile = AccountingProfile(base="bas", lines=lines, notes=notes)
    association = lake_facts().association.model_copy(update={"accounting": profile, "income_sources": sources})
    chart = read_chart(association, measures)
    books, problems = read_books(ledger(2024, vouchers, opening, names), 2024)
    laid, more = map_books(books, chart)
    return laid, [*chart.problems, *problems, *more]


def note(accounts, name, **kwargs):
    return NoteRule(accounts=accounts, line=COSTS, name=name, block=Block.ADMINISTRATION, **kwargs)


def test_own_rules_go_before_the_shipped_ones():
    own = LineRule(accounts=("1690",), line=Line.FINANCIAL_ASSETS)
    laid, problems = mapped([[("1690", 10), ("1930", -10)]], lines=(own,))
    assert laid.amount(Line.FINANCIAL_ASSETS) == 1000
    assert problems == []


def test_a_rule_with_a_cost_centre_beats_one_without():
    notes = (note(("7000-7999",), "Personal"), note(("7510",), "Styrelse", cost_centres=("2",)))
    laid, problems = mapped([[("7510", 5, "", "2"), ("7510", 7, "", "1"), ("1930", -12)]], notes=notes)
    assert problems == []
    assert {cell.note_row: cell.amount_ore for cell in laid.select(COSTS)} == {"Styrelse": 500, "Personal": 700}


def test_two_rules_that_say_different_things_are_an_error_naming_account_and_balance():
    notes = (note(("5000-5999",), "Lokal"), note(("5010-5019",), "Hyra"))
    _, problems = mapped([[("5010", 5), ("1930", -5)]], notes=notes, names={"5010": "Lokalhyra"})
    assert [(problem.code, problem.severity) for problem in problems] == [("KP-DUBBEL", ProblemSeverity.ERROR)]
    assert "Konto 5010 Lokalhyra (5,00 kronor 2024)" in problems[0].message
    assert "”not: Lokal” och ”not: Hyra”" in problems[0].message


def test_an_account_without_a_line_is_an_error_and_on_no_line():
    laid, problems = mapped([[("9030", 5), ("1930", -5)]])
    assert [problem.code for problem in problems] == ["KP-OMAPPAT"]
    assert "9030" in problems[0].message
    assert sum(cell.amount_ore for cell in laid.cells) == -500


def test_an_account_without_a_line_and_without_a_balance_is_no_trouble():
    assert mapped([[("9030", 5), ("9030", -5)]])[1] == []


def test_a_result_account_cannot_be_put_in_the_balance_sheet():
    own = LineRule(accounts=("5010",), line=Line.CASH)
    assert [problem.code for problem in mapped([[("5010", 5), ("1930", -5)]], lines=(own,))[1]] == ["KP-FEL-SIDA"]


def test_a_range_that_cannot_be_read_is_told_with_its_place():
    source = IncomeSource.model_construct(
        id="stat", name="Stat", short_name="", kind=IncomeKind.MEMBER, members=(), accounts=("30x0",)
    )
    _, problems = mapped([], sources=(source,))
    assert [(problem.code, problem.key) for problem in problems] == [("KP-INTERVALL", "intaktskalla stat")]


def test_the_tax_account_is_a_claim_or_a_debt_by_its_sign():
    laid, _ = mapped([[("1630", 10), ("1930", -10)]])
    assert laid.amount(Line.RECEIVABLES) == 1000
    laid, _ = mapped([[("1630", -10), ("1930", 10)]])
    assert laid.amount(Line.SHORT_TERM_LIABILITIES) == -1000


def test_a_measure_is_found_by_project_then_cost_centre_then_account():
    measures = (
        Measure(id="ett", name="Ett", direction=Direction.INDIVIDUAL, projects=("10",)),
        Measure(id="tva", name="Två", direction=Direction.INDIVIDUAL, cost_centres=("5",)),
        Measure(id="tre", name="Tre", direction=Direction.STRUCTURAL, accounts=("4300-4399",)),
    )
    vouchers = [[("4310", 1, "10", "5"), ("4310", 2, "", "5"), ("4310", 4), ("1930", -7)]]
    laid, problems = mapped(vouchers, measures=measures)
    assert problems == []
    assert {cell.measure: cell.amount_ore for cell in laid.select(COSTS)} == {"ett": 100, "tva": 200, "tre": 400}


def test_a_project_that_no_measure_claims_is_an_error_with_its_code_and_told_once():
    _, problems = mapped([[("4010", 5, "99"), ("4020", 5, "99"), ("1930", -10)]])
    assert [problem.code for problem in problems] == ["KP-PROJEKT"]
    assert problems[0].message.startswith("Projekt 99 ")


def test_a_cost_for_measures_on_no_project_is_a_warning():
    _, problems = mapped([[("4010", 5), ("1930", -5)]])
    assert [problem.code for problem in problems] == ["KP-UTAN-INSATS"]


def test_a_cost_without_measure_and_block_is_an_error():
    bare = NoteRule(accounts=("5010",), line=COSTS, name="Lokal")
    assert [problem.code for problem in mapped([[("5010", 5), ("1930", -5)]], notes=(bare,))[1]] == ["KP-UTAN-BLOCK"]


def test_depreciation_without_a_rule_belongs_to_the_office():
    own = LineRule(accounts=("6990",), line=Line.DEPRECIATION)
    laid, problems = mapped([[("6990", 5), ("1229", -5)]], lines=(own,))
    assert problems == []
    assert [cell.block for cell in laid.select(Line.DEPRECIATION)] == [Block.ADMINISTRATION]


def test_income_that_no_source_claims_is_a_warning():
    source = IncomeSource(id="stat", name="Stat", kind=IncomeKind.MEMBER, accounts=("3010",))
    laid, problems = mapped([[("1930", 15), ("3010", -10), ("3990", -5)]], sources=(source,))
    assert [problem.code for problem in problems] == ["KP-UTAN-KALLA"]
    assert {cell.income_source: cell.amount_ore for cell in laid.select(Line.OPERATING_INCOME)} == {
        "stat": -1000,
        "": -500,
    }


def test_an_account_an_association_should_not_have_is_a_warning():
    assert [problem.code for problem in mapped([[("8810", 5), ("2110", -5)]])[1]] == ["KP-TVEKSAM", "KP-TVEKSAM"]


def test_gains_are_known_by_number_or_by_name():
    names = {"3810": "Realisationsvinst bilar", "3973": "Vinst"}
    laid, _ = mapped([[("3810", -5), ("3973", -5), ("3010", -5), ("1930", 15)]], names=names)
    assert laid.disposal_accounts == {"3810", "3973"}


def test_an_association_without_own_rules_gets_sensible_notes():
    laid, _ = mapped([[("7210", 3), ("5010", 2), ("1930", -5)]])
    assert {cell.note_row for cell in laid.select(COSTS)} == {"Personalkostnader", "Lokalkostnader"}
