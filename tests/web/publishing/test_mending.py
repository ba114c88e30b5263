"""What is wrong with a report is told in the pages' own words, with a link to the page where it is mended."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from samverk.apps.measures.models import Measure
from samverk.apps.publishing.made import ChapterState, MadeReport
from samverk.apps.users.enums import Role
from samverk.core.checks.finding import Finding, Severity
from samverk.core.problems import Problem, ProblemSeverity
from samverk.web.publishing.mending import PLACES, to_mend
from tests.factories.facts import lund
from tests.factories.lund_web import reopen
from tests.factories.people import acting, association, person

SOURCE = Path(__file__).parents[3] / "src" / "samverk"
CHAPTER = ChapterState("framtid", "Framtiden", False, False)


def _made(*told, problems=()):
    class Checked:
        findings = told

    return MadeReport(2024, None, Checked(), tuple(problems), (CHAPTER,))


def _found(code):
    return Finding(code, Severity.ERROR, "Rätta i insatser.toml.", "uppdrag i forbund.toml", advice="Se budgetfilen.")


@pytest.fixture
def storsjo():
    return association(slug="storsjo")


def test_every_code_that_has_a_place_exists():
    said = "".join(
        path.read_text(encoding="utf-8") for part in ("core", "reports") for path in (SOURCE / part).rglob("*.py")
    )
    assert not [code for code in PLACES if f'"{code}"' not in said]


@pytest.mark.parametrize("code", sorted(PLACES))
def test_every_place_is_a_page_and_nobody_is_sent_to_a_file(storsjo, code):
    (mending,) = to_mend(acting(storsjo, Role.DIRECTOR), _made(_found(code)))
    assert mending.address.startswith("/storsjo/")
    assert mending.deed
    assert ".toml" not in mending.message + mending.place


def test_a_fault_in_a_chapter_leads_to_its_page_and_line_and_a_chapter_without_text_is_in_the_list_alone(storsjo):
    missing = Problem(
        ProblemSeverity.WARNING,
        "TX-SAKNAS",
        "Kapitlet har ingen text. Skriv den i filen text/framtid.md.",
        "text/framtid.md",
    )
    unknown = Problem(ProblemSeverity.ERROR, "MD-SIFFRA", "Siffran finns inte.", "text/framtid.md", 7)
    (only,) = to_mend(acting(storsjo, Role.DIRECTOR), _made(problems=(unknown, missing)))
    assert only.place == "Framtiden, rad 7"
    assert only.address == reverse("report_chapter", kwargs={"association": "storsjo", "year": 2024, "name": "framtid"})


def test_the_gravest_comes_first_whether_in_the_facts_or_in_the_report(storsjo):
    doubt = Problem(ProblemSeverity.WARNING, "KP-TVEKSAM", "Kontot är osäkert.", "bokforing-2024.se")
    told = to_mend(acting(storsjo, Role.DIRECTOR), _made(_found("BU-03"), problems=(doubt,)))
    assert [each.severity for each in told] == ["error", "warning"]


def test_who_may_not_open_the_page_is_not_sent_there(storsjo):
    (mending,) = to_mend(acting(storsjo, Role.MEASURE_OWNER), _made(_found("BU-03")))
    assert (mending.deed, mending.address) == ("", "")


def test_a_page_of_lund_s_report_names_no_file_and_leads_on(settings):
    settings.SAMVERK_REQUIRE_TOTP = False
    of = lund()
    reopen(of, 2024)
    client = Client()
    client.force_login(person("Tuva Rimfrost", Role.DIRECTOR, of=of))
    page = client.get("/lund/rapport/2024/").content.decode()
    assert ".toml" not in page
    assert "budgetfilen" not in page
    found = re.search(r'id="fynd">.*?</section>', page, re.DOTALL)
    assert found is not None
    assert 'href="/lund/plan/versioner/"' in found[0] or reverse("budget_versions", args=["lund"]) in found[0]
    assert reverse("measures", args=["lund"]) in found[0]
    assert Measure.objects.filter(association=of).exists()
