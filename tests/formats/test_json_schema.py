"""The pieces of our JSON Schemas accept what they say, and nothing beyond it."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from samverk.formats.json_schema import dialect, list_of, one_of, record


class Season(StrEnum):
    SPRING = "vår"
    AUTUMN = "höst"


SCHEMA = dialect("årstider", record(years=list_of(record(season=one_of(Season)))))


@pytest.mark.parametrize(
    ("value", "fits"),
    [
        ({"years": []}, True),
        ({"years": [{"season": "vår"}, {"season": "höst"}]}, True),
        ({"years": [{"season": "vinter"}]}, False),
        ({"years": [{}]}, False),
        ({"years": [], "more": 1}, False),
        ({}, False),
    ],
)
def test_accepts_all_of_its_properties_and_no_other(value: dict[str, Any], fits: bool) -> None:
    assert Draft202012Validator(SCHEMA).is_valid(value) is fits


def test_names_its_dialect() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["$schema"] == Draft202012Validator.META_SCHEMA["$id"]
