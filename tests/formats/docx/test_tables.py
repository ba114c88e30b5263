"""Tables of a Word file: every cell in its column, with spans, headers, nesting and places."""

from __future__ import annotations

from samverk.core.document.tree import Place
from samverk.core.review.source import Grid
from tests.formats.docx.making import RAISED, cells, codes, grids, p, r, read, tbl, tc, tr, word_file

HEADER = "<w:tblHeader/>"


def test_cells_stand_in_their_columns_with_places():
    body = tbl(tr("Insats", "2024", properties=HEADER), tr("Spår ett", "3 685")) + p("mellan") + tbl(tr("a"))
    first, second = grids(body)
    assert cells(first) == [["Insats", "2024"], ["Spår ett", "3 685"]]
    assert [cell.is_header for row in first.rows for cell in row if cell] == [True, True, False, False]
    assert first.rows[1][1].place == Place("fil.docx", None, cell="tabell 1 rad 2 kolumn 2")
    assert second.place.cell == "tabell 2"


def test_spans_and_cells_merged_downwards():
    body = tbl(
        tr(tc("2024", '<w:gridSpan w:val="2"/>'), tc("Not")),
        tr(tc("Staten", '<w:vMerge w:val="restart"/>'), "10", "20"),
        tr(tc("", "<w:vMerge/>"), "30", "40"),
    )
    (grid,) = grids(body)
    assert cells(grid) == [["2024", None, "Not"], ["Staten", "10", "20"], [None, "30", "40"]]
    assert grid.rows[0][0].span == 2
    assert grid.rows[0][2].place.cell == "tabell 1 rad 1 kolumn 3"


def test_columns_left_out_before_a_row_and_old_sideways_merging():
    body = tbl(
        tr("b", properties='<w:gridBefore w:val="1"/>'),
        tr(tc("bred", '<w:hMerge w:val="restart"/>'), tc("", "<w:hMerge/>"), "c"),
    )
    (grid,) = grids(body)
    assert cells(grid) == [[None, "b"], ["bred", None, "c"]]
    assert grid.rows[1][0].span == 2


def test_an_absurd_span_is_held_to_what_word_allows():
    (grid,) = grids(tbl(tr(tc("a", '<w:gridSpan w:val="1000000000"/>'))))
    assert len(grid.rows[0]) == 63


def test_rows_in_wrappers_are_read_and_deleted_rows_are_not():
    body = tbl(
        f"<w:sdt><w:sdtContent>{tr('i kontroll')}</w:sdtContent></w:sdt>",
        tr("borta", properties='<w:del w:id="1"/>'),
        tr("infogad", properties='<w:ins w:id="2"/>'),
        tr(f"<w:tc>{p('')}</w:tc>")
        .replace("<w:tc>", "<w:sdt><w:sdtContent><w:tc>")
        .replace("</w:tc>", "</w:tc></w:sdtContent></w:sdt>"),
    )
    source, problems = read(word_file(body))
    (grid,) = source.blocks
    assert isinstance(grid, Grid)
    assert cells(grid) == [["i kontroll"], ["infogad"], [""]]
    assert codes(problems) == ["LAS-DOCX-ANDRINGAR"]


def test_a_table_in_a_cell_is_a_grid_of_its_own_after_the_outer_one():
    inner = tbl(tr("1", "2"))
    outer, within = grids(tbl(tr(tc(p("Före") + inner + p("Efter")), "bredvid")))
    assert cells(outer) == [["Före\nEfter", "bredvid"]]
    assert cells(within) == [["1", "2"]]
    assert within.place.cell == "tabell 2"


def test_a_raised_mark_is_left_out_of_a_number_and_set_apart_elsewhere():
    body = tbl(tr(tc(p(r("Lokaler") + r("1", RAISED))), tc(p(r("3 685") + r("1", RAISED)))))
    assert cells(grids(body)[0]) == [["Lokaler 1)", "3 685"]]


def test_a_footnote_of_a_cell_follows_the_table():
    cell = tc(p(r("3 685") + '<w:r><w:footnoteReference w:id="2"/></w:r>'))
    footnotes = f'<w:footnote w:id="2">{p("Avser hela året.")}</w:footnote>'
    source, _problems = read(word_file(tbl(tr("Utfall", cell)) + p("Text"), footnotes=footnotes))
    grid, note, after = source.blocks
    assert isinstance(grid, Grid)
    assert cells(grid) == [["Utfall", "3 685"]]
    assert (note.text, after.text) == ("1) Avser hela året.", "Text")


def test_a_caption_above_becomes_the_title():
    styles = '<w:style w:type="paragraph" w:styleId="Beskrivning"><w:name w:val="caption"/></w:style>'
    body = p("Tabell 1 Medel", "Beskrivning") + tbl(tr("a")) + p("Figur 1 Karta", "Beskrivning") + tbl(tr("b"))
    source, _problems = read(word_file(body, styles=styles))
    titles = [block.title if isinstance(block, Grid) else block.text for block in source.blocks]
    assert titles == ["Tabell 1 Medel", "Figur 1 Karta", ""]


def test_weight_of_cells():
    body = tbl(tr(tc(p(r("Summa", "<w:b/>"))), tc(p(r("1", "<w:b/>") + r("2"))), ""))
    assert [cell.is_bold for cell in grids(body)[0].rows[0] if cell] == [True, False, False]


def test_a_page_break_in_a_row_counts_once():
    broken = p("<w:r><w:lastRenderedPageBreak/><w:t>ny sida</w:t></w:r>")
    over = p("<w:r><w:t>a</w:t><w:lastRenderedPageBreak/><w:t>b</w:t></w:r>")
    body = tbl(tr("ett", "två"), tr(tc(broken), "samma rad"), tr(tc(over), tc(over))) + p("Efter")
    source, _problems = read(word_file(body))
    grid, after = source.blocks
    assert isinstance(grid, Grid)
    assert [[cell.place.page for cell in row if cell] for row in grid.rows] == [[1, 1], [2, 2], [2, 2]]
    assert after.place.page == 3
