"""What is written reads back as the same facts, whatever they are, and reads well."""

import tomllib
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samverk.core.facts import Facts
from samverk.core.values import parse_share
from samverk.formats.facts import read, read_directory, write
from samverk.formats.facts.toml_writing import number, share, text
from tests.factories import any_facts

ROOT = Path(__file__).resolve().parents[3]
LUND, OVAN = ROOT / "examples" / "lund", ROOT / "tests" / "data" / "forbund-ovan"


def bare(facts: Facts | None) -> Facts:
    assert facts is not None
    return replace(facts, inputs=())


def written(path: Path, year: int) -> tuple[Facts, dict[str, bytes]]:
    facts, _ = read_directory(path, year)
    assert facts is not None
    books = {each: (path / f"bokforing-{each}.se").read_bytes() for each in (year, year - 1)}
    return facts, write(facts, books)


@pytest.mark.parametrize(("path", "year"), [(LUND, 2024), (OVAN, 2025)], ids=["lund", "ovan"])
def test_what_is_written_reads_back_as_the_same_facts(path, year):
    facts, files = written(path, year)
    again, problems = read(files, year)
    assert problems == []
    assert bare(again) == bare(facts)


def test_files_stand_in_the_order_they_are_read_and_writing_again_gives_the_same_bytes():
    facts, files = written(LUND, 2024)
    again, _ = read(files, 2024)
    assert again is not None
    assert [each.name for each in again.inputs] == list(files)
    books = {year: files[f"bokforing-{year}.se"] for year in (2024, 2023)}
    assert write(again, books) == files == write(facts, books)


@settings(max_examples=150, deadline=None)
@given(any_facts.facts())
def test_any_facts_read_back_the_same(facts):
    files = write(facts, {})
    again, problems = read(files, any_facts.YEAR, needs_books=False)
    assert [str(problem) for problem in problems] == []
    assert bare(again) == bare(facts)


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_is_toml(value):
    assert tomllib.loads(f"a = {text(value)}")["a"] == value


@pytest.mark.parametrize("value", ['"""', 'a\n"""b', 'a\nb"', "a\n\\", "a\r\nb", "\t", "\x1b[31m", "\x7f", "\n", '\n"'])
def test_texts_that_are_hard_to_quote(value):
    assert tomllib.loads(f"a = {text(value)}\nb = 1") == {"a": value, "b": 1}


@given(any_facts.shares)
def test_any_share_reads_back_exactly(value):
    assert parse_share(share(value)) == value


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (Fraction(1, 4), "1/4"),
        (Fraction(137, 1000), "13,7 %"),
        (Fraction(1, 40), "2,5 %"),
        (Fraction(1, 200), "0,5 %"),
        (Fraction(1), "1"),
        (Fraction(22, 37), "22/37"),
    ],
)
def test_a_share_is_written_as_people_write_it(value, words):
    assert share(value) == words


@pytest.mark.parametrize(
    ("value", "words"), [("3685.0", "3685"), ("1842.50", "1842.5"), ("1E+3", "1000"), ("-0.0", "0")]
)
def test_an_amount_has_neither_exponent_nor_empty_decimals(value, words):
    assert number(Decimal(value)) == words


def test_a_key_that_says_nothing_is_left_out_and_a_choice_is_written():
    _, files = written(LUND, 2024)
    association, budget = files["forbund.toml"].decode(), files["budget-2025.toml"].decode()
    assert "beslutsforhet" not in association
    assert "realisationsvinster" not in association
    assert "delarsrapport = false" in association
    assert 'enhet = "tkr"' in budget


def test_sections_are_announced_and_a_name_cannot_break_out_of_the_comment():
    facts, _ = written(LUND, 2024)
    evil = facts.association.model_copy(update={"name": "Finsam\nkommuner = []\x00"})
    lines = write(replace(facts, association=evil), {})["forbund.toml"].decode().splitlines()
    assert lines[0] == "# Finsam kommuner = [] 2024. Nycklarna förklaras i handboken, kapitlet Faktafiler."
    assert lines.count("# Medlemmarna och deras andelar av bidragen") == 1
    assert lines[lines.index("# Styrelsen") + 1] == "[[mandat]]"
