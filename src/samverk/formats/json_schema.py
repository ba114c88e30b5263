"""The pieces that our JSON Schemas (draft 2020-12) are written with."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def record(**properties: Any) -> dict[str, Any]:
    """An object with all of these properties and no other."""
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}


def list_of(items: dict[str, Any]) -> dict[str, Any]:
    """An array of any length with such items."""
    return {"type": "array", "items": items}


def one_of(kind: type[StrEnum]) -> dict[str, Any]:
    """A value of the enumeration."""
    return {"enum": [each.value for each in kind]}


def dialect(title: str, top: dict[str, Any]) -> dict[str, Any]:
    """A whole schema: `top` with its dialect and title."""
    return {"$schema": DIALECT, "title": title, **top}
