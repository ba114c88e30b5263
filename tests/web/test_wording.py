"""At a page nobody is sent to a facts file."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from samverk.web.wording import of_the_office

CORE = Path(__file__).parents[2] / "src" / "samverk" / "core"
SENTENCES = sorted(
    {
        node.value
        for part in ("statements", "planning", "checks")
        for path in (CORE / part).glob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        if re.search(r" .*(?:forbund|insatser)\.toml|\[\[[a-z_.]+\]\]|budgetfilen", node.value)
    }
)


def test_there_is_something_to_say_otherwise():
    assert len(SENTENCES) > 5


@pytest.mark.parametrize("sentence", SENTENCES)
def test_no_facts_file_is_named(sentence):
    said = of_the_office(sentence)
    assert ".toml" not in said
    assert "[[" not in said
    assert "budgetfilen" not in said


def test_an_unplaced_account_leads_to_the_page_of_accounts():
    message = "Konto 9900 hör inte till någon rad. Lägg till en rad under [[kontoplan.rad]] i forbund.toml."
    assert of_the_office(message) == "Konto 9900 hör inte till någon rad. Välj rad för kontot på sidan Konton."
    assert of_the_office("Se budget-2024.toml.") == "Se budgeten 2024."
