"""The chapter on surveys: indicators beside last year and the country, own questions, and marks for few answers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from samverk.core.checks.rule import CheckInput
from samverk.core.checks.run import run
from samverk.core.document.tree import Section, Table
from samverk.formats.facts import read_directory
from samverk.reports.annual.build import build
from samverk.reports.render.everything import render
from tests.factories.survey_facts import survey_facts, without

DAY = date(2025, 3, 10)


@pytest.fixture(scope="module")
def facts():
    found, problems = read_directory(Path(__file__).parents[3] / "examples" / "lund", 2024)
    assert found is not None, problems
    return replace(found, surveys=survey_facts())


@pytest.fixture(scope="module")
def document(facts):
    made, problems = build(facts)
    assert made is not None, problems
    return made


def _sections(sections: tuple[Section, ...]) -> list[Section]:
    return [each for section in sections for each in (section, *_sections(section.sections))]


def _chapter(document) -> Section | None:
    return next((each for each in _sections(document.sections) if each.id == "enkater"), None)


def _shown(table: Table) -> dict[str, list[str]]:
    return {row.label: [getattr(cell, "shown", "").replace("\xa0", " ") for cell in row.cells] for row in table.rows}


def _tables(chapter: Section) -> list[Table]:
    return [block for each in _sections((chapter,)) for block in each.blocks if isinstance(block, Table)]


def test_indicators_stand_by_group_beside_last_year_and_the_country(document):
    indicators, _ = _tables(_chapter(document))
    assert _shown(indicators) == {
        "Deltagare, avslut": ["", "", "", ""],
        "Indikator 9, deltagarinflytande": ["83 %", "63 %", "40", "78 %"],
        "Indikator 12, samverkansstrukturer": ["46 %", "", "24", ""],
        "Insatspersonal": ["", "", "", ""],
    }
    hidden = next(row for row in indicators.rows if row.id == "participants_exit-12")
    assert [getattr(cell, "shown", "") for cell in hidden.cells] == ["··", "", "··", ""]
    assert indicators.footnote.endswith(
        "·· betyder för få svar för att visas. Källa: NNS indikatorrapport 2024; NNS indikatorrapport 2024, riket."
    )


def test_an_own_questionnaire_has_a_table_of_its_questions(document):
    _, own = _tables(_chapter(document))
    assert own.title == "Så här var insatsen: andel klart positiva svar, deltagare, avslut"
    assert list(_shown(own).values()) == [["75 %", "50 %", "16"], ["··", "", "··"]]
    assert own.footnote.endswith("Genom länken kan samma person ha svarat mer än en gång.")


def test_the_rule_and_who_decided_it_are_told(document):
    files = render(document, ("html", "xlsx", "docx", "pdf"))
    assert all(files.values())
    page = files["html"].decode().replace("\xa0", " ")
    assert "Resultat med färre än 10 svar visas inte. Styrelsen har beslutat det den 15 februari 2024" in page
    assert "Ur enkäten:" in page


def test_no_rule_finds_a_fault_that_the_report_did_not_have_before(facts, document):
    bare = replace(facts, surveys=None)
    before, _ = build(bare)
    assert before is not None
    known = {(each.code, each.message) for each in run(CheckInput(before, bare), DAY).findings}
    found = [each for each in run(CheckInput(document, facts), DAY).findings if (each.code, each.message) not in known]
    assert found == []


@pytest.mark.parametrize("is_asked", [None, False])
def test_without_surveys_there_is_no_such_chapter(facts, is_asked):
    made, _ = build(replace(facts, surveys=None if is_asked is None else without(survey_facts())))
    assert made is not None
    assert _chapter(made) is None


def test_prose_cites_a_share_by_name(facts):
    words = "Av dem som avslutade svarade {andel.indikator_9.deltagare_avslut.2024:procent} klart positivt."
    made, problems = build(replace(facts, texts={**facts.texts, "enkater": words}))
    assert made is not None, problems
    assert "83" in render(made, ("html",))["html"].decode().split("Av dem som avslutade svarade", 1)[1][:400]
