"""MF: the members' money."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from samverk.core.checks.finding import Severity
from samverk.core.document.tree import Column, Section, Table
from samverk.core.money import MoneyUnit
from tests.factories.checked import (
    assert_tried_and_silent,
    check,
    checked_document,
    checked_facts,
    line,
    only,
    told,
    with_association,
    with_cell,
)


def _with_share(share: Fraction):
    facts = checked_facts()
    first, *others = facts.association.members
    key = first.shares[0].model_copy(update={"share": share})
    return with_association(facts, members=(first.model_copy(update={"shares": (key,)}), *others))


def test_MF_01_fires_when_the_state_has_not_half():
    finding = only(check(facts=_with_share(Fraction(1, 5))), "MF-01")
    assert finding.severity is Severity.ERROR
    assert (finding.place, finding.expected, finding.found) == ("Andelar för staten 31 december 2024", "50 %", "45 %")


def test_MF_01_looks_at_the_shares_of_the_last_day():
    facts = checked_facts()
    first, *others = facts.association.members
    ended = first.shares[0].model_copy(update={"valid_to": date(2024, 6, 30)})
    facts = with_association(facts, members=(first.model_copy(update={"shares": (ended,)}), *others))
    assert only(check(facts=facts), "MF-01").found == "25 %"


def _paid(amount: int):
    document = checked_document()
    figure = replace(document.figures["intakt.kommun.2024"], value=amount)
    return replace(document, figures=document.figures | {figure.id: figure})


@pytest.mark.parametrize(("paid", "severity"), [(1_742_500_00, Severity.WARNING), (1_750_000_02, Severity.NOTE)])
def test_MF_02_fires_when_a_member_paid_another_share(paid, severity):
    findings = [f for f in told(check(_paid(paid)), "MF-02") if "Exempels kommun" in f.place]
    assert [finding.severity for finding in findings] == [severity]


def test_MF_03_warns_above_each_ceiling_and_names_the_base():
    facts = checked_facts()
    (charter,) = facts.association.charters
    ceilings = tuple(each.model_copy(update={"share": Fraction(1, 5)}) for each in charter.saved_funds_ceilings)
    facts = with_association(facts, charters=(charter.model_copy(update={"saved_funds_ceilings": ceilings}),))
    findings = told(check(facts=facts), "MF-03")
    assert [finding.expected for finding in findings] == [
        "högst 20 % av medlemmarnas medel, 1 400 000 kr",
        "högst 20 % av kostnadsbudgeten, 1 660 000 kr",
    ]
    assert findings[0].found == "26 % av medlemmarnas medel, 1 804 000 kr"


def test_MF_04_fires_when_a_plan_year_does_not_start_where_the_one_before_ended():
    findings = told(check(with_cell(checked_document(), "prognos", "prognos.medel_in", "2026", 1_740)), "MF-04")
    assert findings[0].found == "1 740 tkr"


def _with_ceiling(room: int):
    table = Table(
        "sparade_medel",
        "Sparade medel",
        (Column("2024", "2024", year=2024, role="outcome"),),
        (
            line("medel_till_forfogande", "Sparade medel vid årets slut", 1_804_000),
            line("tak.medlemmarnas_medel", "Tak", 2_100_000),
            line("tak.medlemmarnas_medel.utrymme", "Utrymme", room),
        ),
        MoneyUnit.KR,
    )
    document = checked_document()
    return replace(document, sections=(*document.sections, Section("medel", "Sparade medel", 1, (table,), number="8")))


def test_MF_05_fires_when_the_room_is_not_what_is_left():
    finding = only(check(_with_ceiling(269_000)), "MF-05")
    assert (finding.expected, finding.found) == ("296 000 kr", "269 000 kr")


def test_MF_rules_are_silent_on_sound_facts_that_they_tried():
    assert_tried_and_silent(check(_with_ceiling(296_000)), "MF-01", "MF-02", "MF-03", "MF-04", "MF-05")
