"""A published report and plan with the faults they were printed with: every one is found where it stands, and no other.

The tables are the published ones; names and sentences are our own. With SAMVERK_PUBLISHED_TEXTS set to a folder that
holds the two texts as they were published, they are tried as well.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest

from samverk.core.checks.finding import Verdict
from samverk.core.review.findings import Review, ReviewFinding
from samverk.core.review.review import review
from samverk.formats.source import read_source

OWN_WORDS = Path(__file__).parents[2] / "data" / "granska"
FOLDERS = [OWN_WORDS, *(Path(folder) for folder in [os.environ.get("SAMVERK_PUBLISHED_TEXTS", "")] if folder)]
REPORT, PLAN = "arsredovisning-2024.txt", "verksamhetsplan-2024.txt"


class Known(NamedTuple):
    """A fault of the published texts: rules that may tell it, file, how its line begins, and which such line it is."""

    codes: frozenset[str]
    file: str
    begins: str
    number: int = 0
    expected: str = ""
    found: str = ""


def known(codes: str, file: str, begins: str, number: int = 0, expected: str = "", found: str = "") -> Known:
    return Known(frozenset(codes.split()), file, begins, number, expected, found)


FAULTS = [
    known("TB-01 BR-01", REPORT, "SUMMA TILLGÅNGAR", 0, "6 481 218 kr", "6 418 218 kr"),
    known("TB-01", REPORT, "Kassaflöde från den löpande", 0, "−1 795 135 kr", "−1 699 568 kr"),
    known("TB-01", REPORT, "\t12 062 039\t11 195 282", 0, "11 195 342 kr", "11 195 282 kr"),
    known("DR-04", REPORT, "Nettokostnad\t", 0, "−14 151 tkr", "−1 089 tkr"),
    known("TB-04", REPORT, "Verksamhetens kostnader\t-14 151\t-13 115", 0, "", "14 751 tkr"),
    known("TB-01", REPORT, "Finansiella intäkter och kostnader\t-95", 0, "95 kr", "−95 kr"),
    known("DR-03 PS-01", REPORT, "", -1),
    known("PS-03", REPORT, "Administration", -1),
    known("DA-01 DA-02", REPORT, "Datum och", 0),
    known("TB-01", PLAN, "Summa intäkter", 0, "12 970 tkr", "12 930 tkr"),
    known("TB-01", PLAN, "Summa kostnader", 0, "2 912 tkr", "2 810 tkr"),
]


@pytest.fixture(params=FOLDERS, ids=lambda folder: folder.name, scope="module")
def folder(request: pytest.FixtureRequest) -> Path:
    chosen: Path = request.param
    return chosen


@pytest.fixture(scope="module")
def reviewed(folder: Path) -> Review:
    files = []
    for name in (REPORT, PLAN):
        source, problems = read_source((folder / name).read_bytes(), name)
        files.append((name, source, problems))
    return review(files, date(2026, 11, 22))


def line_of(folder: Path, fault: Known) -> int:
    lines = (folder / fault.file).read_text(encoding="utf-8").splitlines()
    found = [number for number, line in enumerate(lines, 1) if _begins(fault)(line)]
    return found[max(fault.number, 0)]


def _begins(fault: Known) -> Callable[[str], bool]:
    if "PS-01" in fault.codes:
        return lambda line: "underskott i förhållande till budget" in line
    if "PS-03" in fault.codes:
        return lambda line: "28%" in line
    return lambda line: line.startswith(fault.begins)


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: f"{min(fault.codes)}-{fault.begins[:20]}")
def test_every_known_fault_is_found_where_it_stands(fault: Known, folder: Path, reviewed: Review):
    at = (fault.file, line_of(folder, fault))
    found = [
        each for each in reviewed.findings if (each.place.file, each.place.line) == at and each.code in fault.codes
    ]
    assert [each.verdict for each in found] == [Verdict.FAULT]
    if fault.found:
        assert fault.found in plain(found[0].found)
    if fault.expected:
        assert plain(found[0].expected) == fault.expected


def test_a_name_spelt_two_ways_is_told(reviewed: Review):
    told = [each for each in reviewed.findings if each.code.startswith("OR")]
    assert any(_is_one_name(each) for each in told), told


def _is_one_name(finding: ReviewFinding) -> bool:
    first, second = finding.expected.split(), finding.found.split()
    return bool(first and second) and first[0].strip("”") == second[0].strip("”") and first != second


def test_the_budget_income_differs_between_the_files(reviewed: Review):
    """The plan prints 12 930 and the report 12 970: told once, at the plan's sum that its own rows contradict too."""
    told = [each for each in reviewed.findings if "12 930" in plain(each.found) or "12 930" in plain(each.expected)]
    files = {place.file for each in told for place in (each.place, *each.others)}
    assert files == {REPORT, PLAN}


def test_what_follows_from_the_cost_sum_is_told_with_it(reviewed: Review):
    (sum_,) = [each for each in reviewed.findings if plain(each.found) == "2 810 tkr"]
    assert any("5 528" in plain(sentence) and "5 426" in plain(sentence) for sentence in sum_.follows)


def test_nothing_else_is_called_a_fault(folder: Path, reviewed: Review):
    known_places = {(fault.file, line_of(folder, fault)) for fault in FAULTS}
    others = [
        each
        for each in reviewed.findings
        if each.verdict is Verdict.FAULT
        and (each.place.file, each.place.line) not in known_places
        and not each.code.startswith(("OR", "FI"))
    ]
    assert others == []


def test_far_more_is_seen_to_hold_than_to_fail(reviewed: Review):
    report, plan = (file.tally for file in reviewed.files)
    assert report.held > 10 * report.failed
    assert plan.held > 5 * plan.failed
