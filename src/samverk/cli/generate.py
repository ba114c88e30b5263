"""Remakes every generated page under docs/ (rules, definitions, schemas). Run by `make docs`; a test checks that."""

from __future__ import annotations

import json
from pathlib import Path

from samverk.cli import annual, disclosure
from samverk.core.checks.pages import pages
from samverk.core.outcomes.definition_pages import definition_pages
from samverk.formats import facts, releases, sie
from samverk.formats.returns import wire
from samverk.reports.render import json as document_json
from samverk.reports.review import json as review_json

FOLDERS = ("definitioner", "regler", "schema")
"""The folders of docs/ that hold nothing else."""


def generated() -> dict[str, str]:
    """Path under docs/ → text of every generated file."""
    schemas = {
        "attack-1": disclosure.json_schema(),
        "check-1": annual.json_schema(),
        "dokument-1": document_json.json_schema(),
        "granska-1": review_json.json_schema(),
        "return-1": wire.json_schema(),
        "releases-1": releases.json_schema(),
        "sie-1": sie.json_schema(),
        **facts.json_schemas(),
    }
    files = {f"regler/{name}": text for name, text in pages().items()}
    files |= {f"definitioner/{name}": text for name, text in definition_pages().items()}
    for name, schema in schemas.items():
        files[f"schema/{name}.schema.json"] = json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
    return files


def main() -> None:
    """Write the files, and remove generated ones that no longer exist."""
    docs = Path(__file__).resolve().parents[3] / "docs"
    files = generated()
    for folder in FOLDERS:
        for path in (docs / folder).glob("*"):
            if f"{folder}/{path.name}" not in files:
                path.unlink()
    for name, text in files.items():
        path = docs / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
