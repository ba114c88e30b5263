"""The JSON of a document holds to its schema and comes back whole."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import jsonschema
import pytest

from samverk.reports.render.json import SCHEMA, json_schema, parse, render
from samverk.reports.render.tree_codec import TreeFormatError
from tests.factories.documents import sample_document


def tree() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(render(sample_document()))
    return loaded


def test_what_is_written_holds_to_the_schema() -> None:
    schema = json_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.Draft202012Validator(schema).validate(tree())


def test_the_schema_refuses_a_field_it_does_not_know() -> None:
    document = tree()
    document["figures"]["arets_resultat.2024"]["extra"] = 1
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(json_schema()).validate(document)


def test_the_schema_refuses_money_that_is_not_whole_ore() -> None:
    document = tree()
    document["account_pages"][0]["closing_ore"] = 12.5
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(json_schema()).validate(document)


def test_read_gives_back_what_was_written() -> None:
    document = sample_document(extra_rows=3)
    assert parse(render(document)) == document


def test_the_same_document_gives_the_same_bytes() -> None:
    assert render(sample_document()) == render(sample_document())


def test_schema_stands_first_and_amounts_are_ore() -> None:
    document = tree()
    assert list(document)[:3] == ["schema", "kind", "title"]
    assert document["schema"] == SCHEMA
    assert document["figures"]["arets_resultat.2024"]["value"] == -108_917_560
    assert document["figures"]["andel.kostnader.2024"]["value"] == {"numerator": 35377919, "denominator": 65309960}


def test_a_figure_carries_its_terms_and_sources() -> None:
    figures = tree()["figures"]
    assert [term["figure_id"] for term in figures["arets_resultat.2024"]["terms"]] == [
        "verksamhetens_intakter.2024",
        "verksamhetens_kostnader.2024",
    ]
    assert figures["budget.resultat.2024"]["sources"][0]["node"] == "budget_source"
    assert figures["verksamhetens_kostnader.2024"]["sources"][0]["objects"] == [["6", "10"]]


def test_text_is_kept_letter_by_letter() -> None:
    document = replace(sample_document(), association='Förbundet "Åäö" <script>\u2028')
    assert parse(render(document)).association == document.association


@pytest.mark.parametrize(
    ("data", "place", "words"),
    [
        (b"{", "$", "inte giltig JSON"),
        (b"\xff\xfe\x00", "$", "inte giltig JSON"),
        (b"[]", "$.schema", SCHEMA),
        (b'{"schema":"samverk.document/9"}', "$.schema", "samverk.document/9"),
        (b'{"schema":"samverk.document/1"}', "$", "saknade fält"),
    ],
)
def test_other_data_is_refused_with_place_and_reason(data: bytes, place: str, words: str) -> None:
    with pytest.raises(TreeFormatError) as caught:
        parse(data)
    assert caught.value.place == place
    assert words in caught.value.reason


@pytest.mark.parametrize(
    ("change", "place", "words"),
    [
        ({"year": "2024"}, "$.year", "ett heltal"),
        ({"decided": "i mars"}, "$.decided", "datum"),
        ({"sections": {}}, "$.sections", "en lista"),
        ({"account_pages": [7]}, "$.account_pages[0]", "ett objekt"),
        ({"extra": 1}, "$", "okända fält: extra"),
    ],
)
def test_a_wrong_value_is_named_with_its_place(change: dict[str, Any], place: str, words: str) -> None:
    with pytest.raises(TreeFormatError) as caught:
        parse(json.dumps(tree() | change).encode())
    assert caught.value.place == place
    assert words in caught.value.reason


def test_a_figure_that_contradicts_itself_is_refused() -> None:
    document = tree()
    document["figures"]["arets_resultat.2024"]["state"] = "nothing"
    with pytest.raises(TreeFormatError, match=r"\$\.figures\.arets_resultat\.2024"):
        parse(json.dumps(document).encode())


def test_an_unknown_node_is_refused_with_what_is_allowed() -> None:
    document = tree()
    document["sections"][0]["blocks"][0]["node"] = "blink"
    with pytest.raises(TreeFormatError, match="paragraph"):
        parse(json.dumps(document).encode())
