"""Year sums: what the file states wins over what vouchers explain, and the difference is told."""

from dataclasses import replace

from samverk.core.ledger.model import PeriodBalance
from samverk.core.problems import ProblemSeverity
from samverk.core.statements.books import CellKey, read_books
from tests.factories.small_books import ledger

PURCHASE = [("4010", 5, "10"), ("1930", -5)]


def test_vouchers_that_explain_everything_leave_no_problem():
    books, problems = read_books(ledger(2024, [PURCHASE], {"1930": 20, "2010": -20}), 2024)
    assert problems == []
    assert books.closing["1930"] == 1500
    assert books.results == {CellKey("4010", None, "10"): 500}
    assert books.unexplained == {}


def test_the_stated_balance_is_used_and_the_difference_is_told():
    whole = ledger(2024, [PURCHASE])
    partial = replace(whole, closing={(0, "1930"): -800}, results={(0, "4010"): 800})
    books, problems = read_books(partial, 2024)
    assert books.closing == {"1930": -800}
    assert books.results == {CellKey("4010"): 300, CellKey("4010", None, "10"): 500}
    assert books.movements[-1] == books.unexplained == {"1930": -300, "4010": 300}
    assert {(problem.severity, problem.code) for problem in problems} == {(ProblemSeverity.WARNING, "KP-EJ-FORKLARAT")}
    assert "skillnaden är 3,00 kronor" in problems[1].message


def test_books_without_stated_balances_are_summed_from_vouchers():
    bare = replace(ledger(2024, [PURCHASE], {"1930": 20, "2010": -20}), closing={}, results={})
    books, problems = read_books(bare, 2024)
    assert problems == []
    assert books.closing == {"1930": 1500, "2010": -2000}


def test_a_file_of_balances_has_its_objects_from_the_months():
    """A type 3 file tells the same money per project and per cost centre; it is counted once."""
    months = tuple(
        PeriodBalance(0, 202401, account, objects, ore)
        for account, objects, ore in (
            ("4010", (), 900),
            ("4010", (("6", "10"),), 600),
            ("4010", (("1", "2"),), 900),
            ("5010", (("1", "2"),), 300),
        )
    )
    balances = replace(
        ledger(2024, [[("4010", 9), ("5010", 3), ("1930", -12)]], with_vouchers=False), period_balances=months
    )
    books, problems = read_books(balances, 2024)
    assert problems == []
    assert books.results == {
        CellKey("4010"): 300,
        CellKey("4010", None, "10"): 600,
        CellKey("5010", "2"): 300,
    }
