"""The cash flow closes, shows investments gross and says when it cannot."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samverk.core.ledger.model import Posting, Voucher
from samverk.core.statements.build import build_figures
from samverk.core.statements.lines import BALANCE_LINES, RESULT_LINES
from samverk.core.statements.profiles import SHIPPED
from tests.factories.lake_district import lake_facts, lake_ledger
from tests.factories.plain_bas import bas_facts
from tests.factories.small_books import ledger


def kronor(made, *stems):
    return tuple(made.figures.ore(stem) // 100 for stem in stems)


def test_purchase_and_sale_are_gross_and_the_gain_is_moved():
    made, problems = build_figures(lake_facts())
    assert [problem.code for problem in problems] == ["KP-UTAN-KALLA"]
    assert kronor(made, "kf.avskrivningar", "kf.realisationsresultat", "kf.justeringar") == (12, -13, -1)
    assert kronor(made, "kf.forvarv_materiella", "kf.avyttring_materiella") == (-83, 35)
    assert kronor(made, "kf.forandring_fordringar", "kf.forandring_kortfristiga_skulder") == (-11, -37)
    assert kronor(made, "kf.lopande_verksamhet", "kf.investeringsverksamhet") == (21, -48)
    assert kronor(made, "kf.likvida_medel_in", "kf.arets_kassaflode", "kf.likvida_medel_ut") == (500, -27, 473)
    assert made.cash_flow.row("kf.finansieringsverksamhet") is None


def test_a_file_of_balances_shows_the_net_and_says_so():
    made, problems = build_figures(lake_facts(lake_ledger(with_vouchers=False)))
    assert "KP-NETTO" in [problem.code for problem in problems]
    # book value rose from 60 to 109 after 12 of depreciation; the gain is still known from its account
    assert kronor(made, "kf.forvarv_materiella", "kf.avyttring_materiella") == (-61, 13)
    assert kronor(made, "kf.likvida_medel_ut") == (473,)


@pytest.mark.parametrize(
    ("voucher", "stem", "amount"),
    [
        ([("1930", 50), ("2350", -50)], "kf.forandring_langfristiga_skulder", 50),
        ([("7410", 8), ("2210", -8)], "kf.avsattningar", 8),
        ([("2210", 3), ("1930", -3)], "kf.utbetalda_avsattningar", -3),
        ([("1930", 4), ("2068", -4)], "kf.direkt_mot_eget_kapital", 4),
        ([("1380", 6), ("1930", -6)], "kf.forvarv_finansiella", -6),
        ([("1930", 9), ("1380", -9)], "kf.avyttring_finansiella", 9),
        ([("1410", 2), ("1930", -2)], "kf.forandring_forrad", -2),
        ([("1010", 7), ("2440", -7)], "kf.forvarv_immateriella", -7),
    ],
)
def test_each_movement_has_its_row(voucher, stem, amount):
    made, problems = build_figures(bas_facts(ledger(2024, [voucher])))
    assert problems == []
    assert kronor(made, stem) == (amount,)
    row = made.cash_flow.row(stem)
    assert row is not None, "a row with an amount is shown"


def test_moving_between_asset_lines_is_no_investment():
    made, _ = build_figures(bas_facts(ledger(2024, [[("1220", 5), ("1110", -5)]], {"1110": 5, "2068": -5})))
    assert kronor(made, "kf.investeringsverksamhet", "investering.maskiner_och_inventarier.omklassificeringar") == (
        0,
        5,
    )


def test_a_write_down_of_a_claim_is_no_investment():
    made, problems = build_figures(bas_facts(ledger(2024, [[("7740", 5), ("1510", -5)]], {"1510": 5, "2068": -5})))
    assert problems == []
    assert kronor(made, "kf.avskrivningar", "kf.forandring_fordringar", "kf.arets_kassaflode") == (0, 5, 0)


def test_an_account_without_a_line_breaks_the_statement_in_the_open():
    _, problems = build_figures(bas_facts(ledger(2024, [[("9030", 5), ("1930", -5)]])))
    assert [problem.code for problem in problems] == ["KP-OMAPPAT", "KP-EJ-BALANS", "KP-KASSAFLODE"]


ACCOUNTS = st.sampled_from(
    [
        "1010",
        "1110",
        "1220",
        "1229",
        "1380",
        "1410",
        "1510",
        "1630",
        "1650",
        "1690",
        "1790",
        "1810",
        "1930",
        "1940",
        "2010",
        "2068",
        "2069",
        "2098",
        "2150",
        "2210",
        "2350",
        "2440",
        "2650",
        "2890",
        "2990",
        "3010",
        "3973",
        "3990",
        "4010",
        "5010",
        "6420",
        "7210",
        "7240",
        "7510",
        "7740",
        "7832",
        "7973",
        "8020",
        "8310",
        "8410",
        "8510",
        "8710",
        "8999",
    ]
)
AMOUNTS = st.integers(-(10**9), 10**9)


@st.composite
def books(draw):
    """Random books in öre: vouchers that balance, opening balances that need not, sometimes only balances."""
    opening = draw(st.dictionaries(ACCOUNTS.filter(lambda account: account[0] in "12"), AMOUNTS, max_size=8))
    vouchers = []
    for number in range(draw(st.integers(0, 12))):
        lines = draw(st.lists(st.tuples(ACCOUNTS, AMOUNTS), min_size=1, max_size=5))
        last = draw(ACCOUNTS)
        lines.append((last, -sum(ore for _, ore in lines)))
        postings = tuple(Posting(account, ore) for account, ore in lines)
        vouchers.append(Voucher("A", str(number), date(2024, 1, 1), postings=postings))
    sums = dict(opening)
    for voucher in vouchers:
        for line in voucher.postings:
            sums[line.account] = sums.get(line.account, 0) + line.amount_ore
    kept = draw(st.booleans())
    return replace(
        ledger(2024, []),
        opening={(0, account): ore for account, ore in opening.items()},
        closing={(0, account): ore for account, ore in sums.items() if account[0] in "12"},
        results={(0, account): ore for account, ore in sums.items() if account[0] not in "12"},
        vouchers=tuple(vouchers) if kept else (),
    )


@settings(max_examples=60, deadline=None)
@given(books())
def test_whatever_is_booked_the_statements_close(random_books):
    made, problems = build_figures(bas_facts(random_books))
    codes = {problem.code for problem in problems}
    assert not codes & {"KP-KASSAFLODE", "KP-EJ-BALANS", "KP-OMAPPAT", "KP-DUBBEL"}
    figures = made.figures
    assert figures.ore("summa_tillgangar") == figures.ore("summa_eget_kapital_och_skulder")
    liquid = figures.ore("kassa_och_bank") + figures.ore("kortfristiga_placeringar")
    assert figures.ore("kf.likvida_medel_ut") == liquid
    assert figures.ore("medel_till_forfogande") == figures.ore("eget_kapital")
    for figure in figures:
        if figure.terms and figure.value is not None:
            assert figure.value == sum(term.sign * figures.ore(term.figure_id) for term in figure.terms), figure.id


@settings(max_examples=60, deadline=None)
@given(books())
def test_every_account_with_a_balance_lands_on_one_line(random_books):
    made, _ = build_figures(bas_facts(random_books))
    mapped = made.books[2024]
    placed = [cell.key for cell in mapped.cells]
    assert len(placed) == len(set(placed))
    balances = {account for (_, account), ore in (*random_books.closing.items(), *random_books.results.items()) if ore}
    assert balances <= {key.account for key in placed}
    total = sum(random_books.closing.values()) + sum(random_books.results.values())
    assert sum(cell.amount_ore for cell in mapped.cells) == total


@settings(max_examples=40, deadline=None)
@given(books())
def test_notes_and_the_investment_account_add_up(random_books):
    made, _ = build_figures(bas_facts(random_books))
    tables = [note.table for note in made.notes] + ([made.investment_account] if made.investment_account else [])
    for table in tables:
        for row in table.rows:
            if row.terms:
                parts = [table.row(term.row_id) for term in row.terms]
                added = sum(made.figures.ore(part.figure_id(0) or "") for part in parts if part)
                assert added == made.figures.ore(row.figure_id(0) or ""), (table.id, row.id)


def test_the_shipped_charts_know_every_line():
    known = {rule.line for profile in SHIPPED.values() for rule in profile.lines}
    assert set(BALANCE_LINES) <= known
    assert set(RESULT_LINES) <= known
