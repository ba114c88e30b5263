"""PDF files with tags: headings, paragraphs, lists and tables as the tags say, and when the tags are not believed."""

from __future__ import annotations

import io
from collections.abc import Callable

import pikepdf
import pytest

from samverk.core.review.source import Grid, Line, Source
from samverk.formats.pdf.read import read_pdf
from tests.factories.pdf_files import saved, typeset

_PROSE = (
    "Förbundet arbetar för att människor ska få stöd från flera håll samtidigt, och varje insats följs upp av den part"
    " som äger den. Resultatet visar att samverkan lönar sig när parterna planerar tillsammans under hela året."
)
_ROWS = "".join(f"[Insats {n}], [{n} 240], [{n} 250]," for n in range(1, 6))
_TABLE = f"#table(columns: (200pt, 80pt, 80pt), table.header([Belopp i tkr], [Utfall], [Budget]), {_ROWS})"


def _read(file: bytes) -> Source:
    source, problems = read_pdf(file, "rapport.pdf")
    assert source is not None, problems
    return source


def _tagged(markup: str) -> tuple[Line | Grid, ...]:
    return _read(typeset(markup, is_tagged=True)).blocks


def _texts(row: tuple[object, ...]) -> list[str | None]:
    return [getattr(cell, "text", None) for cell in row]


def _changed(file: bytes, change: Callable[[pikepdf.Pdf], None]) -> bytes:
    with pikepdf.open(io.BytesIO(file)) as pdf:
        change(pdf)
        return saved(pdf)


def _elements(pdf: pikepdf.Pdf, tag: str) -> list[pikepdf.Dictionary]:
    return [held for held in pdf.objects if isinstance(held, pikepdf.Dictionary) and held.get("/S") == tag]


def test_headings_paragraphs_and_lists() -> None:
    blocks = _tagged(f"= Ett\n{_PROSE}\n== Två\n- punkt ett\n- punkt två\n+ nummer\n=== Tre")
    assert [(block.heading, block.is_paragraph, block.text) for block in blocks if isinstance(block, Line)] == [
        (1, False, "Ett"),
        (0, True, _PROSE),
        (2, False, "Två"),
        (0, True, "• punkt ett"),
        (0, True, "• punkt två"),
        (0, True, "1. nummer"),
        (3, False, "Tre"),
    ]
    assert [block.place.line for block in blocks] == [1, 2, 4, 5, 6, 7, 8]
    assert {block.place.page for block in blocks} == {1}


def test_a_list_in_a_list_keeps_its_order() -> None:
    blocks = _tagged("+ första\n  - under\n  - under igen\n+ andra")
    assert [block.text for block in blocks if isinstance(block, Line)] == [
        "1. första",
        "• under",
        "• under igen",
        "2. andra",
    ]


def test_a_word_hyphenated_at_a_line_end_is_whole() -> None:
    [block] = _tagged(
        "#block(width: 60pt)[#set text(hyphenate: true)\nSamordningsförbundets rehabiliteringsinsatser, ekonomi- och"
        " verksamhetsstyrning]"
    )
    assert isinstance(block, Line)
    assert block.text == "Samordningsförbundets rehabiliteringsinsatser, ekonomi- och verksamhetsstyrning"


def test_a_table_is_a_grid_with_places() -> None:
    prose, grid, after = _tagged(f"{_PROSE}\n{_TABLE}\nEfter tabellen.")
    assert isinstance(grid, Grid)
    assert [_texts(row) for row in grid.rows[:2]] == [
        ["Belopp i tkr", "Utfall", "Budget"],
        ["Insats 1", "1 240", "1 250"],
    ]
    assert [cell.is_header for row in grid.rows[:2] for cell in row if cell] == [True] * 3 + [False] * 3
    assert [row[0].place.line for row in grid.rows if row[0]] == [3, 4, 5, 6, 7, 8]
    assert (grid.place.page, grid.place.line, grid.title) == (1, 3, "")
    assert (prose.place.line, after.place.line) == (1, 9)


def test_an_empty_cell_is_empty_and_a_merged_one_stands_once() -> None:
    [grid] = _tagged(
        "#table(columns: 4, table.header([a], table.cell(colspan: 2)[två], [d]),"
        " table.cell(rowspan: 2)[lång], [1], [], [3], [4], [5], [6])"
    )
    assert isinstance(grid, Grid)
    assert [_texts(row) for row in grid.rows] == [
        ["a", "två", None, "d"],
        ["lång", "1", "", "3"],
        [None, "4", "5", "6"],
    ]
    assert [cell.span for cell in grid.rows[0] if cell] == [1, 2, 1]


def test_a_caption_is_the_title_and_a_pictures_text_is_left_out() -> None:
    blocks = _tagged(
        f"#figure(caption: [Utfall mot budget], {_TABLE[1:]})\n{_PROSE}\n"
        '#figure(alt: "Ett diagram", caption: [Kostnader], rect[12 000])'
    )
    [grid] = [block for block in blocks if isinstance(block, Grid)]
    assert "Utfall mot budget" in grid.title
    texts = [block.text for block in blocks if isinstance(block, Line)]
    assert _PROSE in texts
    assert not [text for text in texts if "12 000" in text or "Utfall" in text]
    assert [text for text in texts if "Kostnader" in text]


def test_a_note_mark_in_a_cell_never_merges_into_the_number() -> None:
    mark = "#super(typographic: false)[1]"
    [grid, *_] = _tagged(f"#table(columns: 2, table.header([Rad], [Tal]), [Summa], [12 930{mark}], [Annan{mark}], [5])")
    assert isinstance(grid, Grid)
    assert [_texts(row) for row in grid.rows[1:]] == [["Summa", "12 930 ¹"], ["Annan ¹", "5"]]


def test_a_table_over_two_pages_is_one_grid_with_one_header() -> None:
    rows = "".join(f"[Rad {n}], [{n} 500]," for n in range(1, 90))
    [grid] = _tagged(f"#table(columns: (200pt, 80pt), table.header([Belopp], [2024]), {rows})")
    assert isinstance(grid, Grid)
    assert [row[0].text for row in grid.rows if row[0]] == ["Belopp", *(f"Rad {n}" for n in range(1, 90))]
    pages = [row[0].place.page for row in grid.rows if row[0]]
    assert sorted(pages, key=lambda page: page or 0) == pages
    assert set(pages) == {1, 2, 3}


def test_a_table_tagged_anew_on_each_page_is_joined_and_its_header_dropped() -> None:
    def part(first: int) -> str:
        rows = "".join(f"[Rad {n}], [{n} 500]," for n in range(first, first + 6))
        return f"#table(columns: (200pt, 80pt), table.header([Belopp], [2024]), {rows})"

    [grid] = _tagged(f"{part(1)}#pagebreak(){part(7)}")
    assert isinstance(grid, Grid)
    assert [row[0].text for row in grid.rows if row[0]] == ["Belopp", *(f"Rad {n}" for n in range(1, 13))]


def test_two_tables_with_other_headers_are_two() -> None:
    grids = _tagged(f"{_TABLE}#pagebreak()#table(columns: 3, table.header([Annat], [x], [y]), {_ROWS})")
    assert len(grids) == 2


def test_page_headers_and_numbers_are_left_out() -> None:
    markup = '#set page(header: [Förbundet], numbering: "1")\n' + "#pagebreak()\n".join([_PROSE] * 3)
    assert [block.text for block in _tagged(markup) if isinstance(block, Line)] == [_PROSE] * 3


def test_a_table_tagged_as_paragraphs_is_read_by_its_layout() -> None:
    def as_paragraphs(pdf: pikepdf.Pdf) -> None:
        for tag in ("/Table", "/THead", "/TBody", "/TR"):
            for element in _elements(pdf, tag):
                element["/S"] = pikepdf.Name.Div
        for tag in ("/TH", "/TD"):
            for element in _elements(pdf, tag):
                element["/S"] = pikepdf.Name.P

    pages = f"{_PROSE}\n\n{_PROSE}\n\n{_PROSE}#pagebreak(){_PROSE}\n\n{_PROSE}\n\n{_PROSE}#pagebreak()"
    source = _read(_changed(typeset(pages + _TABLE, is_tagged=True), as_paragraphs))
    rows = [block for block in source.blocks if isinstance(block, Line) and block.place.page == 3 and block.text]
    assert [word.text for word in rows[1].words] == ["Insats", "1", "1", "240", "1", "250"]
    assert all(block.is_paragraph for block in source.blocks if isinstance(block, Line) and block.place.page == 1)


def test_a_page_that_the_tags_leave_out_is_read_by_its_layout_in_its_place() -> None:
    with (
        pikepdf.open(io.BytesIO(typeset(f"{_PROSE}\n\n{_PROSE}#pagebreak(){_PROSE}", is_tagged=True))) as pdf,
        pikepdf.open(io.BytesIO(typeset("Revisionsberättelse för 2024 avgiven av revisorerna"))) as other,
    ):
        pdf.pages.insert(1, other.pages[0])
        file = saved(pdf)
    source = _read(file)
    assert [(block.place.page, block.text[:10]) for block in source.blocks if isinstance(block, Line)] == [
        (1, "Förbundet "),
        (1, "Förbundet "),
        (2, "Revisionsb"),
        (3, "Förbundet "),
    ]


@pytest.mark.parametrize("how", ["empty", "no kids", "a number", "loop", "no page"])
def test_broken_tags_are_not_believed(how: str) -> None:
    def break_it(pdf: pikepdf.Pdf) -> None:
        root = pdf.Root.StructTreeRoot
        if how == "empty":
            root.K = pikepdf.Array()
        elif how == "no kids":
            del root["/K"]
        elif how == "a number":
            root.K = 7
        elif how == "loop":
            for element in _elements(pdf, "/P"):
                element["/K"] = pikepdf.Array([element, element.K])
        else:
            for element in pdf.objects:
                if isinstance(element, pikepdf.Dictionary) and "/S" in element and "/Pg" in element:
                    del element["/Pg"]

    source = _read(_changed(typeset(f"{_PROSE}\n\n{_TABLE}", is_tagged=True), break_it))
    lines = [block for block in source.blocks if isinstance(block, Line)]
    assert len(lines) == len(source.blocks)
    assert ["Insats", "5", "5", "240", "5", "250"] in [[word.text for word in line.words] for line in lines]


def test_tags_of_ones_own_are_what_the_role_map_says() -> None:
    def rename(pdf: pikepdf.Pdf) -> None:
        for element in _elements(pdf, "/H1"):
            element["/S"] = pikepdf.Name("/Rubrik")
        roles = pikepdf.Dictionary()
        roles["/Rubrik"] = pikepdf.Name("/Huvudrubrik")
        roles["/Huvudrubrik"] = pikepdf.Name.H1
        roles["/Runt"] = pikepdf.Name("/Runt")
        pdf.Root.StructTreeRoot["/RoleMap"] = roles

    blocks = _read(_changed(typeset(f"= Rubriken\n{_PROSE}", is_tagged=True), rename)).blocks
    assert [(block.heading, block.text) for block in blocks if isinstance(block, Line)] == [
        (1, "Rubriken"),
        (0, _PROSE),
    ]


def test_empty_cells_that_are_not_tagged_keep_their_columns() -> None:
    """Chromium leaves them out of the tree."""

    def drop_empty(pdf: pikepdf.Pdf) -> None:
        for row in _elements(pdf, "/TR"):
            row["/K"] = pikepdf.Array([cell for cell in row.K if "/K" in cell])

    markup = (
        "#table(columns: (150pt, 70pt, 70pt, 70pt), table.header([Belopp], [Not], [2024], [2023]),"
        " [Intäkter], [2], [12 930], [12 980], [Kostnader], [], [−13 000], [], [Resultat], [], [], [5])"
    )
    [grid] = _read(_changed(typeset(markup, is_tagged=True), drop_empty)).blocks
    assert isinstance(grid, Grid)
    assert [_texts(row) for row in grid.rows[1:]] == [
        ["Intäkter", "2", "12 930", "12 980"],
        ["Kostnader", "", "−13 000", ""],
        ["Resultat", "", "", "5"],
    ]


def test_notes_come_after_the_paragraph_that_refers_to_them() -> None:
    blocks = _tagged(f"Summan är 12 930#footnote[Varav 5 000 från ESF.] kronor.\n\n{_PROSE}")
    texts = [block.text for block in blocks if isinstance(block, Line)]
    assert texts[0].startswith("Summan är 12 930 ¹ kronor.")
    assert any("Varav 5 000 från ESF." in text for text in texts[1:])
