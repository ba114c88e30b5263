"""Numbers of pages in the middle of a text, also where every cell of a table has a line of its own."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from samverk.core.review.layout.strays import Lone, PageChain, page_chain
from tests.core.review.test_layout_text import grid, paragraphs, table

STACKED = "Belopp i kr\nUtfall 2024\nBudget 2024\n" + "\n".join(
    f"{label}\n{outcome}\n{budget}"
    for label, outcome, budget in (
        ("Lön", "1 250 000", "1 300 000"),
        ("Hyra", "180 000", "175 000"),
        ("Resor", "12 400", "15 000"),
        ("Summa kostnader", "1 442 400", "1 490 000"),
    )
)
ROWS = {
    "Lön": ["1 250 000", "1 300 000"],
    "Hyra": ["180 000", "175 000"],
    "Resor": ["12 400", "15 000"],
    "Summa kostnader": ["1 442 400", "1 490 000"],
}


def test_a_row_with_one_number_too_many_has_a_page_number_among_its_own():
    for before in ("180 000", "175 000"):
        assert grid(table(STACKED.replace(before, f"2\n{before}"))) == ROWS


def test_the_number_of_a_page_alone_between_two_labels_is_no_row():
    assert grid(table(STACKED.replace("Hyra", "1\nHyra"))) == ROWS


def test_a_row_of_a_column_of_notes_keeps_its_note():
    text = STACKED.replace("Utfall 2024", "Not\nUtfall 2024").replace("180 000", "4\n180 000")
    assert grid(table(text))["Hyra"] == ["4", "180 000", "175 000"]


def test_an_unnamed_sum_below_a_row_is_not_taken_for_pages():
    text = STACKED.replace("12 400\n15 000", "12 400\n15 000\n1 442 400\n1 490 000").replace("Summa kostnader\n", "")
    numbers = [number for row in table(text).rows for number in row.choices[0] if number is not None]
    assert len(numbers) >= 8


def test_one_page_break_in_a_table_with_the_title_of_the_file_again():
    text = f"Verksamhetsplan 2024\nFinsam Åmyra\n\n{STACKED}".replace("Hyra", "1\nFinsam Åmyra\nHyra")
    assert grid(table(text)) == ROWS
    assert "1" in paragraphs(text)


def lone(*pages: int) -> list[Lone]:
    return [Lone(40 * number, 40 * number, page) for number, page in enumerate(pages, 1)]


def test_numbers_that_rise_page_by_page_are_a_chain_and_others_are_not():
    assert [link.page for link in page_chain(lone(2, 3, 4, 4, 6)).links] == [2, 3, 4, 4, 6]
    assert page_chain(lone(7, 7)) == PageChain()
    assert page_chain(lone(6, 3, 5, 1)) == PageChain()
    assert page_chain(lone(410, 520, 630)) == PageChain()


def test_a_number_fits_between_the_pages_around_it():
    chain = page_chain(lone(2, 3, 6))
    assert chain.fits(Lone(100, 100, 5))
    assert not chain.fits(Lone(100, 100, 7))
    assert not chain.fits(Lone(50, 50, 1))


@given(st.lists(st.integers(1, 999), max_size=30))
def test_a_chain_never_falls_and_holds_only_what_was_given(pages):
    given_ = lone(*pages)
    links = page_chain(given_).links
    assert set(links) <= set(given_)
    assert [link.page for link in links] == sorted(link.page for link in links)
    assert all(chain_line.line < other.line for chain_line, other in pairwise(links))
