"""OR: members, seats and names."""

from __future__ import annotations

from samverk.core.checks.finding import Verdict
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
    assert finding.verdict is Verdict.AMBIGUOUS
    assert (finding.expected, finding.found) == ("Cilla Cypres", "Cilla Cypress")


def test_OR_rules_are_silent_on_sound_facts_that_they_tried():
    assert_tried_and_silent(check(), "OR-01", "OR-02", "OR-03")
