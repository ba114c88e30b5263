"""Tables of plain text: tabs, aligned by spaces, single spaces, one cell per line; and what is no table."""

from __future__ import annotations

import pytest

from samverk.core.document.tree import Paragraph, Place, Text
from samverk.core.review.layout import lay_out
from samverk.core.review.raw import RawRow, RawSection, RawTable
from samverk.core.review.source import Line, Source, SourceKind


def laid(text: str) -> tuple[RawSection, ...]:
    lines = (Line(line, Place("a.txt", None, number)) for number, line in enumerate(text.split("\n"), 1))
    return lay_out(Source("a.txt", SourceKind.TEXT, tuple(lines)))


def tables(text: str) -> list[RawTable]:
    return [block for section in laid(text) for block in section.blocks if isinstance(block, RawTable)]


def table(text: str) -> RawTable:
    (found,) = tables(text)
    return found


def paragraphs(text: str) -> list[str]:
    return [
        "".join(part.text for part in block.content if isinstance(part, Text))
        for section in laid(text)
        for block in section.blocks
        if isinstance(block, Paragraph)
    ]


def cells(row: RawRow, choice: int = 0) -> list[str | None]:
    return [cell.text if cell else None for cell in row.choices[choice]]


def grid(found: RawTable) -> dict[str, list[str | None]]:
    return {row.label: cells(row) for row in found.rows}


# ── tabs ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_tabs_keep_empty_cells_where_they_stand():
    found = table(
        "Belopp i kr.\tNot\t2024-12-31\t2023-12-31\nTillgångar\t\t\nFordringar\t4\t1 350 200\t806 100\n"
        "Bank\t\t425 000\t75 016\nSumma tillgångar\t\t1 775 200\t881 116"
    )
    assert found.headers == ("Not", "2024-12-31", "2023-12-31")
    assert found.label_heading == "Belopp i kr."
    assert grid(found) == {
        "Tillgångar": [None, None, None],
        "Fordringar": ["4", "1 350 200", "806 100"],
        "Bank": ["", "425 000", "75 016"],
        "Summa tillgångar": ["", "1 775 200", "881 116"],
    }
    assert all(len(row.choices) == 1 for row in found.rows)
    assert found.rows[2].choices[0][1].place == Place("a.txt", None, 4)


def test_lost_tabs_give_every_placing_and_an_amount_is_no_note():
    found = table("\tNot\t2024\t2023\nIntäkter\t2\t4 011\t3 900\nAvskrivningar\t47\t12\nResultat\t262\t101")
    assert cells(found.rows[1]) == [None, "47", "12"]
    assert len(found.rows[1].choices) == 3


def test_a_header_broken_inside_a_cell_is_put_together():
    found = table(
        "Belopp tkr\tUtfall\n2024\tBudget 2024\tAvvikelse\nIntäkter\t13 062\t12 970\t92\nResultat\t-9\t-1\t-8"
    )
    assert found.headers == ("Utfall 2024", "Budget 2024", "Avvikelse")


def test_a_page_number_and_a_repeated_header_are_no_rows():
    found = table(
        "Tkr\t2024\t2023\nStaten\t3 685\t3 600\nRegionen\t1 842\t1 800\n7\nTkr\t2024\t2023\n"
        "Kommunen\t1 842\t1 800\nSumma\t7 369\t7 200"
    )
    assert list(grid(found)) == ["Staten", "Regionen", "Kommunen", "Summa"]


def test_two_headers_make_two_tables():
    first, second = tables("\t2024\t2023\nStaten\t5\t6\nSumma\t5\t6\n\tUtfall\tBudget\nLön\t7\t8\nSumma\t7\t8")
    assert first.headers == ("2024", "2023")
    assert second.headers == ("Utfall", "Budget")


@pytest.mark.parametrize(
    "text",
    [
        "Innehåll\n1. Inledning\t3\n1.1. Bakgrund.....\t7\n2. Noter\t12",
        "•\tVi nådde 12 personer\n•\tVi nådde 14 personer",
        "Tel:\t046-12 34 56\nFax:\t046-12 34 57",
    ],
)
def test_tabs_alone_make_no_table(text):
    assert tables(text) == []


# ── single spaces, and lines with a blank line after each ─────────────────────────────────────────────────────────

PLAN = """Texten här är skriven för provet och räcker över flera rader så att var och en är lång nog.
Den andra raden hör ihop med den första och slutar med en punkt efter orden.
2023 2024 2025 2026
Tillgångar tkr tkr tkr tkr
Staten 3 685 3 685 3 690 3690
Region Norr 1 842,5 1 842,5 1 845 1 845
Summa intäkter 13 756 12 930 12 980 7 480
Kostnader
STEGET 161 370 0 0
Samlad
kompetensutveckling
57 0 0 0
Bron (Övergripande) 1 674 2 000  2 000 210
Finansiella intäkter och
kostnader
1
Summa kostnader 13 115 14 492 14 022 2 810"""


@pytest.mark.parametrize("text", [PLAN, PLAN.replace("\n", "\n\n")])
def test_single_spaces_are_cut_into_the_header_s_columns(text):
    found = table(text)
    assert found.headers == ("2023 tkr", "2024 tkr", "2025 tkr", "2026 tkr")
    assert found.label_heading == "Tillgångar"
    rows = grid(found)
    assert rows["Staten"] == ["3 685", "3 685", "3 690", "3690"]
    assert rows["Region Norr"] == ["1 842,5", "1 842,5", "1 845", "1 845"]
    assert rows["STEGET"] == ["161", "370", "0", "0"]
    assert rows["Samlad kompetensutveckling"] == ["57", "0", "0", "0"]
    assert rows["Bron (Övergripande)"] == ["1 674", "2 000", "2 000", "210"]
    assert rows["Kostnader"] == [None, None, None, None]
    assert len(paragraphs(text)) == 1


def test_one_number_of_four_columns_may_stand_in_any():
    row = next(row for row in table(PLAN).rows if row.label == "Finansiella intäkter och kostnader")
    assert [cells(row, choice) for choice in range(4)] == [
        ["1", None, None, None],
        [None, "1", None, None],
        [None, None, "1", None],
        [None, None, None, "1"],
    ]


def test_notes_follow_their_order():
    found = table("Belopp i kr Not 2024\nIntäkter 2 350 000\nKostnader 3 340 000\nResultat 10 000\nSumma 10 000")
    assert cells(found.rows[0]) == ["2", "350 000"]
    assert cells(found.rows[2]) == [None, "10 000"]


def test_a_year_that_ends_the_label_is_no_number():
    found = table("Utfall 2024 Budget 2024\nIntäkter 4 865 4 123\nSparade medel inför 2025 4 865 4 123")
    assert grid(found)["Sparade medel inför 2025"] == ["4 865", "4 123"]


def test_header_words_read_from_a_picture_are_known():
    found = table("Utfa11 2024 Budget 2024\nIntakter 13 062 12 970\nKostnader -14 151 -14 492")
    assert found.headers == ("Utfa11 2024", "Budget 2024")


def test_a_damaged_number_stays_in_its_cell():
    found = table("2024 2023\nStaten 3 685 3 6OO\nRegionen l 842 1 800\nSumma 5 527 5 400")
    assert grid(found)["Staten"] == ["3 685", "3 6OO"]
    assert grid(found)["Regionen"] == ["l 842", "1 800"]


def test_rows_that_have_run_together_are_two():
    found = table("2024 2023\nStaten 3 685 3 600 Regionen 1 842 1 800\nSumma 5 527 5 400")
    assert grid(found)["Regionen"] == ["1 842", "1 800"]


@pytest.mark.parametrize(
    "text",
    [
        "Vi fick bidrag under året och summan\nuppgick till 3 685 000\nmedan det året innan var\n1 842 500",
        "Mötena hölls den 21 mars 2024\noch den 14 juni 2024\nsamt den 3 oktober 2024",
        "1. Att godkänna planen för 2024\n2. Att fastställa budgeten för 2024\n3. Att lägga till 300",
        "Storgatan 12\n222 00 Granköping\nTel 046 123 45 67\nBox 123",
        "Innehåll\nInledning ..... 3\nBakgrund ..... 4\nNoter ..... 12",
        "• Under året nåddes 396\n• Av dem var 223\n• Resten var 173",
    ],
)
def test_running_text_lists_and_addresses_are_no_tables(text):
    assert tables(text) == []


# ── aligned by spaces ─────────────────────────────────────────────────────────────────────────────────────────────


def test_aligned_numbers_find_their_columns_by_position():
    found = table(
        "                   Not      2024      2023\n"
        "Intäkter             2    13 062    13 756\n"
        "  Varav bidrag                12\n"
        "Kostnader            3   -14 151   -13 115\n"
        "Resultat                  -1 089       641"
    )
    assert found.headers == ("Not", "2024", "2023")
    assert grid(found)["Varav bidrag"] == [None, "12", None]
    assert grid(found)["Resultat"] == [None, "-1 089", "641"]
    assert found.rows[1].indent == 2.0
    assert all(len(row.choices) == 1 for row in found.rows)


def test_double_spaces_inside_numbers_are_no_columns():
    found = table(
        "                 2024          2023\nStaten      3  685 000     3 600  000\n"
        "Regionen    1 842 500     1 800 000\nSumma       5 527  500     5 400 000"
    )
    assert len(found.headers) == 2


# ── one cell per line ─────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_cells_under_each_other_become_rows(between):
    lines = ["Belopp i tkr", "Utfall 2024", "Budget 2024", "Avvikelse"]
    lines += ["Intäkter", "13 062", "12 970", "92", "Kostnader", "-14 151", "-14 492", "341"]
    lines += ["Resultat", "-1 089", "-1 522", "433"]
    found = table(between.join(lines))
    assert found.headers == ("Utfall 2024", "Budget 2024", "Avvikelse")
    assert found.label_heading == "Belopp i tkr"
    assert grid(found)["Kostnader"] == ["-14 151", "-14 492", "341"]
    assert grid(found)["Resultat"] == ["-1 089", "-1 522", "433"]


# ── prose and headings ────────────────────────────────────────────────────────────────────────────────────────────


def test_lines_are_joined_and_every_letter_has_its_place():
    text = "Styrelsen har följt verksamheten vid varje sammanträde och lämnat under-\nlag till medlemmarna om läget."
    ((paragraph,),) = [section.blocks for section in laid(text)]
    assert isinstance(paragraph, Paragraph)
    (part,) = paragraph.content
    assert isinstance(part, Text)
    assert part.text.endswith("och lämnat underlag till medlemmarna om läget.")
    place = paragraph.place_at(part.text.index("medlemmarna"))
    assert place is not None
    assert place.line == 2


def test_bullets_and_items_are_paragraphs_of_their_own():
    assert paragraphs("• En första punkt\n• En andra punkt som\nfortsätter\n1. Först\n2. Sedan") == [
        "• En första punkt",
        "• En andra punkt som fortsätter",
        "1. Först",
        "2. Sedan",
    ]


def test_headings_are_told_from_lists_and_the_contents_list():
    text = (
        "Innehåll\n1. Förvaltning ..... 3\n1.1. Översikt ..... 4\n2. Noter ..... 9\n\n1. Förvaltning\n\n"
        "Texten är kort.\n\nVi ska:\n1. Besluta om mål\n2. Stödja samverkan\n\n1.1. Översikt\n\nMer text.\n\n"
        "2. Noter\n\nNot 1 Principer\n\nLagen följs."
    )
    found = [(section.number, section.title, section.level) for section in laid(text)]
    assert found == [
        ("", "Innehåll", 1),
        ("1", "Förvaltning", 1),
        ("1.1", "Översikt", 2),
        ("2", "Noter", 1),
        ("", "Not 1 Principer", 2),
    ]


def test_marked_and_large_headings_are_headings():
    lines = (
        Line("Årets arbete", Place("a.pdf", 1, 1), size=18.0),
        Line("Texten är satt i mindre grad och fortsätter en stund till.", Place("a.pdf", 1, 2), size=10.0),
        Line("3.2 Mål", Place("a.pdf", 1, 3), heading=2),
    )
    found = lay_out(Source("a.pdf", SourceKind.PDF, lines, 1))
    assert [(section.number, section.title, section.level) for section in found] == [
        ("", "Årets arbete", 1),
        ("3.2", "Mål", 2),
    ]


def test_the_line_above_is_the_title_and_the_one_below_the_note():
    found = table("Medlemsavgifter\n2024 2023\nStaten 3 685 3 600*\nSumma 3 685 3 600\n* Rättat belopp.")
    assert found.title == "Medlemsavgifter"
    assert found.note == "* Rättat belopp."
