import re

import pytest

from samverk.core.measures import Measure, MeasureList, Target
from samverk.core.organisation import (
    AnnualReportFacts,
    Association,
    Charter,
    IncomeSource,
    Mandate,
    Member,
    Officer,
    PastYear,
    SavedFundsCeiling,
    ShareKey,
)
from samverk.core.planning.budget import BudgetVersion, BudgetYear, PlanYear
from samverk.core.statements.profile import AccountingProfile, LineRule, NoteRule
from samverk.formats.facts import read, start_pack
from samverk.formats.facts.messages import aliases

MODELS = {
    "forbund.toml": (
        AccountingProfile, AnnualReportFacts, Association, Charter, IncomeSource, LineRule, Mandate, Member, NoteRule,
        Officer, PastYear, SavedFundsCeiling, ShareKey,
    ),
    "insatser.toml": (Measure, MeasureList, Target),
    "budget-2024.toml": (BudgetVersion, BudgetYear, PlanYear),
}  # fmt: skip


def test_with_books_the_pack_is_right_as_it_stands():
    facts, problems = read(start_pack(2024, with_books=True), 2024)
    assert problems == []
    assert facts is not None
    assert facts.association.name == "Finsam Storby–Lillby"
    assert sorted(facts.ledgers) == [2023, 2024]


def test_without_books_they_are_all_that_is_missing():
    _, problems = read(start_pack(2026), None)
    assert [problem.file for problem in problems] == ["bokforing-2026.se"]


@pytest.mark.parametrize("name", ['Finsam "Å" \\ Ö', "Finsam 'x' @AR@", "Samordning 日本"])
def test_any_name_is_written_so_that_it_is_read_back(name):
    facts, problems = read(start_pack(2024, name, with_books=True), 2024)
    assert problems == []
    assert facts is not None
    assert facts.association.name == name


@pytest.mark.parametrize(("file", "models"), MODELS.items())
def test_every_key_is_in_the_pack(file, models):
    text = start_pack(2024)[file].decode()
    for model in models:
        for key in aliases(model):
            assert re.search(rf"\b{key}\b", text), f"{file}: {key} of {model.__name__}"


def test_every_chapter_says_what_it_should_hold():
    pack = start_pack(2024)
    chapters = [path for path in pack if path.startswith("text/")]
    assert len(chapters) == 14
    assert all(pack[path].startswith(b"<!--\n") for path in chapters)
    assert b"prognos.medel.2025" in pack["text/framtid.md"]


def test_the_toml_files_point_at_schemas_that_come_with_them():
    pack = start_pack(2024)
    for file in MODELS:
        hint = pack[file].decode().splitlines()[0].removeprefix("#:schema ")
        assert hint in pack


def test_no_mark_is_left_unfilled():
    for path, data in start_pack(2024, with_books=True).items():
        assert not re.search(rb"@[A-Z]+@", data), path
