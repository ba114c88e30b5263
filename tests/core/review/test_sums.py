"""Which rows are sums, and of what."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverk.core.review.sums import FoundSum, Number, SumRow, Term, find_sums, is_result_label, is_sum_label


def rows(*printed: tuple[str, int | None, ...]) -> list[SumRow]:
    return [SumRow(label, tuple(None if n is None else Number(n, 1) for n in cells)) for label, *cells in printed]


def found(*printed: tuple[str, int | None, ...]) -> dict[int, FoundSum]:
    table = rows(*printed)
    return find_sums(table, range(len(table[0].cells)))


def signs(sum_: FoundSum) -> list[tuple[int, int]]:
    return [(term.row, term.sign) for term in sum_.terms]


@pytest.mark.parametrize(
    "label", ["Summa intäkter", "SUMMA", "Totalt", "S:a kostnader", "Totala kostnader", "Delsumma", ""]
)
def test_words_that_say_sum(label):
    assert is_sum_label(label)


@pytest.mark.parametrize(
    "label", ["Likvida medel vid årets början", "Sparade medel från föregående år", "Lokalkostnader"]
)
def test_words_that_say_neither_sum_nor_result(label):
    assert not is_sum_label(label)
    assert not is_result_label(label)


def test_a_sum_takes_the_rows_back_to_the_last_sum():
    sums = found(
        ("Bidrag", 300, 310),
        ("Avgift", 200, 190),
        ("Summa intäkter", 500, 500),
        ("Lön", 120, 130),
        ("Hyra", 80, 90),
        ("Summa kostnader", 200, 220),
    )
    assert signs(sums[2]) == [(0, 1), (1, 1)]
    assert signs(sums[5]) == [(3, 1), (4, 1)]


def test_a_result_is_income_less_costs_where_costs_are_printed_without_minus():
    sums = found(
        ("Bidrag", 900, 800),
        ("Avgift", 600, 700),
        ("Summa intäkter", 1500, 1500),
        ("Lön", 1200, 1100),
        ("Hyra", 180, 190),
        ("Summa kostnader", 1380, 1290),
        ("Resultat", 120, 210),
    )
    assert signs(sums[6]) == [(2, 1), (5, -1)]


def test_a_column_that_fails_is_named_and_the_one_that_holds_proves_the_sum():
    (sum_,) = found(("Lön", 1200, 1100), ("Hyra", 180, 190), ("Summa", 1380, 1920)).values()
    assert sum_.is_proven
    assert (sum_.held, sum_.failed) == ((0,), (1,))


def test_an_unnamed_row_of_numbers_is_a_sum():
    assert 2 in found(("Lön", 1200, 1100), ("Hyra", 180, 190), ("", 1380, 1290))


def test_a_sum_that_fits_nowhere_rests_on_words_alone():
    (sum_,) = found(("Lön", 1200), ("Hyra", 180), ("Summa", 9999)).values()
    assert not sum_.is_proven


def test_a_part_of_the_row_above_is_no_addend():
    sums = found(("Lön", 1200, 1100), ("varav pension", 100, 90), ("Hyra", 180, 190), ("Summa", 1380, 1290))
    assert signs(sums[3]) == [(0, 1), (2, 1)]


def test_a_sum_above_its_rows_is_found_when_two_columns_say_so():
    sums = found(("Personal", 1380, 1290), ("Lön", 1200, 1100), ("Avgifter", 180, 190))
    assert signs(sums[0]) == [(1, 1), (2, 1)]


def test_rows_without_a_sum_have_none():
    assert found(("Lön", 1200, 1100), ("Hyra", 180, 190), ("Resor", 12, 14)) == {}


def test_rounding_is_not_taken_for_a_failure():
    (sum_,) = found(("Lön", 1200, 1100), ("Hyra", 180, 190), ("Summa", 1381, 1290)).values()
    assert (sum_.held, sum_.rounded, sum_.failed) == ((1,), (0,), ())


amounts = st.integers(min_value=100, max_value=9_999_999)


@given(st.lists(st.tuples(amounts, amounts), min_size=2, max_size=12))
def test_the_sum_of_any_rows_is_found_and_holds(parts):
    table = [(f"Rad {number}", *pair) for number, pair in enumerate(parts)]
    total = ("Summa", sum(a for a, _ in parts), sum(b for _, b in parts))
    sum_ = found(*table, total)[len(parts)]
    assert sum_.terms == tuple(Term(row) for row in range(len(parts)))
    assert sum_.failed == ()


def test_a_total_below_the_last_of_two_sums_is_not_that_sum_again():
    sums = found(
        ("Insatser", None),
        ("Lotsen", 3_000),
        ("Verkstan", 450),
        ("Summa insatser", 3_450),
        ("Övriga kostnader", None),
        ("Löner", 1_000),
        ("Lokaler", 275),
        ("Summa övriga kostnader", 1_275),
        ("Totalt", 1_275),
    )
    assert signs(sums[8]) == [(3, 1), (7, 1)]
    assert not sums[8].is_proven
