"""A printed table as counts of participants, and what it gives away."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from samverk.core.disclosure.bounds import CellRange
from samverk.core.disclosure.exposed import alike_groups, exposed_cells, guarded_cells, small_cells
from samverk.core.disclosure.table_shares import table_shares
from samverk.core.disclosure.tables import DisclosureTable, read_table, share_text
from samverk.core.document.figures import ValueState
from samverk.core.document.tree import Cell, Column, FigureCell, Row, RowRole, RowTerm, Table, TextCell

COUNT, SHARE = "Antal", "Andel"


def _cell(text: str) -> Cell:
    if text.isdigit():
        return FigureCell(None, shown=text, amount=int(text))
    return FigureCell(None, shown="··", state=ValueState.SUPPRESSED) if text == "··" else TextCell(text)


def _table(columns: Sequence[str], rows: dict[str, Sequence[str]], *, footnote: str = "") -> Table:
    heads = tuple(Column(label, label) for label in columns)
    made = tuple(
        Row(label, label, tuple(_cell(text) for text in texts), RowRole.TOTAL if label == "Totalt" else RowRole.ITEM)
        for label, texts in rows.items()
    )
    return Table("t", "Deltagare efter försörjning", heads, made, None, footnote=footnote)


def _read(table: Table) -> DisclosureTable:
    read = read_table(table, ())
    assert read is not None
    return read


def test_a_table_is_read_as_open_and_hidden_counts():
    read = _read(_table(("Kvinnor", "Män"), {"Sjukpenning": ("12", "<5"), "A-kassa": ("1–4", "färre än tio")}))
    assert read.cells["Sjukpenning", "Kvinnor"].count == 12
    assert read.cells["Sjukpenning", "Män"].hidden == CellRange(0, 4)
    assert read.cells["A-kassa", "Kvinnor"].hidden == CellRange(1, 4)
    assert (read.cells["A-kassa", "Män"].hidden, read.cells["A-kassa", "Män"].limit) == (CellRange(0, 9), 10)


def test_a_dash_is_zero_unless_the_table_says_that_it_hides():
    rows = {"Sjukpenning": ("12", "-")}
    assert _read(_table(("Kvinnor", "Män"), rows)).cells["Sjukpenning", "Män"].count == 0
    hidden = _read(_table(("Kvinnor", "Män"), rows, footnote="Färre än fem personer visas med streck (-)."))
    assert hidden.cells["Sjukpenning", "Män"].hidden == CellRange()
    other = _read(_table(("Kvinnor", "Män"), rows, footnote="Färre än fem personer slås ihop."))
    assert other.cells["Sjukpenning", "Män"].count == 0


def test_small_cells_are_open_counts_under_the_threshold():
    read = _read(_table(("Kvinnor", "Män"), {"Sjukpenning": ("12", "4"), "A-kassa": ("0", "··")}))
    assert [cell.key for cell in small_cells(read)] == [("Sjukpenning", "Män")]
    assert [cell.count for cell in small_cells(read, threshold=13)] == [12, 4]


def test_ticks_are_no_hidden_counts():
    read = _read(_table((COUNT, "Klar"), {"Sjukpenning": ("12", "x"), "A-kassa": ("14", "x")}))
    assert {key[1] for key in read.cells} == {COUNT}


def test_the_sum_of_women_and_men_is_certain_and_a_sum_that_fails_is_none():
    rows = {"Sjukpenning": ("12", "··", "15"), "A-kassa": ("6", "7", "13")}
    (first, second) = _read(_table(("Kvinnor", "Män", "Totalt"), rows)).totals
    assert first.is_certain
    assert second.is_row
    assert not _read(_table(("Kvinnor", "Män", "Totalt"), rows | {"A-kassa": ("6", "7", "14")})).totals


def test_a_total_that_names_its_rows_is_certain_and_a_guessed_one_is_not():
    table = _table((COUNT,), {"Sjukpenning": ("12",), "A-kassa": ("··",), "Totalt": ("15",)})
    assert [total.is_certain for total in _read(table).totals] == [False]
    terms = (RowTerm("Sjukpenning"), RowTerm("A-kassa"))
    named = Row("Totalt", "Totalt", (_cell("15"),), RowRole.TOTAL, terms=terms)
    guessed = Row("Totalt", "Totalt", (_cell("15"),), RowRole.TOTAL, terms=terms, is_guessed=True)
    for row, is_certain in ((named, True), (guessed, False)):
        read = _read(Table("t", table.title, table.columns, (*table.rows[:2], row), None))
        assert [total.is_certain for total in read.totals] == [is_certain]


def test_rows_of_which_are_not_added():
    rows = {"Sjukpenning": ("12",), "varav kvinnor": ("9",), "A-kassa": ("··",), "Totalt": ("15",)}
    (total,) = _read(_table((COUNT,), rows)).totals
    assert [key[0] for key in total.relation.addends] == ["Sjukpenning", "A-kassa"]


def test_groups_are_tried_by_their_categories():
    rows = {"Sjukpenning": ("12", "0"), "A-kassa": ("6", "7"), "Totalt": ("18", "7")}
    alike, tried = alike_groups(_read(_table(("Kvinnor", "Män"), rows)))
    assert [cell.key for cell in alike] == [("A-kassa", "Män")]
    assert tried == 2


def test_a_share_is_read_only_with_its_base():
    rows = {"Sjukpenning": ("3", "25 %"), "A-kassa": ("9", "75 %"), "Totalt": ("12", "100 %")}
    shares = list(table_shares(_read(_table((COUNT, SHARE), rows))))
    assert [(each.count, each.total, each.fills_up) for each in shares] == [(3, 12, True), (9, 12, True)]
    assert not list(table_shares(_read(_table((COUNT, SHARE), rows | {"Totalt": ("12", "")}))))
    both = {"Sjukpenning": ("3 (25 %)",), "A-kassa": ("9 (75 %)",), "Totalt": ("12 (100 %)",)}
    assert [each.count for each in table_shares(_read(_table((COUNT,), both)))] == [3, 9]


def test_a_share_is_written_with_a_comma():
    assert (share_text("41,5 %"), share_text("41"), share_text("cirka 41 %")) == ("41.5", "41", "")


@st.composite
def _women_and_men(draw: st.DrawFn) -> tuple[Table, list[tuple[int, int]], list[list[str]]]:
    """A table of women, men and totals where small counts are hidden, and some others to protect them."""
    counts = draw(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=2, max_size=3))
    lines = [[str(women), str(men), str(women + men)] for women, men in counts]
    lines.append([str(sum(column)) for column in zip(*((int(a), int(b), int(c)) for a, b, c in lines), strict=True)])
    for line in lines[:-1]:
        for place in (0, 1):
            if 1 <= int(line[place]) <= 4 or draw(st.booleans()):
                line[place] = "··"
    rows = dict(zip(("Sjukpenning", "A-kassa", "Försörjningsstöd")[: len(counts)], lines, strict=False))
    return _table(("Kvinnor", "Män", "Totalt"), {**rows, "Totalt": lines[-1]}), counts, lines


@settings(max_examples=150, deadline=None)
@given(_women_and_men())
def test_exactly_the_small_cells_that_have_one_value_in_every_filling_are_exposed(made):
    table, counts, lines = made
    read = read_table(table, ())
    assert read is not None
    exposed = exposed_cells(read)
    assert exposed is not None
    hidden = [(row, place) for row, line in enumerate(lines[:-1]) for place in (0, 1) if line[place] == "··"]
    fillings = []
    both = [range(sum(pair) + 1) for row, pair in enumerate(counts) if lines[row][:2] == ["··", "··"]]
    for values in product(*both):
        choice = iter(values)
        filled = [
            (women := next(choice), sum(pair) - women) if lines[row][:2] == ["··", "··"] else pair
            for row, pair in enumerate(counts)
        ]
        fits = [sum(column) for column in zip(*filled, strict=True)] == [int(total) for total in lines[-1][:2]]
        if fits:
            fillings.append(filled)
    certain = {
        (row, place)
        for row, place in hidden
        if len({filled[row][place] for filled in fillings}) == 1 and 1 <= counts[row][place] <= 4
    }
    ids = [row.id for row in table.rows]
    found = {(ids.index(each.cell.key[0]), each.cell.column) for each in exposed if each.is_certain}
    assert found == certain, lines
    assert len(guarded_cells(read)) == len(hidden)
