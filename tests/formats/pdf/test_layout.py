"""Lines of PDF files without tags: words, gaps, reading order, what is left out."""

from __future__ import annotations

import io
import re

import pikepdf
import pytest

from samverk.core.review.source import Line, Source
from samverk.formats.pdf.read import read_pdf
from tests.factories.pdf_files import saved, typeset

_PROSE = (
    "Förbundet arbetar för att människor ska få stöd från flera håll samtidigt, och varje insats följs upp av den part"
    " som äger den. Resultatet visar att samverkan lönar sig när parterna planerar tillsammans under hela året."
)


def _read(file: bytes) -> Source:
    source, problems = read_pdf(file, "rapport.pdf")
    assert source is not None, problems
    assert problems == ()
    return source


def _lines(file: bytes) -> list[Line]:
    blocks = _read(file).blocks
    assert all(isinstance(block, Line) for block in blocks)
    return [block for block in blocks if isinstance(block, Line)]


def _words(file: bytes) -> list[list[str]]:
    return [[word.text for word in line.words] for line in _lines(file) if line.text]


def test_each_word_is_kept_with_its_place_and_wide_gaps_are_shown() -> None:
    [row] = _lines(typeset("#grid(columns: (200pt, 80pt, 80pt), [Summa intäkter], [12 930], [13~061])"))
    assert [word.text for word in row.words] == ["Summa", "intäkter", "12", "930", "13", "061"]
    assert row.words[0].left == pytest.approx(70, abs=0.5)
    assert row.words[2].left == pytest.approx(270, abs=0.5)
    assert row.words[4].left == pytest.approx(350, abs=0.5)
    assert row.words[3].left - row.words[2].right < 3
    assert re.split(r" {2,}", row.text) == ["Summa intäkter", "12 930", "13 061"]
    assert (row.place.file, row.place.page, row.place.line) == ("rapport.pdf", 1, 1)
    assert row.size == 10


def test_columns_of_numbers_stand_under_each_other_in_the_text() -> None:
    rows = "".join(f"[Insats {n}], [{n * 1234}], [{n * 77}]," for n in range(1, 9))
    lines = _lines(typeset(f"#table(columns: (200pt, 80pt, 80pt), stroke: none, align: (left, right, right), {rows})"))
    ends = [[match.end() for match in re.finditer(r"\d+(?=  |$)", line.text)] for line in lines if line.text]
    assert len(ends) == 8
    assert max(end[0] for end in ends) - min(end[0] for end in ends) <= 1
    assert max(end[1] for end in ends) - min(end[1] for end in ends) <= 1


def test_every_kind_of_space_parts_words_and_every_dash_is_kept() -> None:
    [words] = _words(typeset("12~930 1\u202f089 −5 –7 2023–2024 ‐8 — 3-4"))
    assert words == ["12", "930", "1", "089", "−5", "–7", "2023–2024", "‐8", "—", "3-4"]


def test_ligatures_are_letters() -> None:
    [words] = _words(typeset('#set text(font: "Libertinus Serif", ligatures: true)\nfinansiell effekt fluktuation'))
    assert words == ["finansiell", "effekt", "fluktuation"]


def test_a_note_mark_never_merges_into_a_number() -> None:
    for mark in ("#super[1]", "#super(typographic: false)[1]", "#super(typographic: false)[2)]"):
        [words] = _words(typeset(f"Summa 12 930{mark} och 14 000{mark}"))
        assert words[:3] == ["Summa", "12", "930"]
        assert words[3] in ("¹", "²)")
        assert words[4:7] == ["och", "14", "000"]


def test_a_lowered_sign_stays_on_its_line() -> None:
    [words] = _words(typeset("Utsläpp av CO#sub(typographic: false)[2] i ton"))
    assert "".join(words) == "UtsläppavCO2iton"


def test_bold_and_size_come_from_the_typeface() -> None:
    lines = [line for line in _lines(typeset('#text(18pt, weight: "bold")[Resultat]\n\nÅret gick bra.')) if line.text]
    assert [(line.text, line.is_bold, line.size) for line in lines] == [
        ("Resultat", True, 18),
        ("Året gick bra.", False, 10),
    ]


def test_a_blank_line_parts_paragraphs_but_not_the_lines_of_one() -> None:
    lines = _lines(typeset(f"#set par(spacing: 14pt)\n{_PROSE}\n\n{_PROSE}"))
    blanks = [index for index, line in enumerate(lines) if not line.text]
    assert len(blanks) == 1
    assert blanks[0] == len(lines) // 2
    assert lines[0].text.startswith("Förbundet")
    assert lines[blanks[0] + 1].text.startswith("Förbundet")


def test_a_justified_line_has_single_spaces() -> None:
    lines = _lines(typeset(f"#set par(justify: true)\n#block(width: 150pt)[{_PROSE}]"))
    assert not [line.text for line in lines if "  " in line.text]


def test_a_justified_line_of_a_list_has_one_wide_gap_at_most() -> None:
    lines = _lines(
        typeset(f"#set par(justify: true)\n#block(width: 150pt)[#grid(columns: (30pt, 1fr), [1.], [{_PROSE}])]")
    )
    assert [len(re.findall(r" {2,}", line.text)) for line in lines if line.text][:2] == [1, 0]


def test_two_columns_of_prose_are_read_one_after_the_other() -> None:
    one, two = _PROSE, _PROSE.replace("Förbundet", "Styrelsen")
    markup = (
        f"= Rubrik över båda\n#grid(columns: (1fr, 1fr), gutter: 20pt, [{one} {one}], [{two} {two}])\nSist på sidan."
    )
    text = " ".join(line.text for line in _lines(typeset(markup)))
    assert text.index("Rubrik") < text.index("Förbundet") < text.rindex("Förbundet") < text.index("Styrelsen")
    assert text.endswith("Sist på sidan.")
    assert " ".join(text.split()).count(one[:80]) == 2


def test_two_columns_with_other_line_ends_are_found_too() -> None:
    one, two = _PROSE, _PROSE.replace("Förbundet", "Styrelsen")
    markup = f"#grid(columns: (1fr, 1fr), gutter: 20pt, [{one} {one} {one}], [#v(4pt)#text(9pt)[{two} {two}]])"
    text = " ".join(line.text for line in _lines(typeset(markup)))
    assert text.count("Förbundet") == 3
    assert text.rindex("Förbundet") < text.index("Styrelsen")
    assert text.index("hela året", text.rindex("Förbundet")) < text.index("Styrelsen")


def test_a_table_of_words_is_read_across() -> None:
    rows = "".join(f"[Person {n}], [Ledamot], [Region {n}]," for n in range(1, 12))
    words = _words(typeset(f"#table(columns: (1fr, 1fr, 1fr), stroke: none, {rows})"))
    assert words[0] == ["Person", "1", "Ledamot", "Region", "1"]
    assert len(words) == 11


def test_running_headers_footers_and_page_numbers_are_left_out() -> None:
    markup = (
        '#set page(header: [Förbundet Exempel], footer: context [Sida #counter(page).display("1 (1)", both: true)])\n'
        + "#pagebreak()\n".join(f"Kapitel {n * n} börjar här.\n\n{_PROSE}" for n in range(1, 6))
    )
    lines = _lines(typeset(markup))
    assert not [line.text for line in lines if "Förbundet Exempel" in line.text or "Sida" in line.text]
    firsts = [line for line in lines if line.text.startswith("Kapitel")]
    assert [line.place.page for line in firsts] == [1, 2, 3, 4, 5]
    assert {line.place.line for line in firsts} == {2}  # the header is a line of the page all the same


def test_rows_of_a_table_at_the_foot_are_not_taken_for_footers() -> None:
    markup = "#set page(margin: 30pt)\n" + "#pagebreak()\n".join(
        f"#v(1fr)\n#table(columns: 3, stroke: none, [Insats nummer {chr(64 + n)}], [{n}00], [{n}50])"
        for n in range(1, 5)
    )
    assert [words[2] for words in _words(typeset(markup))] == ["A", "B", "C", "D"]


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_turned_page_is_read_as_it_is_held(turn: int) -> None:
    with pikepdf.open(io.BytesIO(typeset("Resultat 12 930\n\nBudget 14 000"))) as pdf:
        page = pdf.pages[0]
        width, height = (float(side) for side in page.mediabox[2:])
        back = {
            0: (1, 0, 0, 1, 0, 0),
            90: (0, 1, -1, 0, height, 0),
            180: (-1, 0, 0, -1, width, height),
            270: (0, -1, 1, 0, 0, width),
        }[turn]
        if turn % 180:
            page.mediabox = [0, 0, height, width]
        page.Rotate = turn
        content = page.Contents.read_bytes()
        page.Contents = pdf.make_stream(f"q {' '.join(map(str, back))} cm\n".encode() + content + b"\nQ")
        lines = [line for line in _lines(saved(pdf)) if line.text]
    assert [line.text for line in lines] == ["Resultat 12 930", "Budget 14 000"]
    assert lines[0].words[0].left == pytest.approx(70, abs=1)
    assert [line.place.line for line in lines] == [1, 2]


def test_text_with_another_turn_comes_last_and_diagonal_stamps_not_at_all() -> None:
    markup = "#place(rotate(45deg)[UTKAST])\n#place(dx: 300pt, dy: 100pt, rotate(-90deg, reflow: true)[Tusen kronor])\n"
    lines = [line.text for line in _lines(typeset(markup + _PROSE)) if line.text]
    assert lines[0].startswith("Förbundet")
    assert lines[-1] == "Tusen kronor"
    assert "UTKAST" not in " ".join(lines)


def test_hyphens_at_line_ends_are_left_as_they_are() -> None:
    markup = "#block(width: 60pt)[#set text(hyphenate: true)\nSamordningsförbundets rehabiliteringsinsatser]"
    texts = [line.text for line in _lines(typeset(markup))]
    assert any(text.endswith("-") for text in texts)
    assert not any("\u00ad" in text for text in texts)
    assert "".join(texts).replace("-", "").replace(" ", "") == "Samordningsförbundetsrehabiliteringsinsatser"


def test_letter_spaced_headings_are_words() -> None:
    [words] = _words(typeset("#text(tracking: 3pt)[RESULTATRÄKNING]"))
    assert words == ["RESULTATRÄKNING"]
