"""docs/ordlista.md: one English name per concept, no forbidden synonym, no model without a row."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "samverk"
WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")


def words_of(name: str) -> tuple[str, ...]:
    """The words of an identifier, lower case: `BudgetYear` and `budget_year` alike."""
    return tuple(word.lower() for word in WORD.findall(name))


def _rows() -> list[list[str]]:
    text = (ROOT / "docs" / "ordlista.md").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line.startswith("|") and not line.startswith(("|---", "| svenska"))]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


ROWS = _rows()
IDENTIFIERS = [name for row in ROWS for name in row[1].split(", ")]
FORBIDDEN = {name for row in ROWS for name in row[3].split(", ") if name}
VOCABULARY = {word for name in IDENTIFIERS for word in words_of(name)}


def _defined(path: Path) -> Iterator[tuple[str, int]]:
    """Every name a file defines: classes, functions, parameters, variables and fields."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        match node:
            case ast.ClassDef() | ast.FunctionDef():
                yield node.name, node.lineno
            case ast.arg():
                yield node.arg, node.lineno
            case ast.Name(ctx=ast.Store()):
                yield node.id, node.lineno
            case _:
                pass


def test_every_row_has_four_cells_and_no_identifier_has_two_rows():
    assert all(len(row) == 4 and row[0] and row[1] and row[2] for row in ROWS)
    twice = sorted({name for name in IDENTIFIERS if IDENTIFIERS.count(name) > 1})
    assert not twice


def test_nothing_is_both_a_name_and_forbidden():
    assert not FORBIDDEN & (VOCABULARY | set(IDENTIFIERS))


@pytest.mark.parametrize("path", sorted(SOURCE.rglob("*.py")), ids=lambda path: str(path.relative_to(SOURCE)))
def test_no_forbidden_synonym_is_part_of_a_name(path):
    used = [
        f"{name} (line {line})"
        for name, line in _defined(path)
        if FORBIDDEN & set(words_of(name)) or any(bad in name.lower() for bad in FORBIDDEN if "_" in bad)
    ]
    assert not used


def test_every_model_of_core_is_in_the_glossary_or_built_of_its_words():
    unknown = [
        f"{node.name} ({path.relative_to(SOURCE)})"
        for path in sorted((SOURCE / "core").rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_")
        if not set(words_of(node.name)) <= VOCABULARY
    ]
    assert not unknown
