"""PS-09 and PS-10: names of measures, and counts against lists."""

from __future__ import annotations

import pytest

from samverk.core.checks.finding import Verdict
from tests.core.checks.claims.saying import findings, saying, tried
from tests.factories.checked import assert_tried_and_silent


def test_PS_09_asks_once_about_a_measure_spelt_two_ways():
    (finding,) = findings("Stodet växte. Ledaren för Stodet är nöjd.", "PS-09")
    assert (finding.verdict, finding.expected, finding.found) == (Verdict.AMBIGUOUS, "Stödet", "”Stodet”")


@pytest.mark.parametrize(
    "words", ["Stödet växte.", "STÖDET växte.", "Kartan är ny.", "Både Stödet och Kartan går väl.", "Stödet, alltså."]
)
def test_PS_09_is_tried_and_silent(words):
    assert_tried_and_silent(tried(saying(words), "PS-09"), "PS-09")


@pytest.mark.parametrize("words", ["Stöden växte.", "Stödets mål.", "Karta ett.", "stodet", "Staden växte."])
def test_PS_09_says_nothing_of_other_words(words):
    assert findings(words, "PS-09") == ()


BOARD = "Styrelsen har {} ledamöter och {} ersättare:"
SEATS = (
    "Alva Nord, ledamot, ordförande\nBo Syd, ledamot",
    "Cilla Väst, ersättare\nDan Öst, ersättare",
)


def test_PS_10_asks_when_the_list_of_the_board_has_another_count():
    document = saying(BOARD.format("fyra", "två"), *SEATS)
    (finding,) = tried(document, "PS-10").findings
    assert (finding.verdict, finding.expected) == (Verdict.AMBIGUOUS, "2 ledamöter och 2 ersättare i listan")


def test_PS_10_fires_on_a_list_in_the_same_sentence():
    (finding,) = findings("Förbundet har fyra kommuner: Åmyra, Barr och Fors.", "PS-10")
    assert (finding.verdict, finding.expected) == (Verdict.FAULT, "3 kommuner")


def test_PS_10_asks_when_the_bullets_are_fewer():
    (finding,) = tried(saying("Här drivs fem delprojekt:", "- Lotsen", "- Stegen", "- Kartan"), "PS-10").findings
    assert finding.verdict is Verdict.AMBIGUOUS


@pytest.mark.parametrize(
    "words",
    [
        (BOARD.format("två", "två"), *SEATS),
        ("Förbundet har tre kommuner: Åmyra, Barr och Fors.",),
        ("Styrelsen höll fyra sammanträden: 14 februari, 22 mars, 27 september och 22 november.",),
        ("Här drivs tre delprojekt:", "- Lotsen", "- Stegen", "- Kartan"),
        ("Två regioner: Barr och Fors.",),
    ],
)
def test_PS_10_is_tried_and_silent(words):
    assert_tried_and_silent(tried(saying(*words), "PS-10"), "PS-10")


@pytest.mark.parametrize(
    "words",
    [
        ("Styrelsen har fyra ledamöter och fyra ersättare.",),
        ("Gemensamt för alla sex delprojekt är:", "- att de samverkar.", "- att de följs upp."),
        ("Vi har fyra kommuner i området.",),
        ("Tre möten hölls: alla gick bra och många kom.",),
        ("Fem insatser: flera är nya.",),
    ],
)
def test_PS_10_says_nothing_without_a_list(words):
    assert tried(saying(*words), "PS-10").findings == ()
