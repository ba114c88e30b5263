"""Faults planted in Lund's finished report: how large a share the rules report, and which numbers go unguarded."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from samverk.core.checks.finding import Severity
from samverk.core.checks.run import CheckInput, CheckReport, run
from samverk.core.document.tree import Document, SignaturePage
from samverk.core.facts import Facts
from samverk.formats.facts import read_directory
from samverk.reports.annual.build import build
from tests.factories.checked import change_sections, told, with_cell
from tests.factories.planting import planted_faults, without_figures

DAY = date(2026, 11, 22)
LUND = Path(__file__).resolve().parents[2] / "examples" / "lund"
FLOOR_AS_A_STRANGER = 0.98

UNGUARDED = {
    "not_revision": "the cost of the audit stands in its note only",
    "sparade_medel": "a ceiling is a setting, and a stranger's document does not say of what it is a share",
    "driftredovisning": "a sign is unknown where no sum holds it and no figure stands behind it",
}
"""Table → why a fault in it can go unseen when there are no figures and no facts."""


@pytest.fixture(scope="module")
def lund() -> tuple[Document, Facts]:
    facts, _problems = read_directory(LUND, 2024)
    assert facts is not None
    document, _found = build(facts)
    assert document is not None
    return document, facts


def _told(report: CheckReport) -> Counter[tuple[str, str, str, str]]:
    grave = (finding for finding in report.findings if finding.severity is not Severity.NOTE)
    return Counter((finding.code, finding.place, finding.expected, finding.found) for finding in grave)


def test_a_stranger_s_report_is_guarded_by_its_own_relations(lund):
    bare = without_figures(lund[0])
    known = _told(run(CheckInput(bare), DAY))
    assert not known  # nothing is found before anything is planted
    tried, missed = 0, []
    for planted in planted_faults(bare):
        tried += 1
        if not _told(run(CheckInput(planted.document), DAY)) - known:
            missed.append(planted.place)
    assert tried > 700
    assert 1 - len(missed) / tried >= FLOOR_AS_A_STRANGER
    assert {place.split(" / ")[0] for place in missed} <= UNGUARDED.keys()


def test_our_own_report_is_guarded_in_every_number(lund):
    document, facts = lund
    known = _told(run(CheckInput(document, facts), DAY))
    guarded = {planted.place for planted in planted_faults(document) if planted.kind == "swapped digits"}
    assert len(guarded) > 250
    for planted in list(planted_faults(document))[::7]:
        new = _told(run(CheckInput(planted.document, facts), DAY)) - known
        assert new, f"{planted.kind}: {planted.place}"


def test_every_finding_on_lund_is_known(lund):
    document, facts = lund
    found = sorted(code for code, *_ in _told(run(CheckInput(document, facts), DAY)).elements())
    assert found == ["BU-03", "IN-02", "MF-03"]


PUBLISHED = [
    # table, row, column, as printed in 2025 (whole units), the rule that tells it
    ("balansrakning", "summa_tillgangar", "2023", 6_418_218, "TB-01"),
    ("kassaflodesanalys", "kf.forandring_kortfristiga_skulder", "2023", -1_535_746, "TB-01"),
    ("not_verksamhetens_kostnader", "not.verksamhetens_kostnader.hallbart_naringsliv", "2023", 295_522, "TB-01"),
    ("flerarsoversikt", "flerar.kostnader", "2022", 14_751, "TB-04"),
]
"""Where the published report of 2024 contradicts itself in a table."""


@pytest.mark.parametrize(("table", "row", "column", "printed", "code"), PUBLISHED)
def test_a_contradiction_of_the_published_report_is_found(lund, table, row, column, printed, code):
    spoilt = with_cell(without_figures(lund[0]), table, row, column, printed)
    assert told(run(CheckInput(spoilt), DAY), code)


def test_the_signature_dated_a_year_early_is_found(lund):
    def early(section):
        blocks = (
            replace(block, day=date(2024, 3, 22)) if isinstance(block, SignaturePage) else block
            for block in section.blocks
        )
        return replace(section, blocks=tuple(blocks))

    assert told(run(CheckInput(change_sections(lund[0], early)), DAY), "DA-02")
