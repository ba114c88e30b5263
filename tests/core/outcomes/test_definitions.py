"""Every definition has its words, every table its definition, and the pages tell them all."""

from __future__ import annotations

import importlib

import pytest

from samverk.core.outcomes.definition_pages import definition_pages
from samverk.core.outcomes.definitions import DEFINITIONS, SUMMARISED
from samverk.core.outcomes.table_kinds import TABLE_KINDS


@pytest.mark.parametrize("definition", DEFINITIONS.values(), ids=DEFINITIONS.keys())
def test_a_definition_says_name_formula_base_and_unit(definition):
    assert definition.formula.endswith(".")
    assert definition.base.endswith(".")
    assert definition.unit
    assert definition.version >= 1
    module, _, function = definition.computed.partition(".")
    assert getattr(importlib.import_module(f"samverk.core.outcomes.{module}"), function).__doc__


def test_definitions_without_a_source_are_few_and_known():
    assert [code for code, each in DEFINITIONS.items() if not each.source] == ["queue", "cost_per_participation"]


@pytest.mark.parametrize("kind", TABLE_KINDS.values(), ids=TABLE_KINDS.keys())
def test_a_table_is_of_a_definition_and_its_dimensions_are_closed(kind):
    assert kind.definition in DEFINITIONS
    assert 1 <= len(kind.dimensions) <= 3
    assert all(dimension.codes for dimension in kind.dimensions if dimension.id != "sub_project")
    assert len({dimension.id for dimension in kind.dimensions}) == len(kind.dimensions)


def test_the_same_dimension_has_the_same_codes_everywhere():
    found = {}
    for kind in TABLE_KINDS.values():
        for dimension in kind.dimensions:
            assert found.setdefault(dimension.id, dimension.codes) == dimension.codes


def test_codes_that_are_rolled_up_are_all_the_codes_of_the_other_dimension():
    dimensions = {each.id: each for kind in TABLE_KINDS.values() for each in kind.dimensions}
    rolled = [each for each in dimensions.values() if each.rolls_up]
    assert [each.id for each in rolled] == ["exit_to"]
    members = [code for codes in rolled[0].members.values() for code in codes]
    assert sorted(members) == sorted(dimensions[rolled[0].rolls_up].codes)


def test_the_pages_tell_every_definition_and_table():
    pages = definition_pages()
    assert set(pages) == {"index.md", "kodlistor.md", "aterrapport.md"}
    assert all(f'<a id="{code}"></a>' in pages["index.md"] for code in DEFINITIONS)
    assert all(f"| `{kind}` |" in pages["aterrapport.md"] for kind in TABLE_KINDS)
    assert all(f"(index.md#{code})" in pages["aterrapport.md"] for code in SUMMARISED)
    assert "vårt förslag, en inställning" in pages["kodlistor.md"]
