"""Files of releases: what they hold, and every way they can be wrong."""

import json
from copy import deepcopy
from datetime import date
from decimal import Decimal

import jsonschema
import pytest

from samverk.core.disclosure.bounds import CellRange, CellTotal
from samverk.core.disclosure.rule import ZeroRule
from samverk.formats.releases import json_schema, read

WHOLE = {
    "schema": "samverk.releases/1",
    "rule": {"threshold": 6, "width": 3, "zeros": "helper", "source": "styrelsen"},
    "releases": [
        {
            "id": "rapporten",
            "day": "2025-03-21",
            "cells": [
                {"key": "alla", "label": "Alla", "count": 30},
                {"key": "kvinnor"},
                {"key": "män", "lowest": 1, "highest": 4},
                {"key": "resten", "implied": True},
            ],
            "totals": [{"total": "alla", "parts": ["kvinnor", "män", "resten"]}],
            "shares": [{"part": "kvinnor", "base": "alla", "percent": "93.5"}],
            "means": [{"key": "tid", "variable": "månader", "base": "alla", "mean": "8.5", "lowest": "1"}],
        }
    ],
}


def changed(change):
    content = deepcopy(WHOLE)
    change(content, content["releases"][0])
    return read(json.dumps(content).encode())


def test_a_whole_file_is_read():
    found, problems = read(json.dumps(WHOLE).encode())
    assert problems == []
    assert (found.rule.threshold, found.rule.narrowest, found.rule.zeros) == (6, 3, ZeroRule.HELPER)
    (release,) = found.releases
    assert release.day == date(2025, 3, 21)
    assert [cell.range for cell in release.cells] == [CellRange(30, 30), CellRange(), CellRange(1, 4), CellRange()]
    assert release.cells[3].is_implied
    assert release.totals == (CellTotal("alla", ("kvinnor", "män", "resten")),)
    assert release.shares[0].percent == Decimal("93.5")
    assert release.means[0].lowest == Decimal(1)


def test_the_schema_accepts_the_file_and_refuses_what_could_carry_a_person():
    jsonschema.validate(WHOLE, json_schema())
    content = deepcopy(WHOLE)
    content["releases"][0]["cells"][0]["födelsedag"] = "1980-01-01"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(content, json_schema())


@pytest.mark.parametrize(
    ("change", "place", "words"),
    [
        (lambda c, r: c.update(schema="samverk.releases/9"), "schema", "Schemat ska vara samverk.releases/1"),
        (lambda c, r: c.update(releases=[]), "releases", "Minst ett behövs"),
        (lambda c, r: r.pop("id"), "releases[0].id", "Nyckeln saknas"),
        (lambda c, r: r.update(namn="x"), "releases[0].namn", "finns inte i schemat"),
        (lambda c, r: r["cells"][0].update(count="många"), "releases[0].cells[0].count", "ett heltal"),
        (lambda c, r: r["cells"][0].update(count=-1), "releases[0].cells[0].count", "för litet eller för stort"),
        (
            lambda c, r: r["shares"][0].update(percent="93,5"),
            "releases[0].shares[0].percent",
            "med punkt före decimaler",
        ),
        (lambda c, r: r.update(day="i går"), "releases[0].day", "en dag"),
        (lambda c, r: c["rule"].update(zeros="ibland"), "rule.zeros", "shown, helper och sensitive"),
        (lambda c, r: r["cells"].append({"key": "alla"}), "releases[0].cells", "Cellen alla finns två gånger"),
        (lambda c, r: r["cells"][2].update(lowest=5), "releases[0].cells[2]", "större än det högsta"),
        (lambda c, r: r["totals"][0].update(total="okänd"), "releases[0]", "Cellen okänd finns inte bland cells"),
        (lambda c, r: c["releases"].append(deepcopy(r)), "releases[1].id", "Två offentliggöranden heter rapporten"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(change, place, words):
    found, problems = changed(change)
    assert found is None
    assert problems[0].key == place
    assert words in problems[0].message


@pytest.mark.parametrize("data", [b"", b"{", b"\xff\xfe", b"[" * 100_000, b"[]", b"3"])
def test_what_is_no_such_file_is_refused(data):
    found, problems = read(data, "fil.json")
    assert found is None
    assert problems[0].file == "fil.json"
