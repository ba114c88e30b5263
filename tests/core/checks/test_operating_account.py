"""DR: deviations."""

from __future__ import annotations

from dataclasses import replace

from samverk.core.checks.run import CheckInput, run
from samverk.core.document.tree import Paragraph, Text
from tests.factories.checked import (
    DAY,
    assert_tried_and_silent,
    check,
    checked_document,
    only,
    plain,
    with_blocks,
    with_cell,
)
from tests.factories.documents import sample_document
from tests.factories.read_tables import faults, read_document, reviewed, said


def test_DR_01_fires_when_the_deviation_is_not_outcome_less_budget():
    finding = only(check(with_cell(checked_document(), "utfall_mot_budget", "stod", "avvikelse", 10_000)), "DR-01")
    assert finding.place == "Utfall mot budget, Stödet, Avvikelse"
    assert (finding.expected, finding.found) == ("100 000 kr", "10 000 kr")


def test_DR_02_fires_when_a_better_result_is_called_worse():
    document = sample_document()
    figure = document.figures["avvikelse.resultat.2024"]
    figures = document.figures | {figure.id: replace(figure, is_favourable=False)}
    finding = plain(only(run(CheckInput(replace(document, figures=figures)), DAY), "DR-02"))
    assert (finding.expected, finding.found) == ("bättre än budget", "sämre än budget")
    assert "432 824,40 kr" in finding.message


def test_DR_02_is_silent_when_the_word_is_right():
    assert_tried_and_silent(run(CheckInput(sample_document()), DAY), "DR-02")


def _say(words: str):
    return with_blocks(checked_document(), "ekonomi", *_ekonomi(), Paragraph((Text(words),)))


def _ekonomi():
    return next(section.blocks for section in checked_document().all_sections() if section.id == "ekonomi")


def test_DR_03_fires_on_a_deficit_against_budget_that_was_better():
    finding = only(check(_say("Förbundet visar ett underskott på 204 tkr jämfört med budget.")), "DR-03")
    assert finding.expected == "204 tkr bättre än budget"
    assert finding.found == "”ett underskott på 204 tkr jämfört med budget”"


def test_DR_rules_are_silent_on_a_sound_report_that_they_tried():
    assert_tried_and_silent(check(_say("Ett överskott på 204 tkr mot budget.")), "DR-01", "DR-03")


def test_DR_01_one_gain_that_goes_against_the_others_is_turned():
    text = """
Belopp i tkr | Utfall 2024 | Budget 2024 | Avvikelse
Nettokostnad | 4 770 | 5 000 | -230
Summa intäkter | 5 120 | 5 000 | 120
Resultat | 350 | 0 | 350
Utgående eget kapital | 2 950 | 2 500 | {deviation}
"""
    assert faults(reviewed(read_document(text.format(deviation="450")))) == []
    (finding,) = faults(reviewed(read_document(text.format(deviation="-450"))))
    assert (finding.code, *said(finding)) == ("DR-01", "450 tkr", "−450 tkr")
