"""FB: chapters and prose."""

from __future__ import annotations

from dataclasses import replace

from samverk.core.checks.finding import Severity, Verdict
from samverk.core.checks.run import CheckInput, run
from samverk.core.document.tree import FigureReference, Paragraph, Text
from tests.factories.checked import (
    DAY,
    assert_tried_and_silent,
    change_sections,
    check,
    checked_document,
    only,
    plain,
    told,
    with_blocks,
    without_section,
)
from tests.factories.documents import sample_document


def test_FB_01_fires_when_a_part_the_law_names_is_missing():
    finding = only(check(without_section(checked_document(), "kassa")), "FB-01")
    assert (finding.severity, finding.expected) == (Severity.ERROR, "Kassaflödesanalys")


def test_FB_02_fires_when_investments_are_neither_shown_nor_denied():
    document = with_blocks(checked_document(), "drift", Paragraph((Text("Inget särskilt."),)))
    assert only(check(document), "FB-02").severity is Severity.WARNING


def test_FB_03_fires_when_a_usual_heading_is_missing():
    document = without_section(checked_document(), "framtid")
    assert only(check(document), "FB-03").expected == "Förväntad utveckling"


def test_FB_04_fires_when_a_number_is_used_twice():
    document = change_sections(
        checked_document(), lambda each: replace(each, number="3") if each.id == "balans" else each
    )
    finding = only(check(document), "FB-04")
    assert (finding.place, finding.expected, finding.found) == ("Balansräkning", "4", "3")


def test_FB_05_fires_on_a_heading_without_content():
    assert only(check(with_blocks(checked_document(), "personal")), "FB-05").place == "Väsentliga personalförhållanden"


def test_FB_06_fires_when_a_cited_figure_was_retyped():
    wrong = Paragraph((FigureReference("arets_resultat.2024", "tkr", "−1 098 tkr"),))
    document = with_blocks(sample_document(), "oversikt", wrong)
    finding = plain(only(run(CheckInput(document), DAY), "FB-06"))
    assert (finding.expected, finding.found) == ("−1 089 tkr", "−1 098 tkr")


def test_FB_06_is_silent_on_presented_prose():
    assert_tried_and_silent(run(CheckInput(sample_document()), DAY), "FB-06")


def _say(words: str):
    return with_blocks(checked_document(), "handelser", Paragraph((Text(words),)))


def test_FB_07_notes_an_amount_that_is_in_no_table():
    finding = only(check(_say("Underskottet blev 961 tkr.")), "FB-07")
    assert (finding.severity, finding.verdict, finding.found) == (Severity.NOTE, Verdict.AMBIGUOUS, "961 tkr")


def test_FB_07_knows_an_amount_in_any_unit():
    for words in ("196 tkr", "−196 000 kr", "0,2 mnkr", "8,0 mnkr", "8 000 000 kronor"):
        assert_tried_and_silent(check(_say(f"Det blev {words}.")), "FB-07")


def test_FB_rules_are_silent_on_a_sound_report_that_they_tried():
    report = check()
    assert_tried_and_silent(report, "FB-01", "FB-02", "FB-03", "FB-04", "FB-05")
    assert not told(report, "FB-07")
