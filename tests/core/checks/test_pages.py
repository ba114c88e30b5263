"""The generated pages of rules."""

from __future__ import annotations

from samverk.core.checks.catalogue import all_rules
from samverk.core.checks.pages import FAMILIES, pages


def test_every_rule_has_its_heading_message_and_source_on_the_page_of_its_family():
    made = pages()
    for rule in all_rules():
        page = made[f"{rule.family.lower()}.md"]
        assert f"## {rule.code} {rule.title}" in page
        assert rule.message in page
        assert rule.advice in page
        assert f"({rule.family.lower()}.md#{rule.code.lower()})" in made["index.md"]


def test_there_is_one_page_per_family_and_an_index():
    assert set(pages()) == {"index.md", *(f"{family.lower()}.md" for family in FAMILIES)}


def test_the_pages_are_the_same_every_time():
    assert pages() == pages()
