"""Tables that the file itself marks, and words with positions on a page."""

from __future__ import annotations

from decimal import Decimal

from samverk.core.document.tree import Paragraph, Place
from samverk.core.review.layout import lay_out
from samverk.core.review.layout.grids import cell_text
from samverk.core.review.numbers import parse_number
from samverk.core.review.raw import RawTable
from samverk.core.review.source import Grid, GridCell, Line, Source, SourceKind, Word

PLACE = Place("a.xlsx", None, None, "A1")


def cell(text: str, number: str | None = None, **more: object) -> GridCell:
    return GridCell(text, PLACE, Decimal(number) if number is not None else None, **more)  # type: ignore[arg-type]


def tables(*blocks: Grid | Line) -> list[RawTable]:
    found = lay_out(Source("a.xlsx", SourceKind.XLSX, blocks))
    return [block for section in found for block in section.blocks if isinstance(block, RawTable)]


def row(*texts: str | None) -> tuple[GridCell | None, ...]:
    return tuple(None if text is None else cell(text) for text in texts)


def test_header_rows_and_merged_headers_are_given_to_every_column():
    rows = (
        (cell("", is_header=True), cell("Utfall", is_header=True, span=2), None, cell("Budget", is_header=True)),
        tuple(cell(text, is_header=True) for text in ("tkr", "2024", "2023", "2024")),
        row("Intäkter", "13 062", "13 756", "12 970"),
        row("Kostnader", "", "", ""),
        row("Resultat", "-1 089", "641", "-1 522"),
    )
    (found,) = tables(Grid(rows, PLACE, "Resultaträkning"))
    assert found.title == "Resultaträkning"
    assert found.headers == ("Utfall 2024", "Utfall 2023", "Budget 2024")
    assert found.label_heading == "tkr"
    assert found.rows[1].choices == ((None, None, None),)
    assert [each.text for each in found.rows[2].choices[0] if each] == ["-1 089", "641", "-1 522"]


def test_a_number_cell_is_written_as_it_is_shown():
    assert cell_text(cell("-1\u00a0089\u00a0270", "-1089269.6", decimals=0)) == "-1 089 270"
    assert cell_text(cell("#####", "1842.5", decimals=1)) == "1842,5"
    assert cell_text(cell("40 %", "0.4039", decimals=0)) == "40 %"
    assert parse_number(cell_text(cell("", "-1842.55", decimals=None))).amount == Decimal("-1842.55")


def test_a_sheet_with_two_blocks_is_two_tables_and_a_lone_line_is_a_title():
    rows = (
        row("Intäkter 2024", "", ""),
        row("", "2024", "2023"),
        row("Staten", "10", "20"),
        row("Regionen", "30", "40"),
        row("", "", ""),
        row("Summa", "40", "60"),
        row("", "", ""),
        row("Kostnader", "Budget", "Utfall"),
        row("Lön", "5", "6"),
        row("Hyra", "7", "8"),
    )
    first, second = tables(Grid(rows, PLACE, "Blad1"))
    assert "Intäkter 2024" in first.title
    assert [each.label for each in first.rows] == ["Staten", "Regionen", "Summa"]
    assert second.headers == ("Budget", "Utfall")
    assert second.label_heading == "Kostnader"


def test_two_tables_side_by_side_are_two():
    rows = (
        row("", "2024", "", "", "2023"),
        row("Staten", "10", "", "Lön", "50"),
        row("Regionen", "30", "", "Hyra", "70"),
    )
    first, second = tables(Grid(rows, PLACE))
    assert [each.label for each in first.rows] == ["Staten", "Regionen"]
    assert [each.label for each in second.rows] == ["Lön", "Hyra"]


def test_a_grid_without_figures_is_prose():
    grid = Grid((row("Namn", "Uppdrag"), row("Ada Exempel", "Ordförande")), PLACE)
    (section,) = lay_out(Source("a.docx", SourceKind.DOCX, (grid,)))
    assert all(isinstance(block, Paragraph) for block in section.blocks)
    assert len(section.blocks) == 4


def words(number: int, *placed: tuple[str, float]) -> Line:
    """A line of a page with each word ending at the given point; digits and letters are 5 points wide."""
    made = tuple(Word(text, right - 5 * len(text), right) for text, right in placed)
    return Line(" ".join(text for text, _ in placed), Place("a.pdf", 1, number), words=made, size=10.0)


def test_words_of_a_page_are_columns_by_their_right_edges():
    lines = (
        words(1, ("2024", 250), ("2023", 320)),
        words(2, ("Intäkter", 100), ("13", 232.5), ("062", 250), ("13", 302.5), ("756", 320)),
        words(3, ("Varav", 85), ("bidrag", 120), ("12", 320)),
        words(4, ("Kostnader", 105), ("-14", 232.5), ("151", 250), ("-13", 302.5), ("115", 320)),
        words(5, ("Resultat", 100), ("-1", 232.5), ("089", 250), ("641", 320)),
    )
    (found,) = tables(*lines)
    assert found.headers == ("2024", "2023")
    printed = [[each.text if each else None for each in each_row.choices[0]] for each_row in found.rows]
    assert printed == [["13 062", "13 756"], [None, "12"], ["-14 151", "-13 115"], ["-1 089", "641"]]
