"""What is shown of a file beside a finding: the right rows, never too many, with the right columns."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverk.core.document.tree import Place
from samverk.core.review.source import Grid, GridCell, Line, Source, SourceKind
from samverk.reports.review.excerpts import MOST_PIECES, MOST_ROWS, MOST_ROWS_TOGETHER, SourceIndex, excerpts
from tests.factories import reviews

SAMPLE = reviews.sample_review()
INDEXES = {file.name: SourceIndex(file.source) for file in SAMPLE.files}


def finding_of(code):
    return next(finding for finding in SAMPLE.findings if finding.code == code)


def text_of(row):
    return " | ".join("⋯" if cell is None else "".join(span.text for span in cell) for cell in row.cells)


def marks_of(piece, mark="found"):
    return [span.text for row in piece.rows for cell in row.cells for span in cell or () if span.mark == mark]


def test_the_place_comes_first_then_what_it_is_compared_with():
    own, other = excerpts(finding_of("BR-01"), INDEXES)
    assert marks_of(own) == ["4 425 230"]
    assert marks_of(other, "other") == ["4 452 230"]
    assert [row.number for row in own.rows if row.is_place] == ["13"]
    assert [row.number for row in own.rows if row.is_other] == ["11", "12"]
    assert [row.number for row in other.rows if row.is_other] == ["20"]


def test_columns_that_spaces_align_keep_their_heading_and_line_up():
    _own, other = excerpts(finding_of("BR-01"), INDEXES)
    assert other.is_aligned
    assert text_of(other.rows[0]).split() == ["Balansräkning", "Not", "2024-12-31", "2023-12-31"]
    assert other.rows[0].is_header
    assert len({len(text_of(row)) for row in other.rows}) == 1


def test_words_over_two_lines_are_marked_on_both():
    own, _table = excerpts(finding_of("PS-01"), INDEXES)
    assert marks_of(own) == ["underskott på 433 tkr i", "förhållande till budget"]


def test_a_wide_sheet_shows_the_labels_and_the_columns_beside_the_cell():
    own, other = excerpts(finding_of("BU-07"), INDEXES)
    assert own.is_table
    assert text_of(own.rows[0]) == "Insats | ⋯ | Månad 11 | Budget 2024 tkr"
    assert marks_of(own) == ["1\u00a0674"]
    assert marks_of(other, "other") == ["2 000"]
    assert other.first.file == reviews.REPORT


def test_a_page_without_text_has_no_excerpt():
    assert excerpts(finding_of("LÄ-01"), INDEXES) == ()
    nowhere = replace(finding_of("BR-01"), place=Place("annan.txt", line=1), others=(Place("annan.txt", line=2),))
    assert excerpts(nowhere, INDEXES) == ()


def test_a_page_is_shown_from_its_top_when_no_line_is_known():
    page = replace(finding_of("BR-01"), place=Place(reviews.REPORT, page=12), others=(), found="")
    (piece,) = excerpts(page, INDEXES)
    assert text_of(piece.rows[0]) == "Underskrifter"


def lines(texts, name="a.txt"):
    return Source(name, SourceKind.TEXT, tuple(Line(text, Place(name, line=n)) for n, text in enumerate(texts, 1)))


def at(line, *others, found="", expected=""):
    places = tuple(Place("a.txt", line=each) for each in others)
    base = finding_of("BR-01")
    return replace(base, place=Place("a.txt", line=line), others=places, found=found, expected=expected)


def test_lines_with_tabs_are_a_table_with_its_heading_and_no_prose():
    texts = ["Det här är löpande text som är längre än en rad i en tabell brukar vara, " * 2, "\tUtfall\tBudget"]
    texts += [f"Rad {number}\t{number} 000\t{number} 500" for number in range(1, 9)]
    (piece,) = excerpts(at(9, found="7 500"), {"a.txt": SourceIndex(lines(texts))})
    assert [text_of(row) for row in piece.rows][:2] == [" | Utfall | Budget", "Rad 5 | 5 000 | 5 500"]
    assert marks_of(piece) == ["7 500"]
    (top,) = excerpts(at(3, found="1 000"), {"a.txt": SourceIndex(lines(texts))})
    assert [row.number for row in top.rows] == ["2", "3", "4", "5"]


def test_prose_is_not_squeezed_into_the_table_below_it():
    texts = ["Först.", "Kostnaderna blev 12 kr.", "Rad\t12\t13", "Rad\t14\t15"]
    (piece,) = excerpts(at(2, found="12 kr"), {"a.txt": SourceIndex(lines(texts))})
    assert not piece.is_table
    assert [row.number for row in piece.rows] == ["1", "2"]


def test_a_sum_of_many_rows_is_cut_and_keeps_its_own_row():
    index = {"a.txt": SourceIndex(lines([f"Rad {number}  {number}" for number in range(1, 400)]))}
    pieces = excerpts(at(300, *range(1, 299), found="300"), index)
    assert sum(len(piece.rows) for piece in pieces) <= MOST_ROWS + 2
    assert marks_of(pieces[0]) == ["300", "300"]
    (long_sum,) = excerpts(at(300, *range(200, 300), found="300"), index)
    assert [row.number for row in long_sum.rows][-3:] == ["300", "301", "302"]
    assert len(long_sum.rows) == MOST_ROWS_TOGETHER
    spread = excerpts(at(300, *range(1, 299, 20), found="300"), index)
    assert len(spread) == MOST_PIECES
    assert any(row.is_place for row in spread[0].rows)


def test_a_row_whose_cells_share_a_place_is_searched():
    cells = tuple(GridCell(text, Place("a.txt", 2, 7)) for text in ("Summa", "4 425", "3 706"))
    grid = Grid((cells,), Place("a.txt", 2, 6))
    source = Source("a.txt", SourceKind.PDF, (grid,), pages=2)
    finding = replace(at(7, found="3 706"), place=Place("a.txt", 2, 7))
    (piece,) = excerpts(finding, {"a.txt": SourceIndex(source)})
    assert marks_of(piece) == ["3 706"]


def test_a_row_with_nothing_over_the_cell_does_not_name_its_column():
    texts = (("Rad", "Utfall"), ("a", "1"), ("fil.toml", ""), *((f"rad {number}", str(number)) for number in range(9)))
    rows = tuple(
        tuple(GridCell(text, Place("a.xlsx", cell=f"B!{'AB'[column]}{number}")) for column, text in enumerate(row))
        for number, row in enumerate(texts, 1)
    )
    source = Source("a.xlsx", SourceKind.XLSX, (Grid(rows, Place("a.xlsx")),))
    finding = replace(at(1, found="7"), place=Place("a.xlsx", cell="B!B11"))
    (piece,) = excerpts(finding, {"a.xlsx": SourceIndex(source)})
    assert [row.number for row in piece.rows] == ["1", "9", "10", "11", "12"]
    assert piece.rows[0].is_header


@pytest.mark.parametrize("width", [1, 6, 7, 40])
@pytest.mark.parametrize("column", [0, 1, 5, 39])
def test_the_found_cell_is_always_among_the_columns(width, column):
    column = min(column, width - 1)
    rows = tuple(
        tuple(GridCell(f"{row}:{each}", Place("a.xlsx", cell=f"B!{row}-{each}")) for each in range(width))
        for row in range(1, 6)
    )
    source = Source("a.xlsx", SourceKind.XLSX, (Grid(rows, Place("a.xlsx")),))
    finding = replace(at(1, found="x"), place=Place("a.xlsx", cell=f"B!3-{column}"))
    (piece,) = excerpts(finding, {"a.xlsx": SourceIndex(source)})
    assert marks_of(piece) == [f"3:{column}"]


_WORDS = st.text(alphabet="a1 \t,\u00a0−", max_size=30)


@given(
    st.lists(_WORDS, min_size=1, max_size=30),
    st.integers(1, 30),
    st.lists(st.integers(1, 30), max_size=6),
    st.text(alphabet="a1 ", max_size=5),
)
def test_any_file_gives_bounded_excerpts_that_hold_the_place(texts, own, others, found):
    pieces = excerpts(at(own, *others, found=found, expected="1"), {"a.txt": SourceIndex(lines(texts))})
    assert len(pieces) <= MOST_PIECES
    assert sum(len(piece.rows) for piece in pieces) <= MOST_ROWS + 2 * MOST_PIECES
    if own <= len(texts):
        assert [row.number for row in pieces[0].rows if row.is_place] == [str(own)]
