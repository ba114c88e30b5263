"""OR: members, seats and names."""

from __future__ import annotations

import pytest

from samverk.core.checks.finding import Verdict
from tests.core.checks.claims.saying import findings, saying, tried
from tests.factories.checked import (
    assert_tried_and_silent,
    check,
    checked_document,
    checked_facts,
    only,
    signature_page,
    with_association,
    with_blocks,
)


def test_OR_01_fires_when_a_kind_of_member_is_missing():
    facts = checked_facts()
    members = tuple(each for each in facts.association.members if each.name != "Region Exempel")
    assert only(check(facts=with_association(facts, members=members)), "OR-01").expected == "minst en region"


def test_OR_02_fires_when_a_member_has_no_deputy():
    facts = checked_facts()
    mandates = tuple(each for each in facts.association.mandates if each.name != "Hugo Hassel")
    finding = only(check(facts=with_association(facts, mandates=mandates)), "OR-02")
    assert (finding.place, finding.found) == ("Arbetsförmedlingen", "1 ledamöter och 0 ersättare")


def test_OR_03_fires_on_a_name_spelt_two_ways():
    document = with_blocks(
        checked_document(), "underskrift", signature_page("Alma Asp", "Bo Bok", "Cilla Cypres", "Doris Druva")
    )
    finding = only(check(document), "OR-03")
    assert finding.verdict is Verdict.FAULT  # the same seat on the board, and but for one letter the same name
    assert (finding.expected, finding.found) == ("Cilla Cypress", "Cilla Cypres")


def test_OR_rules_are_silent_on_sound_facts_that_they_tried():
    assert_tried_and_silent(check(), "OR-01", "OR-02", "OR-03")


BOARD = (
    "Alva Nordqvist (x), ledamot, Åmyra kommun\nPer Hansson, ledamot, Region Barr\nPer Jansson, ersättare, Region Barr"
)


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Alva Nordquist\nLedamot", "Alva Nordquist"),
        ("Insatsen utvärderas av Bror Ekman Lagnér. Rapporten skrevs av utvärderaren Bror Ekman Legner.",
         "Bror Ekman Legner"),
    ],
)  # fmt: skip
def test_OR_03_fires_on_one_person_spelt_two_ways_in_the_text(words, name):
    document = saying(BOARD, section="styrning")
    document = with_blocks(document, "framtid", *saying(words, section="framtid").sections[0].sections[-1].blocks)
    (finding,) = [each for each in tried(document, "OR-03").findings if name in (each.expected, each.found)]
    assert finding.verdict is Verdict.FAULT
    assert finding.fault is not None
    assert finding.fault.at is not None


@pytest.mark.parametrize(
    ("other", "verdict"),
    [("Styrelsen ses på våren för att planera.", Verdict.FAULT), ("Forbundets arets intakter.", Verdict.AMBIGUOUS)],
)
def test_OR_03_knows_that_a_scanner_loses_dots(other, verdict):
    document = saying("Bror Ekelöw, ledamot, Åmyra", other, section="styrning")
    document = with_blocks(
        document, "framtid", *saying("Bror Ekelow\nLedamot", section="framtid").sections[0].sections[-1].blocks
    )
    (finding,) = tried(document, "OR-03").findings
    assert finding.verdict is verdict


@pytest.mark.parametrize(
    "words",
    [
        "Alma Nordqvist\nLedamot",  # another first name may be another person
        "Per Hanson\nRevisor",  # another role
    ],
)
def test_OR_03_asks_when_it_may_be_two_persons(words):
    document = saying(BOARD, section="styrning")
    document = with_blocks(document, "framtid", *saying(words, section="framtid").sections[0].sections[-1].blocks)
    assert {finding.verdict for finding in tried(document, "OR-03").findings} == {Verdict.AMBIGUOUS}


@pytest.mark.parametrize(
    "words",
    [
        BOARD,
        "Enligt ordföranden Alva Nordqvists brev är läget gott. Ordföranden Alva Nordqvist tackar.",
        "Projektledare Nils Åkerblom och projektledare Nina Åkerlund leder arbetet.",
        "Förbundschefen Tora Vik möter Region Barr och Region Berr.",
        "Ledamöter är Siv Ek, Liv Ek och Ulf Ekh.",
        "Anna-Karin Ström, ledamot\nAnna-Karin Strand, ledamot",
    ],
)
def test_OR_03_is_silent_on_different_persons_and_inflected_names(words):
    assert findings(words, "OR-03", "styrning") == ()
