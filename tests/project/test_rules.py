"""Every registered rule has a code, a source, a Swedish text and tests."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from samverk.core.checks.catalogue import CLAIM_MODULES, MODULES, all_rules
from samverk.core.checks.pages import FAMILIES
from samverk.core.checks.rule import Rule
from samverk.core.law import OWN_RULE, PROVISIONS, SOURCES

ROOT = Path(__file__).resolve().parents[2]
RULE_MODULES = ROOT / "src/samverk/core/checks"
ENGLISH = re.compile(r"\b(the|is|and|of|must|figure|table|row)\b", re.IGNORECASE)


def _test_functions() -> Iterator[tuple[str, str]]:
    """(name, source) of every test of the rules, decorators included."""
    for path in sorted((ROOT / "tests/core/checks").rglob("test_*.py")):
        text = path.read_text(encoding="utf-8")
        for node in ast.parse(text).body:
            if isinstance(node, ast.FunctionDef):
                first = min((decorator.lineno for decorator in node.decorator_list), default=node.lineno)
                yield node.name, "\n".join(text.splitlines()[first - 1 : node.end_lineno])


TESTS = tuple(_test_functions())


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.code)
def test_rule(rule: Rule):
    assert re.fullmatch(r"[A-Z]{2}-\d{2}", rule.code)
    assert rule.family in FAMILIES
    key, section = rule.source
    assert key in SOURCES
    assert key == OWN_RULE or rule.source in PROVISIONS, "a source is cited by a section of core/law.py"
    assert section or key in (OWN_RULE, "R14", "R15"), "a law is cited by section"
    assert rule.valid_from >= SOURCES[key].in_force
    for text in (rule.message, rule.advice):
        assert text.endswith("."), text
        assert "något gick fel" not in text.lower()
        assert not ENGLISH.search(text), text
    assert rule.title
    assert not rule.title.endswith(".")


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.code)
def test_rule_is_seen_firing_and_silent(rule: Rule):
    quoted, spelt = f'"{rule.code}"', rule.code.replace("-", "_")
    seen = [(name, text) for name, text in TESTS if quoted in text]
    silent = [name for name, text in seen if "assert_tried_and_silent(" in text]
    firing = [name for name, _text in seen if name not in silent and (spelt in name or "_fire_" in name)]
    assert firing, "no test where it fires"
    assert silent, "no test where it is tried and silent"


def test_families_are_all_used():
    assert {rule.family for rule in all_rules()} == set(FAMILIES)


def test_every_module_of_rules_is_in_the_catalogue():
    defining = {
        path.stem
        for path in (ROOT / "src/samverk/core/checks").rglob("*.py")
        if re.search(r"^@rule\(", path.read_text(), re.M)
    }
    assert defining == {module.__name__.rpartition(".")[2] for module in (*MODULES, *CLAIM_MODULES)}
