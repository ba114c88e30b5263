"""Every module of claims with rules is in the catalogue, and every rule of claims is seen firing and silent."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from samverk.core.checks.catalogue import CLAIM_MODULES

ROOT = Path(__file__).resolve().parents[4]
FILES = {path.stem: path.read_text(encoding="utf-8") for path in (ROOT / "src/samverk/core/checks/claims").glob("*.py")}
CODES = sorted(code for text in FILES.values() for code in re.findall(r'@rule\(\s*"([A-Z]{2}-\d\d)"', text))
TESTS = [
    (node.name, ast.get_source_segment(text, node) or "")
    for path in sorted(Path(__file__).parent.glob("test_*.py"))
    for text in [path.read_text(encoding="utf-8")]
    for node in ast.parse(text).body
    if isinstance(node, ast.FunctionDef)
]


def test_every_module_with_rules_is_in_the_catalogue():
    defining = {stem for stem, text in FILES.items() if re.search(r"^@rule\(", text, re.MULTILINE)}
    assert defining == {module.__name__.rpartition(".")[2] for module in CLAIM_MODULES}
    assert len(CODES) > 10


@pytest.mark.parametrize("code", CODES)
def test_every_rule_of_claims_is_seen_firing_and_silent(code):
    seen = [(name, source) for name, source in TESTS if f'"{code}"' in source]
    spelt = code.replace("-", "_")
    assert any(spelt in name for name, _source in seen)
    assert any("assert_tried_and_silent(" in source for _name, source in seen)
