"""DA: days in order."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from samverk.core.checks.finding import Severity, Verdict
from samverk.core.document.tree import Place, Section
from tests.core.checks.claims.saying import paragraph, saying, tried
from tests.factories.checked import (
    assert_tried_and_silent,
    check,
    checked_document,
    checked_facts,
    only,
    signature_page,
    told,
    with_blocks,
    with_report_facts,
)


def _signed(day: date):
    return with_blocks(checked_document(), "underskrift", signature_page(day=day))


def test_DA_01_fires_on_a_decision_before_the_year_ended():
    finding = only(check(replace(checked_document(), decided=date(2024, 3, 21))), "DA-01")
    assert (finding.expected, finding.found) == ("efter 31 december 2024", "21 mars 2024")


def test_DA_02_fires_on_signatures_dated_a_year_early():
    finding = only(check(_signed(date(2024, 3, 22))), "DA-02")
    assert finding.severity is Severity.ERROR
    assert (finding.place, finding.found) == ("Styrelsens underskrift", "22 mars 2024")
    assert finding.expected == "tidigast 21 mars 2025"


@pytest.mark.parametrize(("decided", "found"), [(date(2025, 4, 1), "1 april 2025"), (None, "ingen dag för beslutet")])
def test_DA_03_warns_when_the_decision_came_late(decided, found):
    finding = only(check(replace(checked_document(), decided=decided)), "DA-03")
    assert (finding.severity, finding.found) == (Severity.WARNING, found)


def test_DA_03_waits_for_a_draft_until_the_last_day():
    draft = replace(checked_document(), decided=None)
    assert not told(check(draft, day=date(2025, 3, 31)), "DA-03")


def test_DA_04_fires_when_the_title_names_another_year():
    assert only(check(replace(checked_document(), title="Årsredovisning 2023")), "DA-04").found == "2023"


def test_DA_04_fires_when_the_facts_are_of_another_year():
    assert only(check(facts=replace(checked_facts(), year=2023)), "DA-04").place == "Fakta"


def test_DA_05_fires_on_days_that_have_not_been():
    findings = told(check(day=date(2025, 3, 1)), "DA-05")
    assert [finding.found for finding in findings] == ["21 mars 2025", "21 mars 2025"]


def test_DA_06_fires_when_the_audit_came_before_the_signatures():
    facts = with_report_facts(checked_facts(), audit_report=date(2025, 3, 1))
    assert only(check(facts=facts), "DA-06").expected == "tidigast 21 mars 2025"


def test_DA_rules_are_silent_on_a_sound_report_that_they_tried():
    facts = with_report_facts(checked_facts(), audit_report=date(2025, 4, 15))
    assert_tried_and_silent(check(facts=facts), "DA-01", "DA-02", "DA-03", "DA-04", "DA-05", "DA-06")


# ── a stranger's document: the days stand in the text ─────────────────────────────────────────────────────────────────


def _read(*signing: str, cover: str = "Beslutad av styrelsen 2025-03-21", kind: str = "annual_report"):
    """The sound report as a stranger's, with a cover line and signature lines and no page of its own for them."""
    document = with_blocks(checked_document(), "underskrift", *(paragraph(words) for words in signing))
    front = Section("framsida", "", 1, (paragraph(cover, line=3),))
    return replace(document, kind=kind, decided=None, figures={}, sections=(front, *document.sections))


def _signing(day: str) -> str:
    return f"Datum och plats: Exempelstad {day}"


def test_DA_01_reads_the_cover():
    finding = only(tried(_read(cover="Fastställd av styrelsen den 21 mars 2024"), "DA-01"), "DA-01")
    assert (finding.expected, finding.found) == ("efter 31 december 2024", "21 mars 2024")


def test_DA_02_fires_on_a_signature_line_dated_a_year_early():
    finding = only(tried(_read("Vi intygar detta.", _signing("2024-03-22")), "DA-02"), "DA-02")
    assert (finding.verdict, finding.expected, finding.found) == (Verdict.FAULT, "tidigast 2025-03-21", "2024-03-22")
    assert finding.fault is not None
    assert finding.fault.at == Place("rapport.txt", 3, 40)


@pytest.mark.parametrize(
    "line",
    [
        "Exempelstad den 22 mars 2024",
        "Datum: 2024-03-22",
        "Ort och datum: Exempelstad, den 22 mars 2024",
        "Undertecknad: Exempelstad 2024-03-22",
    ],
)
def test_DA_02_knows_the_signature_line(line):
    report = tried(_read("Vi intygar att årsredovisningen ger en rättvisande bild.", line), "DA-02")
    assert only(report, "DA-02").place == "Styrelsens underskrift"


@pytest.mark.parametrize(
    "line",
    [
        "Exempelstad den 21 mars 2025",
        "Datum och plats: Exempelstad 2025-03-24",
        "Datum och plats: Exempelstad 2025-03-",
        "Undertecknat avtal 2023-05-01 gäller.",
        "Styrelsens möte hölls i Exempelstad den 22 mars 2024.",
        "Vår revisionsberättelse har lämnats: Exempelstad 2025-04-12",
    ],
)
def test_DA_02_is_silent_on_other_lines(line):
    report = tried(_read("Vi intygar att årsredovisningen ger en rättvisande bild.", line), "DA-02")
    assert report.findings == ()


@pytest.mark.parametrize("kind", ["activity_plan", "budget", "unknown", "interim_report"])
def test_a_plan_is_decided_and_signed_before_its_year(kind):
    early = _read("Vi intygar.", _signing("2023-11-24"), cover="Beslutad av styrelsen 2023-11-24", kind=kind)
    assert tried(early, "DA-01", "DA-02", "DA-03", "DA-06", "DA-09").findings == ()


def test_DA_09_fires_when_a_plan_was_decided_after_its_year():
    finding = only(tried(_read(cover="Fastställd av styrelsen 2025-03-21", kind="activity_plan"), "DA-09"), "DA-09")
    assert (finding.verdict, finding.expected) == (Verdict.AMBIGUOUS, "senast 2024-12-31")


def test_DA_09_is_silent_on_a_plan_decided_in_time():
    assert_tried_and_silent(tried(_read(cover="Antagen av styrelsen 2024-03-22", kind="budget"), "DA-09"), "DA-09")


def test_DA_06_reads_the_audit_from_the_text():
    audit = "Vår revisionsberättelse har lämnats: Exempelstad 2024-04-15"
    finding = only(tried(_read("Vi intygar.", _signing("2025-03-21"), audit), "DA-06"), "DA-06")
    assert (finding.verdict, finding.expected, finding.found) == (Verdict.FAULT, "tidigast 2025-03-21", "2024-04-15")


def test_DA_06_is_not_sure_when_only_the_month_is_written():
    audit = "Vår revisionsberättelse har lämnats: Exempelstad 2024-04-"
    finding = only(tried(_read("Vi intygar.", _signing("2025-03-21"), audit), "DA-06"), "DA-06")
    assert finding.verdict is Verdict.AMBIGUOUS


def test_DA_03_does_not_ask_a_stranger_for_a_day_it_did_not_read():
    assert tried(_read(cover="Årsredovisning"), "DA-03").findings == ()


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Mötet hölls den 31 februari.", "högst dag 29 i februari"),
        ("Avtalet löper från 2024-04-31.", "högst dag 30 i april"),
        ("Projektet startade den 29 februari 2023.", "högst dag 28 i februari"),
    ],
)
def test_DA_07_fires_on_a_day_that_does_not_exist(words, expected):
    finding = only(tried(saying(words), "DA-07"), "DA-07")
    assert (finding.verdict, finding.expected) == (Verdict.FAULT, expected)


@pytest.mark.parametrize(
    "words",
    [
        "Mötet hölls den 29 februari.",
        "Det var den 29 februari 2024.",
        "Avtalet gäller 2024-01-01 till 2024-12-31.",
        "Den 31:a mars är sista dagen, den 30 april nästa.",
        "Mellan den 1 och 31 december 2024.",
    ],
)
def test_DA_07_is_tried_and_silent(words):
    assert_tried_and_silent(tried(saying(words), "DA-07"), "DA-07")


@pytest.mark.parametrize("words", ["Dnr 2024-02-30.", "Avsnitt 31 maj 32.", "Organisationsnummer 222000-0000."])
def test_DA_07_says_nothing_of_what_is_no_day(words):
    assert tried(saying(words), "DA-07").findings == ()


def test_DA_08_fires_when_the_weekday_does_not_fit():
    finding = only(tried(saying("Styrelsen möttes måndagen den 22 mars 2024."), "DA-08"), "DA-08")
    assert (finding.verdict, finding.expected) == (Verdict.FAULT, "fredag den 22 mars 2024")


def test_DA_08_is_not_sure_when_no_year_is_written():
    finding = only(tried(saying("Styrelsen möttes tisdagen den 22 mars."), "DA-08"), "DA-08")
    assert finding.verdict is Verdict.AMBIGUOUS


@pytest.mark.parametrize(
    "words",
    [
        "Styrelsen möttes fredagen den 22 mars 2024.",
        "Nästa möte är fredag 21 mars 2025.",
        "De ses fredagen den 22 mars.",
        "Onsdag den 22 mars var det utbildning.",
        "Mötet är lördagen den 22 mars.",
    ],
)
def test_DA_08_is_tried_and_silent(words):
    assert_tried_and_silent(tried(saying(words), "DA-08"), "DA-08")
