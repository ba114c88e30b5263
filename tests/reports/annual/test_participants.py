"""The participants' chapter: computed from returns, with published totals, marks for what is hidden, and no fault."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from samverk.core.checks.rule import CheckInput
from samverk.core.checks.run import run
from samverk.core.document.tree import Paragraph, Section
from samverk.core.outcomes.returned import ReportedReturn
from samverk.formats.facts import read_directory
from samverk.formats.returns.write import content_hash
from samverk.reports.annual.build import build
from samverk.reports.render.everything import render
from samverk.reports.render.typeset import plain
from tests.factories.iris import iris_return

DAY = date(2025, 3, 10)


@pytest.fixture(scope="module")
def facts():
    found, problems = read_directory(Path(__file__).parents[3] / "examples" / "lund", 2024)
    assert found is not None, problems
    sent = iris_return()
    return replace(found, returns=(ReportedReturn(sent, content_hash(sent)),))


@pytest.fixture(scope="module")
def document(facts):
    made, problems = build(facts)
    assert made is not None, problems
    return made


def _words(paragraph: Paragraph) -> str:
    return "".join(plain(part) for part in paragraph.content).replace("\xa0", " ")


def _sections(sections: tuple[Section, ...]) -> list[Section]:
    return [each for section in sections for each in (section, *_sections(section.sections))]


@pytest.fixture(scope="module")
def iris(document) -> Section:
    return next(each for each in _sections(document.sections) if each.id == "deltagare-iris")


def test_prose_tells_the_published_totals(iris):
    words = " ".join(_words(block) for block in iris.blocks if isinstance(block, Paragraph))
    assert "Under 2024 hade IRIS 396 deltagare, 223 kvinnor och 173 män." in words
    assert "160 deltaganden. Till arbete gick 24 % av alla 160 i IRIS, till studier 17 %." in words
    assert "återrapport nummer 1" in words


def test_a_hidden_count_bears_its_mark_in_every_format(document):
    files = render(document, ("html", "xlsx", "docx", "pdf"))
    assert all(files.values())
    page = files["html"].decode()
    chapter = page[page.index("inskrivna efter ålder") :]
    assert "··" in chapter[:4000]
    assert "för att skydda enskilda" in chapter[:6000]


def test_no_rule_finds_a_fault_that_the_report_did_not_have_before(facts, document):
    without = replace(facts, returns=())
    before, _ = build(without)
    assert before is not None
    known = {(each.code, each.message) for each in run(CheckInput(before, without), DAY).findings}
    found = [each for each in run(CheckInput(document, facts), DAY).findings if (each.code, each.message) not in known]
    assert found == []


def test_without_returns_there_is_no_such_chapter(facts):
    made, _ = build(replace(facts, returns=()))
    assert made is not None
    assert "deltagare" not in {each.id for each in _sections(made.sections)}


def test_a_figure_of_a_return_is_cited_in_prose_by_name(facts):
    text = "Av {inskrivna_efter_kon.iris.alla:antal} deltagare var {inskrivna_efter_kon.iris.kvinna} kvinnor."
    made, problems = build(replace(facts, texts={**facts.texts, "deltagare": text}))
    assert made is not None, problems
    chapter = next(each for each in _sections(made.sections) if each.id == "deltagare")
    (words,) = (_words(block) for block in chapter.blocks if isinstance(block, Paragraph))
    assert words == "Av 396 deltagare var 223 kvinnor."
