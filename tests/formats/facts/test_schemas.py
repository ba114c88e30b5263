import json
import tomllib
from datetime import date
from pathlib import Path

import jsonschema
import pytest

from samverk.formats.facts import json_schemas

ROOT = Path(__file__).resolve().parents[3]


@pytest.mark.parametrize("name", ["forbund", "insatser", "budget"])
def test_every_schema_is_a_schema_and_explains_every_key_in_swedish(name):
    schema = json_schemas()[name]
    jsonschema.Draft202012Validator.check_schema(schema)
    for table in (schema, *(each for each in schema["$defs"].values() if "properties" in each)):
        for key, content in table["properties"].items():
            assert content.get("description", "").endswith("."), f"{name}: {key}"
    assert '"title": "F' not in json.dumps(schema["$defs"])


@pytest.mark.parametrize("directory", ["examples/lund", "tests/data/forbund-ovan"])
def test_facts_that_are_right_pass_the_schemas(directory):
    schemas = json_schemas()
    for path in sorted((ROOT / directory).glob("*.toml")):
        values = json.loads(json.dumps(tomllib.loads(path.read_text(encoding="utf-8")), default=date.isoformat))
        jsonschema.validate(values, schemas[path.stem.partition("-")[0]])


def test_a_misspelt_key_fails_the_schema():
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"insats": [{"id": "a", "nam": "A", "inriktning": "gemensam"}]}, json_schemas()["insatser"])


@pytest.mark.parametrize("name", ["forbund", "insatser", "budget"])
def test_the_published_schema_is_fresh(name):
    published = ROOT / "docs" / "schema" / f"{name}.schema.json"
    assert json.loads(published.read_text(encoding="utf-8")) == json_schemas()[name], "run make docs"
