"""The shipped profiles cover every account once, and are told apart by their account names."""

import pytest

from samverk.core.ledger.model import Account, Ledger
from samverk.core.statements.lines import BALANCE_LINES, COST_LINES, LABELS
from samverk.core.statements.profile import Line
from samverk.core.statements.profiles import SHIPPED, guess_profile
from samverk.core.statements.ranges import parse_range


def rules_covering(profile, account):
    return [rule for rule in SHIPPED[profile].lines if any(parse_range(text).covers(account) for text in rule.accounts)]


@pytest.mark.parametrize("profile", SHIPPED)
def test_every_account_from_1000_to_8999_has_exactly_one_line(profile):
    wrong = [number for number in range(1000, 9000) if len(rules_covering(profile, str(number))) != 1]
    assert wrong == []
    assert rules_covering(profile, "0999") == []
    assert rules_covering(profile, "9000") == []


@pytest.mark.parametrize("profile", SHIPPED)
def test_balance_lines_hold_classes_1_and_2_only(profile):
    for number in range(1000, 9000):
        line = rules_covering(profile, str(number))[0].line
        assert (line in BALANCE_LINES) == (number < 3000), number


@pytest.mark.parametrize("profile", SHIPPED)
def test_no_account_is_in_two_rows_of_a_note(profile):
    for line in LABELS:
        rules = [rule for rule in SHIPPED[profile].notes if rule.line is line]
        covered = [
            account
            for rule in rules
            for text in rule.accounts
            for account in range(int(parse_range(text).first), int(parse_range(text).last) + 1)
        ]
        assert len(covered) == len(set(covered)), line


@pytest.mark.parametrize("profile", SHIPPED)
def test_every_cost_account_has_a_block(profile):
    blocks = [rule for rule in SHIPPED[profile].notes if rule.block]
    for number in range(3000, 8000):
        if rules_covering(profile, str(number))[0].line in COST_LINES:
            assert any(parse_range(text).covers(str(number)) for rule in blocks for text in rule.accounts), number


@pytest.mark.parametrize(
    ("profile", "account", "line"),
    [
        ("bas", "1930", Line.CASH),
        ("bas", "2069", Line.RESULT_IN_EQUITY),
        ("bas", "2068", Line.OTHER_EQUITY),
        ("bas", "5010", Line.OPERATING_COSTS),
        ("bas", "7832", Line.DEPRECIATION),
        ("bas", "7973", Line.OPERATING_COSTS),
        ("bas", "8410", Line.FINANCIAL_COSTS),
        ("bas", "8999", Line.CLOSING),
        ("kommun-bas", "5010", Line.OPERATING_COSTS),
        ("kommun-bas", "7910", Line.DEPRECIATION),
        ("kommun-bas", "8410", Line.FINANCIAL_INCOME),
        ("kommun-bas", "8510", Line.FINANCIAL_COSTS),
    ],
)
def test_accounts_that_matter(profile, account, line):
    assert rules_covering(profile, account)[0].line is line


def named(*accounts):
    return Ledger(accounts={number: Account(number, name) for number, name in accounts})


@pytest.mark.parametrize(
    ("accounts", "profile", "is_sure"),
    [
        ([("7210", "Löner tjänstemän")], "bas", True),
        ([("5010", "Löner arbetad tid")], "kommun-bas", True),
        ([("7910", "Avskrivning inventarier")], "kommun-bas", True),
        ([("7832", "Avskrivningar inventarier")], "bas", True),
        ([("7210", "Löner"), ("7910", "Avskrivningar"), ("5011", "Lön")], "kommun-bas", False),
        ([("4010", "Köp")], "bas", False),
    ],
)
def test_the_guess_follows_the_names(accounts, profile, is_sure):
    guess = guess_profile(named(*accounts))
    assert (guess.profile, guess.is_sure) == (profile, is_sure)
    assert guess.reason.endswith(".")
