"""The document as JSON: the whole tree, versioned, amounts in öre as integers.

The schema is `samverk.document/1`; `json_schema` describes it and docs/schema holds it. Every field is always there,
in the same order, so two reports can be compared line by line.
"""

from __future__ import annotations

import json
from typing import Any

from samverk.core.document.tree import Document
from samverk.formats.json_schema import DIALECT
from samverk.reports.render.tree_codec import TreeFormatError, decode, encode, schema_of

SCHEMA = "samverk.document/1"


def render(document: Document) -> bytes:
    """`document` as UTF-8 JSON with a final newline. Money is integer öre, shares are fractions, days ISO 8601."""
    tree = {"schema": SCHEMA, **encode(document, Document)}
    return json.dumps(tree, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def parse(data: bytes) -> Document:
    """The document that `render` wrote. Raises TreeFormatError (a ValueError) with place and reason in Swedish."""
    try:
        tree = json.loads(data)
    except ValueError as error:
        raise TreeFormatError("$", f"filen är inte giltig JSON ({error}).") from error
    found = tree.pop("schema", None) if isinstance(tree, dict) else None
    if found != SCHEMA:
        raise TreeFormatError("$.schema", f"filen har schema {found!r}. Det här programmet läser {SCHEMA!r}.")
    document: Document = decode(tree, Document)
    return document


def json_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of what `render` writes. Nothing beyond it is allowed."""
    definitions: dict[str, Any] = {}
    schema_of(Document, definitions)
    root = definitions.pop("document")
    return {
        "$schema": DIALECT,
        "title": f"Dokument från Samverk ({SCHEMA})",
        "description": "A report with its figures, their sources and the account pages. Amounts are integer öre.",
        "type": "object",
        "properties": {"schema": {"const": SCHEMA}, **root["properties"]},
        "required": ["schema", *root["required"]],
        "additionalProperties": False,
        "$defs": dict(sorted(definitions.items())),
    }
