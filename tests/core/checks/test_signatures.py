"""UN: who signs."""

from __future__ import annotations

from datetime import date

from samverk.core.organisation import OfficerRole
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


def _signed_by(*names: str):
    return with_blocks(checked_document(), "underskrift", signature_page(*names))


def test_UN_01_fires_on_someone_without_a_mandate():
    finding = only(check(_signed_by("Alma Asp", "Bo Bok", "Cilla Cypress", "Ture Tall")), "UN-01")
    assert finding.found == "Ture Tall, ledamot"


def test_UN_01_fires_on_a_mandate_that_has_ended():
    facts = checked_facts()
    mandates = tuple(
        each.model_copy(update={"valid_to": date(2025, 3, 1)}) if each.name == "Doris Druva" else each
        for each in facts.association.mandates
    )
    finding = only(check(facts=with_association(facts, mandates=mandates)), "UN-01")
    assert finding.found == "Doris Druva, ledamot"


def test_UN_02_fires_when_the_chair_does_not_sign():
    finding = only(check(_signed_by("Bo Bok", "Cilla Cypress", "Doris Druva", "Einar Ek")), "UN-02")
    assert finding.expected == "Alma Asp"


def test_UN_03_fires_on_an_empty_seat():
    finding = only(check(_signed_by("Alma Asp", "Bo Bok", "Cilla Cypress")), "UN-03")
    assert finding.expected == "Doris Druva eller en ersättare från Arbetsförmedlingen"


def test_UN_04_fires_on_a_deputy_from_another_member():
    finding = only(check(_signed_by("Alma Asp", "Bo Bok", "Cilla Cypress", "Einar Ek")), "UN-04")
    assert finding.found == "Einar Ek undertecknar"


def test_UN_04_fires_on_a_deputy_out_of_turn():
    facts = checked_facts()
    ordered = [
        each.model_copy(update={"order": 2}) if each.name == "Gun Gran" else each for each in facts.association.mandates
    ]
    first = next(each for each in ordered if each.name == "Gun Gran")
    ordered.append(first.model_copy(update={"name": "Inger Idegran", "order": 1}))
    facts = with_association(facts, mandates=tuple(ordered))
    finding = only(check(_signed_by("Alma Asp", "Bo Bok", "Gun Gran", "Doris Druva"), facts), "UN-04")
    assert finding.expected == "Inger Idegran"


def test_UN_05_fires_on_a_member_without_an_auditor():
    facts = checked_facts()
    auditors = tuple(
        each.model_copy(update={"represents": ("Region Exempel",)}) if "Exempels kommun" in each.represents else each
        for each in facts.association.officers
    )
    assert {each.role for each in auditors} == {OfficerRole.AUDITOR}
    assert only(check(facts=with_association(facts, officers=auditors)), "UN-05").place == "Exempels kommun"


def test_UN_rules_are_silent_when_a_deputy_of_the_same_member_serves():
    report = check(_signed_by("Alma Asp", "Bo Bok", "Gun Gran", "Doris Druva"))
    assert_tried_and_silent(report, "UN-01", "UN-02", "UN-03", "UN-04", "UN-05")
