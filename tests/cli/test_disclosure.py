"""`samverk disclosure attack`: page, JSON and exit codes."""

import json
import re

import jsonschema
import pytest

from samverk.cli.disclosure import json_schema
from samverk.cli.main import samverk
from samverk.cli.swedish import run


@pytest.fixture
def call(capsys):
    def call(*arguments):
        code = run(samverk, ["disclosure", "attack", *map(str, arguments)])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return call


def written(tmp_path, *cells, total=32):
    parts = [{"key": key} if count is None else {"key": key, "count": count} for key, count in cells]
    content = {
        "schema": "samverk.releases/1",
        "releases": [
            {
                "id": "rapporten",
                "cells": [{"key": "alla", "count": total}, *parts],
                "totals": [{"total": "alla", "parts": [key for key, _count in cells]}],
            }
        ],
    }
    path = tmp_path / "offentligt.json"
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


def test_a_cell_that_can_be_worked_out_gives_one(call, tmp_path):
    code, out, err = call(written(tmp_path, ("kvinnor", None), ("män", 30)))
    assert (code, err) == (1, "")
    assert "kvinnor går att räkna ut: 2." in out
    assert "1 dolda celler: 1 går att räkna ut, 0 går att veta för nära, 0 håller." in out
    assert "ingen har beslutat den" in out


def test_cells_known_too_closely_give_one_only_when_strict(call, tmp_path):
    path = written(tmp_path, ("a", None), ("b", None), ("c", 28))
    code, out, _err = call(path)
    assert code == 0
    assert "a går att veta närmare än regeln tillåter: 1–3." in out
    assert call("--strict", path)[0] == 1


def test_cells_that_hold_give_nought(call, tmp_path):
    assert call("--strict", written(tmp_path, ("a", None), ("b", None), ("c", 20)))[0] == 0


def test_the_demonstration_holds(call):
    """Every table and mean that the demo's register releases over two years."""
    code, out, err = call("--demo", "--strict")
    assert code == 0
    assert "2 offentliggöranden prövade" in out
    assert " dolda celler: 0 går att räkna ut, 0 går att veta för nära" in out
    assert not re.search(r"^0 dolda", out, re.MULTILINE)
    assert "tillfällig katalog" in err


def test_json_follows_its_schema(call, tmp_path):
    code, out, _err = call("--json", written(tmp_path, ("kvinnor", None), ("män", 30)))
    data = json.loads(out)
    jsonschema.validate(data, json_schema())
    assert code == 1
    assert data["cells"] == [{"key": "kvinnor", "label": "", "lowest": 2, "highest": 2, "verdict": "recovered"}]


def test_what_cannot_be_used_gives_two_and_says_why(call, tmp_path):
    assert call() == (2, "", call()[2])
    assert "Ange en fil, eller --demo" in call()[2]
    assert "Filen finns inte" in call(tmp_path / "saknas.json")[2]
    broken = tmp_path / "trasig.json"
    broken.write_text("{", encoding="utf-8")
    code, _out, err = call(broken)
    assert code == 2
    assert "Filen är inte JSON" in err
    code, _out, err = call(written(tmp_path, ("a", 3), ("b", 4)))
    assert code == 2
    assert "Det går inte att få ihop" in err
