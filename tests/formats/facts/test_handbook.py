"""The handbook page is the facts files' contract with a stranger: it names every key, word and code."""

import re
from enum import Enum
from pathlib import Path

import pytest
from pydantic import BaseModel

from samverk.core import measures, organisation
from samverk.core.planning import budget
from samverk.core.statements import profile

ROOT = Path(__file__).resolve().parents[3]
PAGE = (ROOT / "docs" / "handbok" / "faktafiler.md").read_text(encoding="utf-8")
MODULES = (measures, organisation, budget, profile)


def declared(kind: type) -> list[type]:
    return sorted(
        {
            each
            for module in MODULES
            for each in vars(module).values()
            if isinstance(each, type) and issubclass(each, kind) and each.__module__.startswith("samverk.core")
        },
        key=lambda each: each.__name__,
    )


@pytest.mark.parametrize("model", declared(BaseModel), ids=lambda model: model.__name__)
def test_every_key_is_explained(model):
    for name, field in model.model_fields.items():
        assert re.search(rf"\b{field.alias or name}\b", PAGE), field.alias or name


@pytest.mark.parametrize("words", declared(Enum), ids=lambda words: words.__name__)
def test_every_allowed_word_is_named(words):
    for word in words:
        assert f"`{word.value}`" in PAGE or f'"{word.value}"' in PAGE, word.value


def test_every_message_code_is_listed_and_no_other():
    source = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "src/samverk/formats/facts").glob("*.py"))
    assert set(re.findall(r"FA-[A-Z-]+", PAGE)) == set(re.findall(r'"(FA-[A-Z-]+)"', source))


def test_the_page_links_only_to_pages_in_the_handbook_and_beside_it():
    for target in re.findall(r"\]\(([^)#]+)", PAGE):
        assert target.endswith(".md") or target.startswith("../"), target
