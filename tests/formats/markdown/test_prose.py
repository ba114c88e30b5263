"""Prose chapters: nodes, citations and what is said when a figure is misspelt."""

import pytest

from samverk.core.document.tree import Emphasis, FigureReference, ItemList, Link, Paragraph, Remark, Strong, Text
from samverk.formats.markdown.prose import Prose, anchor, read
from tests.factories.documents import sample_figures


def parsed(text: str) -> tuple[Prose, list[str]]:
    prose, problems = read(text, file="text/ekonomi.md", figures=sample_figures(), chapter_id="ekonomi")
    return prose, [str(problem) for problem in problems]


def test_paragraphs_lists_and_weights():
    prose, problems = parsed("Ett *två* **tre** [fyra](https://example.org).\n\n- a\n- b\n\n1. c\n\n> Obs.\n")
    assert problems == []
    paragraph, bullets, numbers, remark = prose.blocks
    assert isinstance(paragraph, Paragraph)
    assert paragraph.content[1] == Emphasis((Text("två"),))
    assert paragraph.content[3] == Strong((Text("tre"),))
    assert paragraph.content[5] == Link((Text("fyra"),), "https://example.org")
    assert isinstance(bullets, ItemList)
    assert len(bullets.items) == 2
    assert isinstance(numbers, ItemList)
    assert numbers.numbered
    assert remark == Remark((Text("Obs."),))


def test_headings_nest_by_level_and_get_anchors():
    prose, _ = parsed("Först.\n\n## Vision & mål\n\nA.\n\n### Åren\n\nB.\n\n## Vision & mål\n\nC.\n")
    first, second = prose.sections
    assert (first.id, first.level) == ("ekonomi-vision-mal", 2)
    assert (first.sections[0].id, first.sections[0].level) == ("ekonomi-aren", 3)
    assert first.sections[0].blocks[0].content == (Text("B."),)
    assert second.id == "ekonomi-vision-mal-2"


def test_a_figure_is_cited_by_name_with_or_without_year_and_style():
    prose, problems = parsed("{arets_resultat:tkr} {arets_resultat.2023} {antal_anstallda} {andel.kostnader:procent}")
    assert problems == []
    found = [part for part in prose.blocks[0].content if isinstance(part, FigureReference)]
    assert [(part.figure_id, part.style) for part in found] == [
        ("arets_resultat.2024", "tkr"),
        ("arets_resultat.2023", "kr"),
        ("antal_anstallda.2024", "antal"),
        ("andel.kostnader.2024", "procent"),
    ]


def test_an_unknown_figure_names_file_line_and_the_nearest():
    _, problems = parsed("Ett.\n\nTvå\noch {arets_resultatet:tkr}.")
    said = "text/ekonomi.md rad 4: Siffran ”arets_resultatet” finns inte. "
    assert problems == [said + "Menade du arets_resultat, arets_resultat.2023, avvikelse.resultat?"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{arets_resultat:procent}", "Välj bland kr, tkr, mnkr, tal."),
        ("{arets_resultat:kronor}", "Välj bland kr, tkr, mnkr, procent, antal, manader, tal."),
        ("{två ord}", "går inte att läsa som en siffra"),
        ("{qqqqzzzz}", "Handboken räknar upp siffrornas namn."),
        ("# Rubrik", "skriv ## i texten"),
        ("<b>fet</b>", "Skriv i Markdown"),
        ("![bild](x.png)", "Bilder i texten tas inte med"),
        ("| a | b |", "Tabeller skrivs inte i texten"),
        ("---", "avdelande linje"),
        ("    indragen", "vanligt stycke"),
    ],
)
def test_what_a_report_cannot_show_is_said(text: str, said: str):
    _, problems = parsed(text)
    assert len(problems) == 1
    assert said in problems[0]


def test_a_brace_can_be_written():
    prose, problems = parsed(r"Skriv \{så här\}.")
    assert problems == []
    assert prose.blocks[0].content == (Text("Skriv {så här}."),)


def test_anchor_is_ascii():
    assert anchor("Översikt över året") == "oversikt-over-aret"
    assert anchor("–") == "avsnitt"
