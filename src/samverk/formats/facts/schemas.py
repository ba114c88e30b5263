"""JSON Schemas of the facts files, so that an editor explains every key in Swedish while someone types."""

from __future__ import annotations

from typing import Any

from samverk.core.measures import MeasureList
from samverk.core.organisation import Association
from samverk.core.planning.budget import BudgetYear
from samverk.core.values import FactsModel
from samverk.formats.json_schema import DIALECT

_FILES: dict[str, tuple[type[FactsModel], str, str]] = {
    "forbund": (Association, "forbund.toml", "Förbundet: medlemmar, intäktskällor, kontoplan, styrelse och beslut."),
    "insatser": (MeasureList, "insatser.toml", "Insatserna: vad förbundet betalar för, med mål och resultat."),
    "budget": (BudgetYear, "budget-ÅÅÅÅ.toml", "Ett års budget: versioner, intäkter, kostnader och planår."),
}


def json_schemas() -> dict[str, dict[str, Any]]:
    """The schemas by name ("forbund", "insatser", "budget"), JSON Schema 2020-12.

    Keys and descriptions are those of the facts files. Titles and class docstrings, which are English, are left out.
    """
    return {name: _schema(model, title, text) for name, (model, title, text) in _FILES.items()}


def _schema(model: type[FactsModel], title: str, text: str) -> dict[str, Any]:
    schema = model.model_json_schema(by_alias=True)
    definitions = {name: _swedish(kept) for name, kept in sorted(schema.pop("$defs", {}).items())}
    return {
        "$schema": DIALECT,
        "title": title,
        **_swedish(schema),
        "description": text,
        "$defs": definitions,
    }


def _swedish(schema: dict[str, Any]) -> dict[str, Any]:
    """A table's schema without what pydantic wrote for programmers: its docstring and every title."""
    kept = {key: value for key, value in schema.items() if key not in ("title", "description")}
    if "properties" in kept:
        kept["properties"] = {key: _key(each) for key, each in kept["properties"].items()}
    return kept


def _key(schema: dict[str, Any]) -> dict[str, Any]:
    """A key's schema without title and null: TOML has no null, a key that is not needed is left out."""
    kept = {name: value for name, value in schema.items() if name != "title" and (name, value) != ("default", None)}
    choices = [choice for choice in kept.get("anyOf", []) if choice != {"type": "null"}]
    if len(choices) == 1:
        del kept["anyOf"]
        kept |= choices[0]
    return kept
